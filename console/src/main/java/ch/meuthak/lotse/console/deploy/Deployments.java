package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.server.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the pages, the JSON API and the hook may do with deployments. One runs at a time and one more may wait; a newer
 * request replaces the one that waits, unless it came through the hook.
 */
public interface Deployments {

    /**
     * Takes a request; it is in the journal when this returns.
     *
     * @throws DeploymentRejected when it cannot be taken; the exception says why and what to do
     */
    Deployment request(DeploymentRequest request);

    /**
     * Cancels a deployment that waits or whose candidate has no traffic yet.
     *
     * @throws DeploymentRejected when it is final already, or past the switch
     */
    Deployment cancel(String id);

    Optional<Deployment> find(String id);

    /** The newest first. */
    List<Deployment> latest(int limit);

    /** What has the traffic now and how it does. */
    Serving serving();

    /** The releases that can be deployed from what is kept here, the serving one first. */
    List<Release> available();

    /**
     * What is kept to go back to, and what would change.
     *
     * @throws DeploymentRejected when the platform does not say
     */
    KeptReleases releases();

    /**
     * What would change if the configuration that the operator has prepared were applied to the release that serves;
     * nothing when none is prepared or it is what the release has.
     *
     * @throws DeploymentRejected when the platform does not say
     */
    PreparedChange preparedConfiguration();

    /** The same as it was some seconds ago, without waiting for the platform. {@link #onServingChange} tells of a change. */
    PreparedChange lastPrepared();

    /** What serves although no deployment put it there, in place of another release; absent when that is not so. */
    Optional<Replacement> replaced();

    /** The candidate's last output lines, oldest first, at most {@code limit}; of a final deployment, what was kept. */
    List<String> log(String id, int limit);

    /** Calls back with the deployment after each change of it, until the subscription is closed. Must not block. */
    Subscription onChange(Consumer<Deployment> listener);

    /**
     * Calls back with a sentence when the serving release has ended or was restarted, until the subscription is closed. Must
     * not block.
     */
    Subscription onReleaseEnd(Consumer<String> listener);

    /** Calls back after {@link #serving} has changed, until the subscription is closed. Must not block. */
    Subscription onServingChange(Runnable listener);

    /**
     * What serves.
     *
     * @param release absent when nothing was ever deployed, or it is not known
     * @param alive whether its readiness path answered well just now
     * @param known false when it could not be found out: then nothing else is to be believed
     * @param detail one sentence, {@code Ready in slot blue.} or {@code It has exited with code 143.}
     */
    record Serving(Optional<Release> release, Optional<Slot> slot, boolean alive, boolean known, String detail) {

        /** It could not be found out. */
        static Serving unknown(String why) {
            return new Serving(Optional.empty(), Optional.empty(), false, false, why);
        }
    }

    /**
     * That Compose or an operator put a release in place of the one that deployments had brought to serve.
     *
     * @param adopted the console's record of it
     * @param before what served until then
     */
    record Replacement(Deployment adopted, Release before) {}
}
