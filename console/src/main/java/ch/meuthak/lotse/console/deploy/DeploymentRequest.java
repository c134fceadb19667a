package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import java.util.Optional;

/**
 * Somebody's wish for a deployment.
 *
 * @param digest what to deploy; empty for the release that serves now, started afresh, or when it is a rollback for the one
 *     that served before
 * @param revision what the artifact must say it was built from; empty when it does not matter
 * @param requestedBy {@code operator}, {@code api} or {@code hook}
 * @param origin whose call it is, as was proved; absent unless it came through the hook
 * @param reason at most 500 characters; may be empty unless it is a rollback
 * @param idempotencyKey the same key with the same wish is the same deployment; empty for none
 * @param rollback whether somebody wants to go back to a release that is kept here: then the reason is kept too
 * @param configuration the fingerprint of the prepared configuration that is to be applied to the release that serves; empty for
 *     another deployment
 */
public record DeploymentRequest(
        String digest,
        String revision,
        String requestedBy,
        Optional<Origin> origin,
        String reason,
        String idempotencyKey,
        boolean rollback,
        String configuration) {
    private static final String HOOK = "hook";

    /** Any deployment but a rollback. */
    public DeploymentRequest(String digest, String revision, String requestedBy, String reason, String idempotencyKey) {
        this(digest, revision, requestedBy, Optional.empty(), reason, idempotencyKey, false, "");
    }

    /** A rollback; without a digest, to the release that served before. */
    public static DeploymentRequest rollback(String digest, String requestedBy, String reason, String idempotencyKey) {
        return new DeploymentRequest(digest, "", requestedBy, Optional.empty(), reason, idempotencyKey, true, "");
    }

    /** The prepared configuration with this fingerprint, applied to the release that serves. */
    public static DeploymentRequest configuration(
            String fingerprint, String requestedBy, String reason, String idempotencyKey) {
        return new DeploymentRequest("", "", requestedBy, Optional.empty(), reason, idempotencyKey, false, fingerprint);
    }

    /**
     * A call of the hook. It replaces no deployment that waits.
     *
     * @param idempotencyKey the caller's own, told from everybody else's: {@code hook} and a blank before it
     */
    public static DeploymentRequest hook(
            String digest, String revision, Origin origin, String reason, String idempotencyKey) {
        return new DeploymentRequest(digest, revision, HOOK, Optional.of(origin), reason, idempotencyKey, false, "");
    }

    /**
     * Says whether it is well-formed, before it is asked for.
     *
     * @throws DeploymentRejected when it is not, with what would be right
     */
    public void check() {
        RequestRules.check(this);
    }

    /** An operator's newer wish replaces an older one; a pipeline's does not know of the older one, and must wait. */
    boolean mayReplace() {
        return !requestedBy.equals(HOOK);
    }
}
