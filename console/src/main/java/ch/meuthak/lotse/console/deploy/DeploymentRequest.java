package ch.meuthak.lotse.console.deploy;

/**
 * Somebody's wish for a deployment.
 *
 * @param digest what to deploy; empty for the release that serves now, started afresh, or when it is a rollback for the one
 *     that served before
 * @param revision what the artifact must say it was built from; empty when it does not matter
 * @param requestedBy {@code operator}, {@code api} or {@code hook}
 * @param reason at most 500 characters; may be empty unless it is a rollback
 * @param idempotencyKey the same key with the same wish is the same deployment; empty for none
 * @param rollback whether somebody wants to go back to a release that is kept here: then the reason is kept too
 */
public record DeploymentRequest(
        String digest, String revision, String requestedBy, String reason, String idempotencyKey, boolean rollback) {

    /** Any deployment but a rollback. */
    public DeploymentRequest(String digest, String revision, String requestedBy, String reason, String idempotencyKey) {
        this(digest, revision, requestedBy, reason, idempotencyKey, false);
    }

    /** A rollback; without a digest, to the release that served before. */
    public static DeploymentRequest rollback(String digest, String requestedBy, String reason, String idempotencyKey) {
        return new DeploymentRequest(digest, "", requestedBy, reason, idempotencyKey, true);
    }
}
