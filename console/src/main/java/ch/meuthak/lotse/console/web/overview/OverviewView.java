package ch.meuthak.lotse.console.web.overview;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.DeploymentView;
import ch.meuthak.lotse.console.web.page.ReleaseView;
import ch.meuthak.lotse.console.web.page.ServingNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The overview.
 *
 * @param notice unusual facts about the serving release
 * @param running the deployment that runs or waits, newest last; with its steps
 * @param latest the last ones, newest first
 */
public record OverviewView(
        Badge mark,
        String verdict,
        List<HopView> hops,
        ServingView serving,
        ServingNotice notice,
        List<DeploymentView> running,
        List<DeploymentView> latest) {

    private static final int LATEST = 5;

    /** The release with the traffic; {@code release} has one element or none. */
    public record ServingView(Badge mark, List<ReleaseView> release, String slot, String detail) {

        private static Badge mark(Serving serving) {
            if (!serving.known()) {
                return new Badge("unknown", "Not known");
            }
            if (serving.release().isEmpty()) {
                return new Badge("fail", "No release serves");
            }
            return serving.alive() ? new Badge("ok", "Answering") : new Badge("fail", "Not answering");
        }

        static ServingView of(Serving serving) {
            return new ServingView(
                    mark(serving),
                    serving.release().stream().map(ReleaseView::of).toList(),
                    serving.slot().map(Slot::id).orElse(""),
                    serving.detail());
        }
    }

    public static OverviewView of(ConsoleFacts facts) {
        Instant now = facts.now();
        Optional<Diagnosis> diagnosis = facts.diagnosis().get();
        Optional<RequestPath> path = diagnosis.map(Diagnosis::path);
        List<Deployment> latest = facts.deployments().latest(LATEST);
        return new OverviewView(
                Badge.of(path.map(RequestPath::status).orElse(HopStatus.UNKNOWN)),
                path.map(RequestPath::verdict)
                        .orElse("Reading AWS for the first time. This page updates automatically."),
                diagnosis.map(known -> withOld(hops(known, now), facts)).orElse(List.of()),
                ServingView.of(facts.deployments().serving()),
                ServingNotice.of(facts.deployments()),
                latest.stream()
                        .filter(deployment -> !deployment.state().isFinal())
                        .map(deployment -> DeploymentView.of(deployment, now))
                        .toList(),
                latest.stream()
                        .map(deployment -> DeploymentView.of(deployment, now))
                        .toList());
    }

    /** A hop that cannot be judged now appears as it was at the last reading of AWS, and is marked "Was". */
    private static List<HopView> withOld(List<HopView> hops, ConsoleFacts facts) {
        if (facts.old().isEmpty()) {
            return hops;
        }
        List<HopView> old =
                facts.lastKnown().get().map(known -> hops(known, facts.now())).orElse(List.of());
        return hops.stream()
                .map(hop -> old.stream()
                        .filter(was -> hop.unknown() && was.id().equals(hop.id()) && !was.unknown())
                        .findFirst()
                        .map(HopView::asItWas)
                        .orElse(hop))
                .toList();
    }

    private static List<HopView> hops(Diagnosis diagnosis, Instant now) {
        Optional<Hop> broken = diagnosis.firstBroken();
        return diagnosis.path().hops().stream()
                .map(hop -> HopView.of(
                        hop,
                        diagnosis.at(hop.hop()),
                        broken.filter(hop.hop()::equals).isPresent(),
                        now))
                .toList();
    }
}
