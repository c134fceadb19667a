package ch.meuthak.lotse.console.deploy;

/**
 * Somebody's wish for a deployment.
 *
 * @param digest what to deploy; empty for the release that serves now, started afresh
 * @param revision what the artifact must say it was built from; empty when it does not matter
 * @param requestedBy {@code operator}, {@code api} or {@code hook}
 * @param reason at most 500 characters; may be empty
 * @param idempotencyKey the same key with the same wish is the same deployment; empty for none
 */
public record DeploymentRequest(
        String digest, String revision, String requestedBy, String reason, String idempotencyKey) {}
