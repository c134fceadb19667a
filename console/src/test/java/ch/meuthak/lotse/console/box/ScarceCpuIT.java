package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real stack and its engine with a tenth of a processor: what a t2.micro has without CPU credits. */
@Timeout(3600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ScarceCpuIT {
    private static final int REDEPLOYS = Boolean.getBoolean("lotse.long") ? 20 : 2;
    private static final int REQUESTS_PER_SECOND = 40;
    private static final double TENTH = 0.1;

    /** Too little by time that passes: the candidate's start alone takes that at a tenth of a processor. */
    private static final Duration CHECK = Duration.ofSeconds(8);

    private ScarceBox box;
    private String hangs;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        box = ScarceBox.up(
                folder, Map.of("LOTSE_DEPLOY_BAKE_TIME", "5s", "LOTSE_DEPLOY_CHECK_TIME", CHECK.toSeconds() + "s"));
        hangs = box.releaseThatHangs(folder.resolve("hangs"));
        box.cpu().limit(TENTH);
    }

    @AfterAll
    void down() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void redeploysSucceedAndLoseNoRequest() throws Exception {
        try (Load load = box.load(REQUESTS_PER_SECOND)) {
            for (int i = 0; i < REDEPLOYS; i++) {
                double before = box.cpu().seconds();
                long began = System.nanoTime();
                JsonNode deployment = box.console().deploy(box.console().serving());
                System.out.printf(
                        "redeploy with a tenth of a processor: %s after %d s, %.1f s of CPU, %d of %d requests failed%n",
                        deployment.path("state").asText(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        box.cpu().seconds() - before,
                        load.failed(),
                        load.sent());
                assertThat(deployment.path("state").asText())
                        .as(deployment + "\n" + load.failures())
                        .isEqualTo("succeeded");
            }
            load.finish();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(100);
        }
    }

    @Test
    @Order(2)
    void aReleaseThatHangsIsGivenUpAndWhatServesGoesOn() throws Exception {
        String serving = box.console().serving();
        long began = System.nanoTime();
        try (Load load = box.load(REQUESTS_PER_SECOND)) {
            JsonNode deployment = box.console().deploy(hangs);

            System.out.println("a release that hangs, with a tenth of a processor: "
                    + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s, "
                    + deployment.path("failure").asText());
            assertThat(deployment.path("state").asText()).isEqualTo("failed");
            assertThat(deployment.path("failure").asText()).contains("not ready within 8000 ms");
            load.finish();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(box.console().serving()).isEqualTo(serving);
    }
}
