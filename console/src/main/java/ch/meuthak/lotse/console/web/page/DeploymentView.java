package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.console.words.CodeWords;
import ch.meuthak.lotse.console.words.ExitCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One deployment.
 *
 * @param took from the request to the end, or until now
 * @param origin the caller of the hook; empty for none
 * @param run where people can look at the run that called; empty for nowhere
 * @param configuration its changes of the release's configuration, each as {@code variable LOTSE_X changed}
 * @param steps the steps that began; in a running deployment also the pending ones
 * @param open the open requests of the previous release
 * @param ending how a failed candidate ended, in words; empty when it was still running or nothing was kept
 */
public record DeploymentView(
        String id,
        Badge mark,
        boolean active,
        boolean cancellable,
        String requestedBy,
        String origin,
        String run,
        String reason,
        boolean rollback,
        List<String> configuration,
        When requestedAt,
        String took,
        ReleaseView release,
        String slot,
        List<StepView> steps,
        OpenRequestsView open,
        String failure,
        boolean evidence,
        String ending,
        List<String> lastLogLines,
        List<String> healthAnswers) {

    /** The states in which the candidate has no traffic yet. */
    private static final Set<DeploymentState> BEFORE_THE_SWITCH =
            EnumSet.range(DeploymentState.REQUESTED, DeploymentState.CHECKING);

    public static DeploymentView of(Deployment deployment, Instant now) {
        Optional<Deployment.Evidence> evidence = deployment.evidence();
        Instant end = deployment.finishedAt().orElse(now);
        return new DeploymentView(
                deployment.id(),
                Badge.of(deployment.state()),
                !deployment.state().isFinal(),
                BEFORE_THE_SWITCH.contains(deployment.state()),
                CodeWords.of("requester", deployment.requestedBy()),
                deployment.origin().map(Deployment.Origin::name).orElse(""),
                deployment
                        .origin()
                        .map(Deployment.Origin::url)
                        .filter(DeploymentView::isWeb)
                        .orElse(""),
                deployment.reason(),
                deployment.rollback(),
                deployment.configuration().stream()
                        .map(ConfigurationPart::toString)
                        .toList(),
                new When(deployment.requestedAt(), now),
                Amounts.exact(Duration.between(deployment.requestedAt(), end)),
                ReleaseView.of(deployment.release()),
                deployment.slot().map(Slot::id).orElse(""),
                steps(deployment, now),
                OpenRequestsView.of(deployment),
                deployment.failure(),
                evidence.isPresent(),
                evidence.flatMap(Deployment.Evidence::exitCode)
                        .map(ExitCodes::ended)
                        .orElse(""),
                UntrustedText.shown(
                        evidence.map(Deployment.Evidence::lastLogLines).orElse(List.of())),
                UntrustedText.shown(
                        evidence.map(Deployment.Evidence::healthAnswers).orElse(List.of())));
    }

    /** Thymeleaf would put any scheme into a link. */
    private static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private static List<StepView> steps(Deployment deployment, Instant now) {
        List<StepView> steps = new ArrayList<>();
        deployment.steps().forEach(step -> steps.add(StepView.of(step, deployment.state(), now)));
        if (!deployment.state().isFinal()) {
            EnumSet.range(DeploymentState.PULLING, DeploymentState.DRAINING).stream()
                    .filter(state -> state.compareTo(deployment.state()) > 0)
                    .forEach(state -> steps.add(StepView.toCome(state)));
        }
        return steps;
    }

    /**
     * One step.
     *
     * @param took empty when it has not begun
     */
    public record StepView(String name, String word, Badge mark, String took, String result) {

        static StepView of(Deployment.Step step, DeploymentState state, Instant now) {
            boolean ok = step.result().equals("ok");
            boolean running = step.finishedAt().isEmpty() && !state.isFinal();
            Instant end = step.finishedAt().orElse(now);
            String took = running || step.finishedAt().isPresent()
                    ? Amounts.exact(Duration.between(step.startedAt(), end))
                    : "";
            return new StepView(
                    step.name(), CodeWords.of("step", step.name()), mark(ok, running), took, ok ? "" : step.result());
        }

        static StepView toCome(DeploymentState state) {
            return new StepView(state.id(), CodeWords.of("step", state.id()), new Badge("idle", "Pending"), "", "");
        }

        private static Badge mark(boolean ok, boolean running) {
            if (ok) {
                return new Badge("ok", "Done");
            }
            return running ? new Badge("busy", "Running") : new Badge("fail", "Failed");
        }
    }
}
