package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.testing.OpenApiDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The document is true: every operation and every answer in it is called for and compared with what is written. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class OpenApiTest {
    /** As the console tells one that failed, in full. */
    private static final String DEPLOYMENT = """
            {"id": "mhyq2k8v1-x7c", "location": "/hooks/redeploy/mhyq2k8v1-x7c", "state": "failed", "requestedBy": "hook",
             "reason": null, "rollback": false, "requestedAt": "2026-11-23T15:00:00Z", "finishedAt": "2026-11-23T15:00:09Z",
             "configuration": [], "left": null, "cut": {"requests": 0, "uploads": 0, "downloads": 1, "streams": 0},
             "origin": {"name": "github o/r run 1 by a", "url": "https://github.com/o/r/actions/runs/1"},
             "release": {"digest": "sha256:00", "version": null, "revision": "6f1ed00"}, "slot": null,
             "steps": [{"name": "requested", "startedAt": "2026-11-23T15:00:00Z", "finishedAt": null, "result": null}],
             "failure": "It was bad.", "evidence": {"exitCode": 1, "lastLogLines": ["a"], "healthAnswers": []}}""";

    @TempDir
    private Path folder;

    private FakeConsole console;
    private RunningBackend backend;
    private OpenApiDocument document;

    @BeforeEach
    void start() throws Exception {
        console = new FakeConsole(folder.resolve("hook.sock"));
        backend = RunningBackend.with(folder.resolve("hook.sock"));
        document = new OpenApiDocument(backend.get("/openapi.yaml").body());
    }

    @AfterEach
    void stop() {
        backend.close();
        console.close();
    }

    @Test
    void everyDocumentedAnswerComesAsItIsDocumented() throws Exception {
        for (String path : new String[] {"/", "/openapi.yaml", "/api/v1/release"}) {
            document.check("get", path, backend.get(path));
            document.check("get", path, backend.get(path, "If-None-Match", "*"));
        }
        for (String path :
                new String[] {"/api/v1/status", "/api/v1/request", "/health/live", "/health/ready", "/health/started"
                }) {
            document.check("get", path, backend.get(path, "Prefer", "wait=1", "X-Forwarded-For", "203.0.113.9"));
        }
        console.hasDeployment(DEPLOYMENT);
        for (int status : new int[] {202, 400, 401, 403, 409, 413, 415, 422, 429, 503}) {
            console.hookAnswers(status);
            document.check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "{}"));
        }
        document.check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "x".repeat(70_000)));
        console.hasDeployment(DEPLOYMENT.replaceFirst("\"location\".*?,", ""));
        for (int status : new int[] {200, 401, 403, 404, 429, 503}) {
            console.outcomeAnswers(status);
            document.check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/d-1"));
        }
        document.check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/a%20b"));
        console.close();
        document.check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "{}"));
        document.check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/d-1"));
        wrongMethods();
        // 503 of the health checks needs a drain: see the process test
        assertThat(document.answers())
                .filteredOn(answer -> !answer.matches("get /health/.* 503"))
                .containsExactlyInAnyOrderElementsOf(document.seen());
    }

    private void wrongMethods() throws IOException, InterruptedException {
        for (var operation : document.operations().entrySet()) {
            String path = operation.getKey();
            HttpResponse<String> answer = backend.send("PATCH", path.replace("{id}", "d-1"), "");
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            operation.getValue().forEach(method -> document.check(method, path, answer));
        }
    }

    @Test
    void everyRouteIsDocumentedAndNothingElseIs() {
        var routes = new Backend(Settings.ofDefaultsAnd(RunningBackend.settings()), InstantSource.system()).routes();
        assertThat(OpenApiDocument.operations(routes.all())).isEqualTo(document.operations());
    }
}
