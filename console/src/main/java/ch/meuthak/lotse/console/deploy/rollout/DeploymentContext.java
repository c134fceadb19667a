package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.util.Optional;

/**
 * The surroundings of a deployment.
 */
record DeploymentContext(
        Platform platform,
        Edge edge,
        HealthProbe probe,
        DeploymentSettings settings,
        GivenTime time,
        DeploymentLog log) {

    /** So many intervals of the watch pass between two checks while nothing happens and nobody looks. */
    static final int CALM = 15;

    Deadline deadline(Duration within) {
        return Deadline.in(within, time);
    }

    HealthProbe.Answer ready(Running running) throws InterruptedException {
        return probe.get(running.address(), settings.readyPath());
    }

    /** Why this is not the requested release; absent if it is, or if images here cannot report it. */
    Optional<String> difference(Running running, Release asked) throws StepFailure, InterruptedException {
        if (settings.releasePath().isEmpty()) {
            return Optional.empty();
        }
        var answer = probe.get(running.address(), settings.releasePath());
        return ReleaseAnswer.parse(answer).differenceFrom(asked, running.slot());
    }

    /** The version that a release reports; empty if it does not. */
    String version(Running running) throws StepFailure, InterruptedException {
        return settings.releasePath().isEmpty()
                ? ""
                : ReleaseAnswer.parse(probe.get(running.address(), settings.releasePath()))
                        .version();
    }

    /** Gives the traffic to a release that was good before: at once if it still runs, otherwise after it is started again. */
    void serve(Placed placed) throws PlatformException, InterruptedException {
        Optional<Running> running = platform.running(placed.slot())
                .filter(found ->
                        found.release().digest().equals(placed.release().digest()));
        Running serving = running.isPresent() ? running.get() : startAgain(placed);
        edge.route(placed.slot(), serving.address());
    }

    /** It gets the traffic even if it is not ready in time: there is nothing better. */
    private Running startAgain(Placed placed) throws PlatformException, InterruptedException {
        platform.pull(placed.release(), line -> {});
        platform.stop(placed.slot(), settings.stopGrace());
        log.keepOutput(placed.slot());
        Running started = platform.startAgain(placed.release(), placed.slot());
        var deadline = deadline(settings.checkDeadline());
        while (!deadline.isPast() && !ready(started).isOk()) {
            if (platform.running(placed.slot()).isEmpty()) {
                throw new PlatformException("The release that should serve, "
                        + placed.release().shortDigest() + ", "
                        + platform.remains(placed.slot(), 0).state() + " when it was started again.");
            }
            deadline.pause(settings.checkInterval());
        }
        return started;
    }

    /** A release and its slot, whether or not it runs. */
    record Placed(Release release, Slot slot) {

        static Optional<Placed> of(Deployment deployment) {
            return deployment.slot().map(slot -> new Placed(deployment.release(), slot));
        }
    }
}
