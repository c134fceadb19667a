package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import java.util.Optional;

/** Gives the traffic to a release that was good before: at once where it still runs, else as soon as it runs again. */
record TrafficRestore(DeploymentContext site) {

    void serve(DeploymentContext.Placed placed) throws PlatformException, InterruptedException {
        Optional<Running> running = site.platform().running(placed.slot()).filter(found -> found.release()
                .digest()
                .equals(placed.release().digest()));
        Running serving = running.isPresent() ? running.get() : start(placed);
        site.edge().route(placed.slot(), serving.address());
    }

    /** Routed even when it does not get ready in time: there is nothing better. */
    private Running start(DeploymentContext.Placed placed) throws PlatformException, InterruptedException {
        var platform = site.platform();
        platform.pull(placed.release(), line -> {});
        platform.stop(placed.slot(), site.settings().stopGrace());
        site.log().keepOutput(placed.slot());
        Running started = platform.startAgain(placed.release(), placed.slot());
        var deadline = site.deadline(site.settings().checkDeadline());
        while (!deadline.isPast() && !site.ready(started).isOk()) {
            if (platform.running(placed.slot()).isEmpty()) {
                throw new PlatformException("The release that should serve, "
                        + placed.release().shortDigest() + ", "
                        + platform.remains(placed.slot(), 0).state() + " when it was started again.");
            }
            deadline.pause(site.settings().checkInterval());
        }
        return started;
    }
}
