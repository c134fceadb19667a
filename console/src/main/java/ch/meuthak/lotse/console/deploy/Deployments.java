package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.server.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The deployments, for the pages, the JSON API and the hook. One runs at a time and one more may wait. A newer request
 * replaces the waiting one, unless it came through the hook.
 */
public interface Deployments {

    /**
     * Takes a request, which is in the journal when this returns.
     *
     * @throws DeploymentRejected when it cannot be taken, with the reason and what to do
     */
    Deployment request(DeploymentRequest request);

    /**
     * Cancels a deployment that waits, or whose candidate has no traffic yet.
     *
     * @throws DeploymentRejected after the switch, and when the deployment is over
     */
    Deployment cancel(String id);

    Optional<Deployment> find(String id);

    /** The newest first. */
    List<Deployment> latest(int limit);

    /** The release that has the traffic now, and its state. */
    Serving serving();

    /** The kept releases, the serving one first. */
    List<Release> available();

    /**
     * The releases for a rollback, and their differences.
     *
     * @throws DeploymentRejected when the platform does not answer
     */
    KeptReleases releases();

    /**
     * What the configuration that the operator has prepared would change for the serving release; nothing when none is prepared,
     * or the release has it already.
     *
     * @throws DeploymentRejected when the platform does not answer
     */
    PreparedChange preparedConfiguration();

    /** The same as of some seconds ago, without waiting for the platform. {@link #onServingChange} reports a change. */
    PreparedChange lastPrepared();

    /** The release that Compose or an operator put in place of another one; absent if a deployment started the serving release. */
    Optional<Replacement> replaced();

    /** The last lines of the log, oldest first, at most {@code limit}. */
    List<String> log(String id, int limit);

    /** Calls back with the deployment after each change of it, until the subscription is closed. Must not block. */
    Subscription onChange(Consumer<Deployment> listener);

    /**
     * Calls back with a sentence when the serving release ended or was restarted, until the subscription is closed. Must not
     * block.
     */
    Subscription onReleaseEnd(Consumer<String> listener);

    /** Calls back after {@link #serving} has changed, until the subscription is closed. Must not block. */
    Subscription onServingChange(Runnable listener);

    /**
     * The serving release.
     *
     * @param release absent when nothing was ever deployed, or it is not known
     * @param alive whether its readiness path returned 200 just now
     * @param known false when it could not be read: then the other parts mean nothing
     * @param detail one sentence, {@code Ready in slot blue.}
     */
    record Serving(Optional<Release> release, Optional<Slot> slot, boolean alive, boolean known, String detail) {

        /** It could not be read. */
        public static Serving unknown(String why) {
            return new Serving(Optional.empty(), Optional.empty(), false, false, why);
        }
    }

    /**
     * Compose or an operator replaced the release of a deployment.
     *
     * @param adopted the adopted release
     * @param before the release that served until then
     */
    record Replacement(Deployment adopted, Release before) {}
}
