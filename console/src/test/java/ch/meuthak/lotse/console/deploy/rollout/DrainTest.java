package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.haproxy.HaProxy;
import ch.meuthak.lotse.console.haproxy.HaProxyEdge;
import ch.meuthak.lotse.server.IdleTimeout;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What takes longer than a deployment, behind a real HAProxy: it ends whole, or is counted. */
@Timeout(180)
class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    private Box box;
    private HaProxy haproxy;
    private LongRequests clients;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        haproxy = HaProxy.start(Map.of("LOTSE_EDGE_BODY_SIZE", "1048576"));
        clients = new LongRequests(haproxy.port());
        box = new Box(folder);
        box.edgeWrap = unused -> new HaProxyEdge(haproxy.settings());
    }

    @AfterEach
    void stop() {
        box.close();
        haproxy.close();
    }

    private void serve(Duration drain, Duration streams) {
        box.settings = settings(drain, streams);
        box.open();
        box.deployed(box.publish(TinyReleases.STREAMS));
    }

    private static DeploymentSettings settings(Duration drain, Duration streams) {
        return Box.with(Box.settings(Duration.ofMillis(100)), Map.of("drain", drain, "streams", streams));
    }

    private OpenRequests open() throws PlatformException {
        var edge = new HaProxyEdge(haproxy.settings());
        return edge.open(edge.active().orElseThrow());
    }

    private void awaitOpen(OpenRequests wanted) {
        Await.until(wanted + " in the old release", () -> open().equals(wanted));
    }

    @Test
    void whatEndsBeforeTheDeadlineEndsWholeAndInTheOldRelease() throws Exception {
        serve(LONG, LONG);
        String old = box.queue().serving().release().orElseThrow().digest();
        var events = clients.get("/events/60");
        var download = clients.get("/download/60");
        var poll = clients.get("/hold/60");
        var upload = clients.upload(60);
        var socket = clients.webSocket(60);
        awaitOpen(new OpenRequests(1, 1, 1, 2));

        Deployment end = box.deploy(box.publish("good"));

        assertThat(end.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.open()).contains(OpenRequests.NONE);
        assertThat(events.get().split("data: an event", -1)).hasSize(61);
        assertThat(events.get()).endsWith("0\r\n\r\n");
        assertThat(download.get()).endsWith("\r\n\r\n" + "x".repeat(40_060));
        assertThat(poll.get()).endsWith(old);
        assertThat(upload.get()).endsWith("uploaded 40060");
        assertThat(socket.get()).endsWith("all 60");
        assertThat(box.running()).as("the old one is stopped").isEqualTo(1);
    }

    @Test
    void whatIsCutIsCountedByItsKindAndTheDeploymentSaysSo() throws Exception {
        serve(SHORT, SHORT);
        var events = clients.get("/events/1000");
        var download = clients.get("/download/1000");
        var poll = clients.get("/hold/1000");
        var upload = clients.upload(1000);
        var socket = clients.webSocket(1000);
        awaitOpen(new OpenRequests(1, 1, 1, 2));

        Deployment end = box.deploy(box.publish("good"));

        assertThat(end.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.open()).contains(new OpenRequests(1, 1, 1, 2));
        assertThat(box.journal.find(end.id())).as("in the journal").contains(end);
        assertThat(DeploymentJson.of(end).cut()).isEqualTo(end.open());
        assertThat(DeploymentJson.of(end).left()).isEmpty();
        assertThat(events.get()).doesNotEndWith("0\r\n\r\n");
        assertThat(download.get()).doesNotEndWith("x".repeat(41_000));
        assertThat(poll.get()).contains(" 502 ");
        assertThat(upload.get()).doesNotContain("uploaded");
        assertThat(socket.get()).contains("cut after");
    }

    @Test
    void whatHasNoEndIsNotWaitedForAsLongAsARequest() throws Exception {
        serve(LONG, SHORT);
        var events = clients.get("/events/1000");
        var download = clients.get("/download/50");
        awaitOpen(new OpenRequests(0, 0, 1, 1));

        Deployment end = box.deploy(box.publish("good"));

        assertThat(end.open()).contains(new OpenRequests(0, 0, 0, 1));
        assertThat(download.get()).endsWith("x".repeat(50));
        assertThat(events.get()).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void whileTheOldOneDrainsItIsSaidHowManyAreLeftAndTheNextDeploymentWaits() throws Exception {
        serve(LONG, LONG);
        var download = clients.get("/download/70");
        awaitOpen(new OpenRequests(0, 0, 1, 0));
        Release next = box.publish("good");
        Deployment first = box.request(next);
        box.awaitState(first.id(), DeploymentState.DRAINING);
        Await.until(
                "what is left",
                () -> box.queue().find(first.id()).orElseThrow().open().isPresent());

        Deployment draining = box.queue().find(first.id()).orElseThrow();
        Deployment second = box.request(box.publish("good"));

        assertThat(draining.state()).isEqualTo(DeploymentState.DRAINING);
        assertThat(draining.open()).contains(new OpenRequests(0, 0, 1, 0));
        assertThat(DeploymentJson.of(draining).left()).isEqualTo(draining.open());
        assertThat(DeploymentJson.of(draining).cut()).isEmpty();
        assertThat(box.queue().find(second.id()).orElseThrow().state()).isEqualTo(DeploymentState.REQUESTED);
        assertThat(box.running()).as("the old one and the new one, no third").isEqualTo(2);
        assertThat(download.get()).endsWith("x".repeat(70));
        assertThat(box.awaitFinal(first.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.awaitFinal(second.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    @Test
    void aRequestHasAtLeastTheTimeThatTheEdgeGrantsIt() {
        assertThat(DeploymentSettings.defaults().drain()).isGreaterThanOrEqualTo(IdleTimeout.USUAL.request());
    }
}
