package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redeploys of the real images on the real box under load, and what an operator does to it with Compose. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class RedeployIT {
    private static final int REDEPLOYS = 5;
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private RegistryStack box;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        box = RegistryStack.up(folder, Map.of("LOTSE_DEPLOY_BAKE_TIME", "2s"));
    }

    @AfterAll
    void down() {
        if (box != null) {
            box.close();
        }
    }

    private String compose(String... arguments) {
        return box.stack().compose(arguments);
    }

    private List<String> everyContainer() {
        return compose("ps", "-q")
                .lines()
                .sorted()
                .map(id -> box.stack().engine().docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", id))
                .toList();
    }

    @Test
    @Order(1)
    void redeploysInARowUnderLoadLoseNoRequest() throws Exception {
        List<String> digests =
                Stream.generate(() -> box.variants().publish()).limit(REDEPLOYS).toList();
        try (Load load = MixedLoad.on(box.stack().api(), REQUESTS_PER_SECOND)) {
            for (String digest : digests) {
                JsonNode deployment = box.console().deploy(digest);
                assertThat(deployment.path("state").asText())
                        .as(deployment + "\n" + load.failures())
                        .isEqualTo("succeeded");
                assertThat(box.release().path("digest").asText()).isEqualTo(digest);
                assertThat(box.console().serving()).isEqualTo(digest);
            }
            load.finish();
            System.out.println(REDEPLOYS + " redeploys on the box: " + load.failed() + " of " + load.sent()
                    + " requests failed; no request was served for at most " + load.longestOutage());
            assertThat(load.failures()).isEmpty();
            assertThat(load.failed()).isZero();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(1000);
        }
        assertThat(box.backends()).singleElement().asString().endsWith(" running");
    }

    @Test
    @Order(2)
    void composeSeesTheNewRelease() throws Exception {
        String container = box.backends().getFirst().split(" ", 2)[0];

        assertThat(compose("ps")).contains(container).contains("Up ");
        assertThat(compose("ps", "-q", "backend").lines()).hasSize(1);
        assertThat(compose("logs", "--no-color", "backend"))
                .contains(container.substring(
                                box.stack().setting("COMPOSE_PROJECT_NAME").length() + 1)
                        + " ");
    }

    @Test
    @Order(3)
    void anotherUpWithTheSameFileTouchesNothing() {
        List<String> before = everyContainer();

        compose("up", "-d", "--no-build");

        assertThat(everyContainer()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void oneCallGoesBackToTheReleaseFromBefore() throws Exception {
        String bad = box.console().serving();
        String previous = box.console().get("/api/releases").path("previous").asText();
        try (Load load = MixedLoad.on(box.stack().api(), REQUESTS_PER_SECOND)) {
            JsonNode deployment = box.console().rollBack("it was not what we hoped for");

            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("succeeded");
            assertThat(deployment.path("rollback").asBoolean()).isTrue();
            assertThat(deployment.path("reason").asText()).isEqualTo("it was not what we hoped for");
            load.finish();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(previous).isNotEqualTo(bad);
        assertThat(box.release().path("digest").asText()).isEqualTo(previous);
        assertThat(box.console().serving()).isEqualTo(previous);
    }

    @Test
    @Order(5)
    void theOldImageThatAnOperatorRecreatesGivesWayToTheReleaseThatServed() throws Exception {
        String serving = box.console().serving();

        compose("up", "-d", "--no-build", "--force-recreate", "--no-deps", "backend");

        box.stack()
                .await(
                        DEADLINE,
                        () -> latest("requestedBy").equals("start")
                                && latest("state").equals("succeeded")
                                && latest("release/digest").equals(serving));
        assertThat(box.release().path("digest").asText()).isEqualTo(serving);
        assertThat(box.backends()).singleElement().asString().endsWith(" running");

        JsonNode deployment = box.console().deploy(box.variants().publish());
        assertThat(deployment.path("state").asText()).as(deployment.toString()).isEqualTo("succeeded");
    }

    private String latest(String field) throws Exception {
        return box.console()
                .get("/api/deployments")
                .at("/deployments/0/" + field)
                .asText();
    }
}
