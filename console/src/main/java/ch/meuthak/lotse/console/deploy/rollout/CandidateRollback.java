package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment.Evidence;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Rolls a deployment back: first the traffic, then the evidence, then the candidate, and last the end of the deployment. After a
 * crash it can run again from its start.
 */
final class CandidateRollback {
    private static final Logger LOG = Logger.getLogger(CandidateRollback.class.getName());
    private static final int MOST_LINES = 100;

    private final Candidate candidate;
    private final Logbook logbook;

    CandidateRollback(Candidate candidate, Logbook logbook) {
        this.candidate = candidate;
        this.logbook = logbook;
    }

    /**
     * @param failure the cause, for people
     * @param end {@code FAILED} or {@code CANCELLED}; {@code ROLLED_BACK} replaces it if the candidate had the traffic
     */
    void run(String failure, DeploymentState end) throws InterruptedException {
        logbook.failing(failure, end);
        DeploymentState reached = logbook.now().state();
        boolean hadTraffic = reached.compareTo(DeploymentState.SWITCHING) >= 0;
        StringBuilder story = new StringBuilder(failure);
        boolean mayStop = !hadTraffic || takeTrafficBack(story);
        if (reached.compareTo(DeploymentState.STARTING) >= 0) {
            Evidence evidence = evidence();
            logbook.keep(evidence);
            explain(failure, evidence, story);
            if (mayStop) {
                removeCandidate(story);
            }
            candidate.site().log().keepOutput(logbook.now().id(), candidate.slot());
        }
        boolean back = hadTraffic && mayStop && candidate.previous().isPresent();
        logbook.finish(back ? DeploymentState.ROLLED_BACK : end, story.toString());
    }

    private void explain(String failure, Evidence evidence, StringBuilder story) {
        List<String> lines = new ArrayList<>(List.of(failure));
        lines.addAll(evidence.lastLogLines());
        Optional<String> waiting = evidence.exitCode().isEmpty() ? waiting() : Optional.empty();
        waiting.ifPresent(cause -> story.append(" ").append(cause));
        if (evidence.exitCode().isEmpty() && waiting.isEmpty()) {
            candidate.lastAnswer().map(HealthProbe.Answer::toString).ifPresent(lines::add);
        }
        KnownCause.of(lines).forEach(cause -> story.append(" ").append(cause));
        if (evidence.exitCode().isEmpty() && waiting.isEmpty()) {
            candidate.lastAnswer().flatMap(KnownCause::of).ifPresent(cause -> story.append(" ")
                    .append(cause));
        }
    }

    private Optional<String> waiting() {
        try {
            return KnownCause.of(candidate.site().platform().unanswered(candidate.slot()));
        } catch (PlatformException e) {
            LOG.log(Level.FINE, "The hosts that the candidate waits for are not known: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** True when the candidate no longer has the traffic, or when there is no other release. */
    private boolean takeTrafficBack(StringBuilder story) throws InterruptedException {
        Optional<DeploymentContext.Placed> previous = candidate.previous();
        if (previous.isEmpty()) {
            story.append(" There is no previous release to roll back to.");
            return true;
        }
        Optional<String> obstacle = restore(previous.get());
        obstacle.ifPresent(reason -> story.append(" The previous release could not get the traffic back: ")
                .append(reason));
        return obstacle.isEmpty();
    }

    private Optional<String> restore(DeploymentContext.Placed previous) throws InterruptedException {
        var site = candidate.site();
        var deadline = site.deadline(site.settings().checkDeadline());
        while (true) {
            try {
                site.serve(previous);
                return Optional.empty();
            } catch (PlatformException e) {
                LOG.log(Level.WARNING, "Rolling back: {0}", e.getMessage());
                if (deadline.isPast()) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            }
            deadline.pause(site.settings().checkInterval());
        }
    }

    private Evidence evidence() {
        try {
            var remains = candidate.site().platform().remains(candidate.slot(), MOST_LINES);
            return new Evidence(remains.exitCode(), remains.lastLines(), candidate.answers());
        } catch (PlatformException e) {
            return new Evidence(
                    Optional.empty(), List.of("Its output could not be read: " + e.getMessage()), candidate.answers());
        }
    }

    private void removeCandidate(StringBuilder story) throws InterruptedException {
        try {
            new SlotDrain(candidate.site(), candidate.slot()).run();
        } catch (PlatformException e) {
            story.append(" The candidate could not be removed: ").append(e.getMessage());
        }
    }
}
