package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.server.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The deployments of a console that only watches, because it has no platform. */
public final class DeploymentsOff implements Deployments {
    private static final String WHY = "This console only watches. To deploy, set LOTSE_PLATFORM.";

    @Override
    public Deployment request(DeploymentRequest request) {
        throw new DeploymentRejected(Cause.UNAVAILABLE, "Nothing was deployed. " + WHY);
    }

    @Override
    public Deployment cancel(String id) {
        throw new DeploymentRejected(Cause.UNKNOWN, "There are no deployments. " + WHY);
    }

    @Override
    public Optional<Deployment> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Deployment> latest(int limit) {
        return List.of();
    }

    @Override
    public Serving serving() {
        return Serving.unknown(WHY);
    }

    @Override
    public List<Release> available() {
        return List.of();
    }

    @Override
    public KeptReleases releases() {
        return new KeptReleases(Optional.empty(), false, Optional.empty(), List.of());
    }

    @Override
    public PreparedChange preparedConfiguration() {
        return PreparedChange.NONE;
    }

    @Override
    public PreparedChange lastPrepared() {
        return PreparedChange.NONE;
    }

    @Override
    public Optional<Replacement> replaced() {
        return Optional.empty();
    }

    @Override
    public List<String> log(String id, int limit) {
        return List.of();
    }

    @Override
    public Subscription onServingChange(Runnable listener) {
        return () -> {};
    }

    @Override
    public Subscription onReleaseEnd(Consumer<String> listener) {
        return () -> {};
    }

    @Override
    public Subscription onChange(Consumer<Deployment> listener) {
        return () -> {};
    }
}
