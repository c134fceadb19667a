package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deployments that are over. */
final class SampleDeployments {
    private SampleDeployments() {}

    static Deployment succeeded(String id, Release release, Instant at) {
        return new Deployment(
                id,
                DeploymentState.SUCCEEDED,
                "operator",
                Optional.empty(),
                "Serve the new status page",
                false,
                at,
                Optional.of(at.plusSeconds(41)),
                release,
                Optional.of(Slot.BLUE),
                List.of(
                        step("pulling", at, 800, "ok"),
                        step("starting", at, 1400, "ok"),
                        step("checking", at, 2100, "ok"),
                        step("switching", at, 60, "ok"),
                        step("baking", at, 30_000, "ok"),
                        step("draining", at, 5100, "ok")),
                "",
                Optional.empty());
    }

    static Deployment failed(String id, Release release, Instant at) {
        return new Deployment(
                id,
                DeploymentState.FAILED,
                "api",
                Optional.empty(),
                "",
                false,
                at,
                Optional.of(at.plusSeconds(12)),
                release,
                Optional.of(Slot.GREEN),
                List.of(
                        step("pulling", at, 700, "ok"),
                        step("starting", at, 1300, "ok"),
                        step(
                                "checking",
                                at,
                                10_000,
                                "The candidate failed while starting: it exited with code 1 (an error of the program itself).")),
                "The candidate failed while starting: it exited with code 1 (an error of the program itself). The old release serves on.",
                Optional.of(new Deployment.Evidence(
                        Optional.of(1),
                        List.of("starting", "cannot read /etc/lotse/key: no such file"),
                        List.of("connection refused", "connection refused"))));
    }

    /** One that drains, one that cut requests and changed the configuration, one that failed, one of the hook. */
    static List<Deployment> every(Instant at) {
        var part = new ConfigurationPart(ConfigurationPart.Kind.VARIABLE, "LOTSE_X", ConfigurationPart.How.REMOVED);
        return List.of(
                open(succeeded("running", FakeDeployments.OLDER, at), DeploymentState.DRAINING, List.of()),
                open(succeeded("changed", FakeDeployments.SERVING, at), DeploymentState.SUCCEEDED, List.of(part)),
                failed("bad", FakeDeployments.UNREADABLE, at),
                calledBy(failed("called", FakeDeployments.OLDER, at), new Deployment.Origin("hmac run 7", "")));
    }

    private static Deployment open(Deployment was, DeploymentState state, List<ConfigurationPart> configuration) {
        return new Deployment(
                was.id(),
                state,
                was.requestedBy(),
                was.origin(),
                was.reason(),
                was.rollback(),
                configuration,
                Optional.of(FakeDeployments.FINGERPRINT).filter(_ -> !configuration.isEmpty()),
                was.requestedAt(),
                was.finishedAt().filter(_ -> state.isFinal()),
                was.release(),
                was.slot(),
                was.steps(),
                was.failure(),
                was.ending(),
                was.evidence(),
                Optional.of(new OpenRequests(0, 1, 2, 3)));
    }

    /** The same, started by a call of the hook. */
    static Deployment calledBy(Deployment deployment, Deployment.Origin origin) {
        return new Deployment(
                deployment.id(),
                deployment.state(),
                "hook",
                Optional.of(origin),
                deployment.reason(),
                deployment.rollback(),
                deployment.requestedAt(),
                deployment.finishedAt(),
                deployment.release(),
                deployment.slot(),
                deployment.steps(),
                deployment.failure(),
                deployment.evidence());
    }

    private static Deployment.Step step(String name, Instant at, long millis, String result) {
        return new Deployment.Step(name, at, Optional.of(at.plusMillis(millis)), result);
    }
}
