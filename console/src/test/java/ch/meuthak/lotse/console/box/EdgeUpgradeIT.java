package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.load.Load;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The edge replaced under load, as the README has it and as it has it not. */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EdgeUpgradeIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int PER_SECOND = 200;

    private ComposeStack stack;

    @BeforeAll
    void up() {
        stack = ComposeStack.up(Map.of());
    }

    @AfterAll
    void down() {
        if (stack != null) {
            stack.close();
        }
    }

    private String edge() {
        return stack.compose("ps", "-q", "edge").strip();
    }

    @Test
    void anEdgeThatIsReplacedByASecondOneBesideItFailsNoRequest() {
        try (Load load = MixedLoad.on(stack.api(), PER_SECOND)) {
            stack.await(DEADLINE, () -> load.answered() > 500);
            for (int i = 0; i < 2; i++) {
                replace(edge());
                long before = load.answered();
                stack.await(DEADLINE, () -> load.answered() > before + 500);
            }
            System.out.println("edge replaced twice: " + load.failed() + " of " + load.sent() + " requests failed");
            assertThat(load.failures()).isEmpty();
        }
    }

    /** The commands of the README. */
    private void replace(String old) {
        stack.compose("up", "-d", "--no-build", "--no-deps", "--no-recreate", "--scale", "edge=2", "edge");
        String next = edge().lines().filter(id -> !id.equals(old)).findAny().orElseThrow();
        stack.await(DEADLINE, () -> stack.engine()
                .docker("inspect", "--format", "{{.State.Health.Status}}", next)
                .equals("healthy"));
        stack.engine().docker("stop", "--time", "100", old);
        stack.engine().docker("rm", old);
        assertThat(edge()).isEqualTo(next);
    }

    /** Nobody has the port until the old one has ended and the new one runs. */
    @Test
    void anEdgeThatComposeRecreatesIsAwayForSeconds() {
        try (Load load = MixedLoad.on(stack.api(), PER_SECOND)) {
            stack.await(DEADLINE, () -> load.answered() > 500);
            stack.compose("up", "-d", "--no-build", "--no-deps", "--force-recreate", "edge");
            stack.await(
                    DEADLINE,
                    () -> Script.ask("GET", stack.api() + "/health/ready", "").statusCode() == 200);
            System.out.println("edge recreated: " + load.failed() + " of " + load.sent()
                    + " requests failed, longest outage " + load.longestOutage());
            assertThat(load.failed()).as("what the README warns of").isPositive();
        }
    }
}
