package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When every place of the API is taken, those who must know whether it is ready have one, and nobody else. */
@Timeout(120)
class HealthLimitTest {

    @Test
    void onlyReadinessIsAlwaysAnsweredAndOnlyToTheProxiesThemselves() throws Exception {
        var settings = RunningBackend.settings();
        settings.put("lotse.limits.requests", "1");
        List<RawClient> polls = new ArrayList<>();
        try (RunningBackend small = new RunningBackend(settings)) {
            // A poll that comes while we ask is refused itself: the next one gets the place.
            Await.until("the only place is taken", () -> {
                polls.add(small.raw().send("GET /api/v1/status HTTP/1.1\nHost: x\nPrefer: wait=30\n\n"));
                return ask(small, "/health/live", "") == 503;
            });

            assertThat(ask(small, "/health/ready", ""))
                    .as("the edge's own check")
                    .isEqualTo(200);
            assertThat(ask(small, "/health/ready", "X-Forwarded-For: 172.31.4.5\n"))
                    .as("the load balancer's own check, which the edge passes on")
                    .isEqualTo(200);
            assertThat(ask(small, "/health/ready", "X-Forwarded-For: 203.0.113.7\n"))
                    .as("a stranger's")
                    .isEqualTo(503);
            assertThat(ask(small, "/health/ready", "X-Forwarded-For: 10.0.0.1, 203.0.113.7\n"))
                    .as("a stranger who lies")
                    .isEqualTo(503);
            assertThat(ask(small, "/health/started", "")).isEqualTo(503);
            assertThat(ask(small, "/health/ready/", "")).isEqualTo(503);
            for (RawClient poll : polls) {
                poll.close();
            }
        }
    }

    private static int ask(RunningBackend backend, String path, String headers) throws IOException {
        try (RawClient client = backend.raw()) {
            return client.send("GET " + path + " HTTP/1.1\nHost: x\n" + headers + "\n")
                    .read()
                    .status();
        }
    }
}
