package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import java.util.Optional;

/**
 * The body of {@code POST /api/deployments}. Without a digest the serving release starts again.
 *
 * @param configuration the fingerprint of the prepared configuration that the serving release gets. A script that sends null has
 *     none: that must not become an ordinary deployment
 */
public record DeploymentBody(String digest, String revision, String reason, Optional<String> configuration) {

    /** What it asks for. {@link DeploymentRequest#check} decides whether that makes sense. */
    public DeploymentRequest request(String key) {
        return new DeploymentRequest(digest, revision, "api", Optional.empty(), reason, key, false, configuration);
    }

    /** The body of {@code POST /api/rollbacks}. Without a digest the previous release serves again. */
    public record RollbackBody(String digest, String reason) {
        public DeploymentRequest request(String key) {
            return DeploymentRequest.rollback(digest, "api", reason, key);
        }
    }
}
