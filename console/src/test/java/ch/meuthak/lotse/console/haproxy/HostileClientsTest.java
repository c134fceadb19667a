package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.BuiltBackend;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.deploy.rollout.DeploymentQueue;
import ch.meuthak.lotse.console.deploy.rollout.TinyReleases;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.process.ProcessPlatform;
import ch.meuthak.lotse.console.process.ProcessSettings;
import ch.meuthak.lotse.console.store.SqliteDeploymentLogs;
import ch.meuthak.lotse.console.store.SqliteJournal;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deployments of the built backend behind the real HAProxy, while every kind of {@link HostileClient} comes through the load
 * balancer, which no limit on addresses holds up. {@code -Dlotse.long=true} has 20 rounds of what is else one.
 */
@Timeout(2700) // 20 rounds took 7 minutes on two busy cores
@SuppressWarnings("NullAway.Init")
class HostileClientsTest {
    private static final int ROUNDS = Boolean.getBoolean("lotse.long") ? 20 : 1;

    /** Longer than anything that one of them waits for: the edge gives up a body after 10 s. */
    private static final Duration BAKE = Duration.ofSeconds(12);

    private static final Map<String, String> RELEASE = Map.of("LOTSE_LIMITS_REQUESTS", "512");

    /** More than all of them together: that places run out on a busy machine is another test's matter. */
    private final HaProxy haproxy =
            HaProxy.start(Map.of("LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8", "LOTSE_EDGE_REQUESTS", "448"));

    private ProcessPlatform platform;
    private SqliteJournal journal;
    private SqliteDeploymentLogs logs;
    private DeploymentQueue queue;

    @TempDir
    private Path folder;

    HostileClientsTest() throws Exception {}

    @BeforeEach
    void start() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        var defaults = ProcessSettings.defaults(state);
        platform = new ProcessPlatform(
                new ProcessSettings(state, defaults.java(), defaults.flags(), RELEASE, 0, 0, 1 << 20),
                InstantSource.system());
        journal = SqliteJournal.open(state);
        logs = SqliteDeploymentLogs.in(state);
        queue = DeploymentQueue.open(
                platform,
                new HaProxyEdge(haproxy.settings()),
                journal,
                logs,
                settings(),
                Optional.empty(),
                InstantSource.system(),
                GivenTime.ALL,
                () -> true);
    }

    private static DeploymentSettings settings() {
        var some = DeploymentSettings.defaults();
        return new DeploymentSettings(
                some.readyPath(),
                some.releasePath(),
                1,
                Duration.ofMillis(100),
                some.checkDeadline(),
                Duration.ofSeconds(20),
                BAKE,
                some.bakeRequests(),
                some.bakeErrorRate(),
                20,
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                some.watch(),
                some.keptReleases());
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        platform.stopAll(Duration.ofSeconds(1));
        journal.close();
        logs.close();
        haproxy.close();
    }

    @Test
    void noneOfThemHasAGoodReleaseTakenBackOrABadOneKept() throws Exception {
        Release good = platform.publish(BuiltBackend.require());
        Release bad = platform.publish(new TinyReleases(folder.resolve("builds")).jar("answers 5xx", "bad"));
        assertThat(deploy(good).state()).isEqualTo(DeploymentState.SUCCEEDED);
        try (var crowd = new HostileCrowd(haproxy.address(), EnumSet.allOf(HostileClient.class));
                Load polite = polite()) {
            for (int round = 1; round <= ROUNDS; round++) {
                assertGood(round, deploy(good));
            }
            assertNothingCounted();
            assertThat(crowd.attacks()).as("attacks").isGreaterThan(100);
            assertThat(polite.failures()).as("polite requests").isEmpty();
            Deployment end = deploy(bad);
            assertThat(end.state()).as(end.toString()).isEqualTo(DeploymentState.ROLLED_BACK);
            assertThat(end.failure()).contains("failed in the candidate");
            System.out.println("hostile clients: " + ROUNDS + " of " + ROUNDS
                    + " deployments of a good release succeeded; a bad one: " + end.failure() + " " + polite.sent()
                    + " polite requests");
        }
    }

    private void assertGood(int round, Deployment end) {
        assertThat(end.state()).as("round " + round + ": " + end + suspects()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    /** The bake has room for a few errors, and they may have it: not for theirs. */
    private void assertNothingCounted() throws Exception {
        for (Slot slot : Slot.values()) {
            assertThat(new HaProxyEdge(haproxy.settings()).traffic(slot).serverErrors())
                    .as("slot " + slot.id() + suspects())
                    .isZero();
        }
    }

    /** What the edge wrote about requests that went wrong at a release. */
    private List<String> suspects() {
        return haproxy.output()
                .lines()
                .filter(line -> line.contains("\"to\":\"slot_")
                        && !line.contains("\"end\":\"--")
                        && !line.contains("\"end\":\"C"))
                .limit(40)
                .toList();
    }

    private Load polite() {
        Exchange root = Exchange.get("/");
        Duration pace = Duration.ofMillis(50);
        return new Load()
                .keepAlive(haproxy.address(), Optional.empty(), pace, root)
                .connectionPerRequest(haproxy.address(), Optional.empty(), pace, root.with("Connection: close"));
    }

    private Deployment deploy(Release release) {
        String id = queue.request(new DeploymentRequest(release.digest(), "", "operator", "a test", ""))
                .id();
        Await.until(
                "the end of " + id, () -> queue.find(id).orElseThrow().state().isFinal());
        return queue.find(id).orElseThrow();
    }
}
