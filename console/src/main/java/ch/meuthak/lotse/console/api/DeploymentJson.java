package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deployment, as the API and the hook give it.
 *
 * @param configuration what it changes of the configuration: names, never values
 * @param left the requests that the previous release still has; absent once the deployment has ended
 * @param cut the requests that the stop of the previous release cut; absent until the deployment has ended
 */
public record DeploymentJson(
        String id,
        DeploymentState state,
        String requestedBy,
        String reason,
        boolean rollback,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        List<ConfigurationPart> configuration,
        Optional<Deployment.Origin> origin,
        Release release,
        Optional<Slot> slot,
        List<Deployment.Step> steps,
        String failure,
        Optional<Deployment.Evidence> evidence,
        Optional<OpenRequests> left,
        Optional<OpenRequests> cut) {

    /** The deployment as it is now. */
    public static DeploymentJson of(Deployment deployment) {
        boolean ended = deployment.state().isFinal();
        return new DeploymentJson(
                deployment.id(),
                deployment.state(),
                deployment.requestedBy(),
                deployment.reason(),
                deployment.rollback(),
                deployment.requestedAt(),
                deployment.finishedAt(),
                deployment.configuration(),
                deployment.origin(),
                deployment.release(),
                deployment.slot(),
                deployment.steps(),
                deployment.failure(),
                deployment.evidence(),
                deployment.open().filter(_ -> !ended),
                deployment.open().filter(_ -> ended));
    }

    /** {@code GET /api/deployments}, the newest first. */
    public record DeploymentsJson(List<DeploymentJson> deployments) {
        public static DeploymentsJson of(List<Deployment> deployments) {
            return new DeploymentsJson(
                    deployments.stream().map(DeploymentJson::of).toList());
        }
    }

    /** {@code GET /api/deployments/{id}/log}. */
    public record LogJson(String id, List<String> lines) {}

    /** What {@code POST /hooks/redeploy} is answered with: the deployment, and where its state is. */
    public record AcceptedJson(@JsonUnwrapped DeploymentJson deployment, String location) {}

    /**
     * {@code GET /api/configuration}.
     *
     * @param fingerprint of the prepared configuration with its values; empty when it changes nothing
     */
    public record ConfigurationJson(String fingerprint, List<ConfigurationPart> changes) {
        public static ConfigurationJson of(PreparedChange change) {
            return new ConfigurationJson(change.fingerprint(), change.parts());
        }
    }
}
