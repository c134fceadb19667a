package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the hook answers is what the document of the public API promises: the backend passes it on as it is. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class HookOpenApiTest {
    private static final String PATH = "/hooks/redeploy";
    private static final String BODY = HookBox.BODY;
    private static final Path DOCUMENT =
            Path.of("../backend/src/main/resources/ch/meuthak/lotse/backend/api/openapi.yaml");

    private OpenApiDocument document;
    private HookBox box;

    @BeforeEach
    void start(@TempDir Path state) throws IOException {
        document = new OpenApiDocument(Files.readString(DOCUMENT));
        box = new HookBox(state, new HookLimits(10, 20, 1000, 1000, 10));
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void everyAnswerIsDocumented() {
        Call good = box.redeploy(BODY);
        post(good);
        post(good);
        post(box.redeploy("{}"));
        post(Call.post(BODY));
        post(Call.post(BODY).bearer(box.issuer.token(HookBox.audience(BODY), claims -> claims.put("ref", "x"))));
        post(box.redeploy(BODY).replacing("Content-Type", "text/plain"));
        post(box.redeploy("{\"digest\":\"latest\"}"));
        post(Call.post("x".repeat(HookRoutes.MAX_BODY + 1)));
        outcomes(box.all().getFirst().id());
        for (int i = 0; i < 10; i++) {
            post(box.signed(Call.post(BODY), BODY));
        }
        assertThat(document.seen())
                .containsExactlyInAnyOrderElementsOf(document.answers().stream()
                        .filter(answer -> answer.contains(PATH))
                        .filter(answer -> !answer.matches(".* (405|503)"))
                        .toList());
    }

    private void outcomes(String id) {
        get(box.outcome(id));
        box.platform.letGo();
        Await.until("its end", () -> box.all().getFirst().state().isFinal());
        get(box.outcome(id));
        get(box.outcome("nonsense"));
        get(Call.get(id));
        get(Call.get(id).bearer(box.issuer.token(HookBox.audience(id), claims -> claims.put("ref", "x"))));
        for (int i = 0; i < 20; i++) {
            get(box.signed(Call.get(id), id));
        }
    }

    private void post(Call call) {
        check("post", PATH, box.send(call));
    }

    private void get(Call call) {
        check("get", PATH + "/{id}", box.send(call));
    }

    /** The backend adds its release. */
    private void check(String method, String path, Call.Reply reply) {
        document.check(
                method,
                path,
                reply.status(),
                name -> name.equals("X-Release") ? "1.4.0+4f1c2d3e4b5a" : reply.header(name),
                reply.text());
    }
}
