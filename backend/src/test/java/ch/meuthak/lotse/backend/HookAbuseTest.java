package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers can do to the hook, and with it to the API and to a release that bakes: nothing. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class HookAbuseTest {
    @TempDir
    private Path folder;

    private FakeConsole console;

    @BeforeEach
    void start() {
        console = new FakeConsole(folder.resolve("hook.sock"));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private RunningBackend backend() {
        return RunningBackend.with(folder.resolve("hook.sock"));
    }

    /** The edge knows it by that name alone, and would count the console's 503 as the release's in any other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%68ooks/redeploy/d-1",
                "//hooks/redeploy/d-1",
                "/./hooks/redeploy/d-1",
                "/api/../hooks/redeploy/d-1",
                "/hooks;a=b/redeploy/d-1",
                "/hooks%2fredeploy/d-1",
                "/hook%73/redeploy/d-1",
                "/x/../hooks/redeploy/d-1"
            })
    void theHookIsReachedByItsPlainNameAlone(String path) throws IOException {
        console.hookAnswers(503);
        try (RunningBackend backend = backend();
                RawClient client = backend.raw()) {
            assertThat(client.send("GET " + path + " HTTP/1.1\nHost: x\n\n")
                            .read()
                            .status())
                    .isIn(400, 404);
        }
    }

    @Test
    void aCrowdOfHalfRedeployRequestsTakesNoSeatOfTheApi() throws Exception {
        var settings = RunningBackend.settings();
        settings.put("lotse.hook.socket", folder.resolve("hook.sock").toString());
        settings.put("lotse.limits.requests", "24");
        List<RawClient> crowd = new ArrayList<>();
        try (RunningBackend small = new RunningBackend(settings)) {
            for (int i = 0; i < 24; i++) {
                crowd.add(small.raw().send("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 4\n\n1"));
            }
            assertThat(hookAnswersOneDay(small, 503).headers().firstValue("Retry-After"))
                    .isPresent();
            assertThat(small.get("/api/v1/release").statusCode()).isEqualTo(200);
            for (RawClient client : crowd) {
                client.close();
            }
            hookAnswersOneDay(small, 202);
        } finally {
            for (RawClient client : crowd) {
                client.close();
            }
        }
    }

    private static HttpResponse<String> hookAnswersOneDay(RunningBackend backend, int status) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        Await.until("status " + status, () -> {
            answers.add(backend.send("POST", "/hooks/redeploy", "{}"));
            return answers.getLast().statusCode() == status;
        });
        return answers.getLast();
    }

    /** The edge holds back what fits its buffer until it is whole, so what the hook waits for must fit there. */
    @Test
    void aCrowdOfLongBodiesThatNeverEndTakesNoSeatOfTheHook() throws Exception {
        List<RawClient> crowd = new ArrayList<>();
        try (RunningBackend backend = backend()) {
            for (int i = 0; i < 24; i++) {
                crowd.add(backend.raw()
                        .send("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 60000\n\n"
                                + "x".repeat(33_000)));
            }
            for (RawClient client : crowd) {
                assertThat(client.read().status()).isEqualTo(413);
            }
            assertThat(backend.send("POST", "/hooks/redeploy", "{}").statusCode())
                    .isEqualTo(202);
        } finally {
            for (RawClient client : crowd) {
                client.close();
            }
        }
    }
}
