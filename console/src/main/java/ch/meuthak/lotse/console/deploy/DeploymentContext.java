package ch.meuthak.lotse.console.deploy;

import java.time.Duration;
import java.util.Optional;

/**
 * Where deployments happen: what runs releases, what gives them traffic, how they are asked, by which settings, by which clock,
 * and where it is told.
 */
record DeploymentContext(
        Platform platform,
        Edge edge,
        HealthProbe probe,
        DeploymentSettings settings,
        GivenTime time,
        DeploymentLog log) {

    /** How many intervals of the watch pass between two looks at a box where nothing happens and nobody looks. */
    static final int CALM = 15;

    Deadline deadline(Duration within) {
        return Deadline.in(within, time);
    }

    HealthProbe.Answer ready(Platform.Running running) throws InterruptedException {
        return probe.get(running.address(), settings.readyPath());
    }

    /** Why what runs there is not the release in the slot; absent when it is, and when it cannot be asked. */
    Optional<String> difference(Platform.Running running, Release asked) throws StepFailure, InterruptedException {
        if (settings.releasePath().isEmpty()) {
            return Optional.empty();
        }
        var answer = probe.get(running.address(), settings.releasePath());
        return ReleaseAnswer.parse(answer).differenceFrom(asked, running.slot());
    }

    /** The version that a release says it has; empty when it does not say, or is not asked. */
    String version(Platform.Running running) throws StepFailure, InterruptedException {
        return settings.releasePath().isEmpty()
                ? ""
                : ReleaseAnswer.parse(probe.get(running.address(), settings.releasePath()))
                        .version();
    }

    /** A release and its slot, whether or not it runs. */
    record Placed(Release release, Slot slot) {

        static Optional<Placed> of(Deployment deployment) {
            return deployment.slot().map(slot -> new Placed(deployment.release(), slot));
        }
    }
}
