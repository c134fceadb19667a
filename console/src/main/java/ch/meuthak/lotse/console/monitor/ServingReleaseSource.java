package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.drift.ServingRelease;
import java.util.List;
import java.util.Optional;

/** The serving release as the drift compares it; absent while a deployment runs, which may still put the old one back. */
public record ServingReleaseSource(Deployments deployments) {
    private static final int RECENT = 100;

    /** Has the last snapshot compared. */
    public void lookedAtBy(DriftDetector drift, TopologyFeed feed) {
        feed.latest().ifPresent(topology -> drift.look(topology, release()));
    }

    Optional<ServingRelease> release() {
        try {
            List<Deployment> recent = deployments.latest(RECENT);
            return recent.stream().allMatch(one -> one.state().isFinal())
                    ? deployments.serving().release().map(serving -> of(serving, recent))
                    : Optional.empty();
        } catch (JournalException e) {
            return Optional.empty();
        }
    }

    /** An adopted release has no steps: it was started without the console. */
    private static ServingRelease of(Release serving, List<Deployment> recent) {
        boolean deployed = recent.stream()
                .filter(one -> one.state() == DeploymentState.SUCCEEDED)
                .filter(one -> one.release().digest().equals(serving.digest()))
                .findFirst()
                .filter(one -> !one.steps().isEmpty())
                .isPresent();
        return new ServingRelease(serving.digest(), LiveDiagnosis.name(serving), deployed);
    }
}
