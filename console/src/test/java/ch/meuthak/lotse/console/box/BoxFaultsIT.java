package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.TinyImages;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.web.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of the box that die, with the real images. */
@Timeout(1800)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BoxFaultsIT {
    private static final boolean LONG = Boolean.getBoolean("lotse.long");
    private static final int INSTANTS = LONG ? 50 : 6;

    /** On a busy machine, too: a page that waited for the edge would take its two seconds. */
    private static final Duration QUICK = Duration.ofMillis(1800);

    private TinyBox box;
    private String other;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        box = TinyBox.up(DockerEngine.require(), folder);
        other = box.publish(TinyImages.GOOD);
    }

    @AfterAll
    void down() {
        if (box != null) {
            box.close();
        }
    }

    private String notServing() throws Exception {
        return box.served().equals(other) ? box.first() : other;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pulling", "starting", "checking", "switching", "baking", "draining"})
    void aConsoleKilledInAStepLosesNoRequestAndItsSuccessorEndsTheDeployment(String step) throws Exception {
        try (Load load = box.load()) {
            String before = box.served();
            String wanted = notServing();
            String id = box.deploy(wanted);
            box.stack().await(TinyBox.PATIENCE, () -> hasBegun(id, step));
            box.killConsole();
            recovers(id, before, wanted, load);
        }
    }

    private boolean hasBegun(String id, String step) throws Exception {
        for (JsonNode found : box.read("/api/deployments/" + id).path("steps")) {
            if (found.path("name").asText().equals(step)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aConsoleKilledAtAnyInstantLosesNoRequestAndItsSuccessorEndsTheDeployment() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long began = System.nanoTime();
        box.deployed(notServing());
        long took = System.nanoTime() - began;
        try (Load load = box.load()) {
            for (int i = 0; i < INSTANTS; i++) {
                String before = box.served();
                String wanted = notServing();
                String id = box.deploy(wanted);
                LockSupport.parkNanos(random.nextLong(took)); // the instant is the fault, nothing is waited for
                box.killConsole();
                recovers(id, before, wanted, load);
            }
            assertThat(load.answered()).as("answered, with seed " + seed).isGreaterThan(100);
        }
    }

    /** One release serves again, nothing was lost, and the record says what happened. */
    private void recovers(String id, String before, String wanted, Load load) throws Exception {
        long began = System.nanoTime();
        box.startConsole();
        box.stack().await(TinyBox.PATIENCE, () -> !box.serving().isEmpty());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        JsonNode end = box.end(id);
        box.stack().await(TinyBox.PATIENCE, () -> box.releases().size() == 1);
        String state = end.path("state").asText();

        System.out.println("killed: " + steps(end) + " -> " + state + ", one served " + took.toMillis() + " ms after");
        String serves = state.equals("succeeded") ? wanted : before;
        assertThat(box.served()).as(end.toString()).isEqualTo(serves);
        assertThat(box.serving()).isEqualTo(serves);
        if (!state.equals("succeeded")) {
            assertThat(state).isIn("failed", "rolled_back");
            assertThat(end.path("failure").asText()).contains("The console stopped while this deployment was");
        }
        assertThat(load.failures()).as(end.toString()).isEmpty();
    }

    private static String steps(JsonNode deployment) {
        StringBuilder steps = new StringBuilder();
        for (JsonNode step : deployment.path("steps")) {
            boolean here = step.path("result").asText().contains("The console stopped");
            steps.append(step.path("name").asText()).append(here ? "! " : " ");
        }
        return steps.toString().strip();
    }

    @Test
    void anEdgeThatIsKilledComesBackWithTheRightSlotWithoutAConsole() throws Exception {
        for (String release : List.of(notServing(), box.served())) {
            box.deployed(release);
            box.killConsole();
            String edge = box.stack().container("edge");
            box.kill(edge);
            box.stack().await(TinyBox.PATIENCE, () -> box.served().equals(release));
            box.startConsole();
            box.awaitServing(release);
        }
    }

    @Test
    void anEdgeThatIsDownIsShownAsNotKnownOnQuickPagesAndAsServingWhenItIsBack() throws Exception {
        String served = box.served();
        Visitor operator = box.operator();
        box.engine().docker("kill", "--signal", "KILL", box.stack().container("edge"));

        box.stack().await(TinyBox.PATIENCE, () -> operator.get("/").body().contains("The edge cannot be reached"));
        assertThat(box.serving()).isEmpty();
        assertThat(box.slowestPage(operator)).isLessThan(QUICK);
        HttpResponse<String> asked = box.ask("POST", "/api/deployments", "{\"digest\":\"" + other + "\"}");

        box.engine().docker("start", box.stack().container("edge"));
        box.awaitServing(served);
        box.stack().await(TinyBox.PATIENCE, box::nothingUnfinished);
        assertThat(asked.body() + box.read("/api/deployments?limit=1")).contains("The edge cannot be reached");
        assertThat(box.releases()).hasSize(1);
    }

    @Test
    void aServingReleaseThatIsKilledIsStartedAgainAndThePageSaysSoMeanwhile() throws Exception {
        box.stack()
                .await(
                        TinyBox.PATIENCE,
                        () -> !box.read("/api/deployments").path("deployments").isEmpty() && box.nothingUnfinished());
        String served = box.served();
        Visitor operator = box.operator();
        String container = box.releases().getFirst();

        box.kill(container);

        box.stack()
                .await(
                        TinyBox.PATIENCE,
                        () -> box.served().equals(served) && box.serving().equals(served));
        assertThat(box.releases()).containsExactly(container);
        assertThat(box.slowestPage(operator)).isLessThan(QUICK);
        box.engine().docker("kill", "--signal", "KILL", container);
        box.stack().await(TinyBox.PATIENCE, () -> operator.get("/").body().contains("Not answering"));
        box.engine().docker("start", container);
        box.awaitServing(served);
    }

    @Test
    void aFullStateVolumeLosesNothingAndWhenItIsFreedNoRestartIsNeeded() throws Exception {
        box.deployed(notServing());
        String served = box.served();
        Visitor operator = box.operator();
        int known = box.read("/api/deployments").path("deployments").size();
        try (Load load = box.load()) {
            box.fillState();
            HttpResponse<String> refused = box.ask("POST", "/api/deployments", "{\"digest\":\"" + notServing() + "\"}");
            System.out.println("on a full disk: " + refused.statusCode() + " " + refused.body());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(box.slowestPage(operator)).isLessThan(QUICK);
            assertThat(box.serving()).isEqualTo(served);
            assertThat(box.read("/api/deployments").path("deployments")).hasSize(known);
            box.freeState();
            box.deployed(notServing());
            served = box.served();

            String wanted = notServing();
            String id = box.deploy(wanted);
            box.stack().await(TinyBox.PATIENCE, () -> hasBegun(id, "baking"));
            box.fillState();
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos()); // longer than the bake: its end cannot be written
            assertThat(box.state(id)).as("an end that is not written is no end").isIn("baking", "draining");
            box.freeState();
            JsonNode end = box.end(id);
            assertThat(end.path("state").asText())
                    .as("a step that cannot be written is not done")
                    .isEqualTo("rolled_back");
            assertThat(end.path("failure").asText()).contains("the disk is full");
            assertThat(box.served()).isEqualTo(served);
            assertThat(load.failures()).isEmpty();

            box.killConsole();
            box.startConsole();
            box.awaitServing(served);
            assertThat(box.read("/api/deployments").path("deployments")).hasSize(known + 2);
            box.deployed(wanted);
        }
    }
}
