package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.pipeline.Runner;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.server.testing.Program;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

/**
 * The whole way of a push: a runner with a token, the edge, the backend, the unix socket, the console, the engine, and the
 * edge again.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class PipelineIT {
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECRET = "a secret of this test, of more than 32 bytes";
    private static final Pattern README_SCRIPT = Pattern.compile("```sh\n(#!/bin/bash\n.*?)```", Pattern.DOTALL);

    private Path folder;
    private TokenIssuer issuer;
    private RegistryStack box;

    @BeforeAll
    void up(@TempDir Path temporary) throws Exception {
        folder = temporary;
        issuer = TokenIssuer.start();
        box = RegistryStack.up(
                folder,
                Map.of(
                        "LOTSE_DEPLOY_BAKE_TIME",
                        "3s",
                        "LOTSE_DEPLOY_CHECK_TIME",
                        "10s",
                        "LOTSE_DEPLOY_STOP_TIME",
                        "2s",
                        "LOTSE_HOOK_GITHUB_REPOSITORY_ID",
                        TokenIssuer.REPOSITORY_ID,
                        "LOTSE_HOOK_GITHUB_OWNER_ID",
                        TokenIssuer.OWNER_ID,
                        "LOTSE_HOOK_GITHUB_ISSUER",
                        issuer.url(),
                        "LOTSE_HOOK_SECRET",
                        SECRET));
    }

    @AfterAll
    void down() {
        if (box != null) {
            box.close();
        }
        issuer.close();
    }

    private Load load() {
        return MixedLoad.besidesTheHook(box.stack().api(), REQUESTS_PER_SECOND);
    }

    private Runner.Outcome push(String digest) throws Exception {
        return new Runner(folder)
                .tokensFrom(issuer.requestUrl(), issuer.requestToken())
                .with("url", box.stack().api().toString())
                .with("domain", box.stack().setting("LOTSE_DOMAIN"))
                .with("digest", digest)
                .with("reason", "a push of the test")
                .run(PATIENCE);
    }

    private JsonNode newest() {
        return box.console().get("/api/deployments?limit=1").at("/deployments/0");
    }

    private List<String> calls() {
        return Stream.of("trusted", "others")
                .flatMap(kind -> {
                    List<JsonNode> rows = new ArrayList<>();
                    box.console().get("/api/hook-calls").path(kind).forEach(rows::add);
                    return rows.stream();
                })
                .map(row -> row.path("method").asText() + " "
                        + row.path("status").asInt() + " " + row.path("who").asText())
                .toList();
    }

    @Test
    @Order(1)
    void aPushIsDeployedUnderLoadAndTheActionIsGreen() throws Exception {
        String digest = box.variants().publish();
        try (Load load = load()) {
            Runner.Outcome outcome = push(digest);
            load.finish();

            System.out.println("a push: " + load.failed() + " of " + load.sent() + " requests failed");
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(500);
            assertThat(outcome.outputs()).containsEntry("state", "succeeded");
            assertThat(outcome.outputs().get("id"))
                    .isEqualTo(newest().path("id").asText());
            assertThat(outcome.summary()).contains(digest.substring(7, 19)).contains("draining");
        }
        assertThat(box.release().path("digest").asText()).isEqualTo(digest);
        assertThat(box.console().serving()).isEqualTo(digest);
        assertThat(newest().toString()).contains("github octo-org/octo-repo run 32291736541 by octocat");
        assertThat(calls()).contains("POST 202 github octo-org/octo-repo run 32291736541 by octocat");
        for (String token : issuer.issued()) {
            assertThat(box.stack().logs()).doesNotContain(token.substring(token.lastIndexOf('.') + 1));
        }
    }

    @Test
    @Order(2)
    void aPushThatExitsAtItsStartCostsNoRequestAndTheActionSaysWhy() throws Exception {
        String before = box.console().serving();
        String digest = box.variants().publish(PerlRelease.EXITS.lines());
        try (Load load = load()) {
            Runner.Outcome outcome = push(digest);
            load.finish();

            assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
            assertThat(outcome.outputs()).containsEntry("state", "failed");
            assertThat(outcome.summary()).contains("exited").contains("cannot find my database, giving up");
            assertThat(load.failures()).isEmpty();
        }
        assertThat(box.release().path("digest").asText()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aPushThatAnswersErrorsUnderTrafficIsRolledBackAndTheActionSaysWhy() throws Exception {
        String before = box.console().serving();
        String digest = box.variants().publish(PerlRelease.ANSWERS_500.lines());
        try (Load _ = load()) {
            Runner.Outcome outcome = push(digest);

            assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
            assertThat(outcome.outputs()).containsEntry("state", "rolled_back");
            assertThat(outcome.summary()).contains("failed in the candidate").contains("listening");
        }
        assertThat(box.release().path("digest").asText()).isEqualTo(before);
        assertThat(box.backends()).singleElement().asString().endsWith(" running");
    }

    @Test
    @Order(4)
    void anotherCiSystemDeploysWithWhatTheReadmeSays() throws Exception {
        String digest = box.variants().publish();
        Matcher script = README_SCRIPT.matcher(
                Files.readString(Repository.require().root().resolve("README.md")));
        assertThat(script.find()).isTrue();
        Path file = Files.writeString(folder.resolve("deploy.sh"), script.group(1));
        Map<String, String> environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "LOTSE_HOOK_SECRET",
                SECRET,
                "LOTSE_URL",
                box.stack().api().toString(),
                "DIGEST",
                digest);

        try (Program program = Program.start(folder, environment, List.of("bash", file.toString()))) {
            assertThat(program.endsWithin(PATIENCE)).as(program.output()).isTrue();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
        assertThat(box.release().path("digest").asText()).isEqualTo(digest);
        assertThat(newest().toString()).contains("hmac");
    }

    @Test
    @Order(5)
    void aReplayIsRefusedAfterTheConsoleWasRestarted() throws Exception {
        String digest = box.console().serving();
        String body = "{\"digest\": \"" + digest + "\"}";
        String token = issuer.token("lotse:" + box.stack().setting("LOTSE_DOMAIN") + ":" + sha256(body));
        assertThat(post(body, token).statusCode()).isEqualTo(202);
        box.stack().await(PATIENCE, () -> !newest().path("finishedAt").isNull());

        box.stack().engine().docker("restart", box.stack().container("console"));
        box.stack().await(PATIENCE, () -> box.console().serving().equals(digest));

        HttpResponse<String> replay = post(body, token);
        assertThat(replay.statusCode()).as(replay.body()).isEqualTo(409);
        assertThat(replay.headers().firstValue("Retry-After")).isEqualTo(Optional.empty());
        HttpResponse<String> stranger = post(body, token + "A");
        assertThat(stranger.statusCode()).as(stranger.body()).isEqualTo(401);
        assertThat(calls().stream().map(call -> call.split(" ", 3)[1]).collect(Collectors.toSet()))
                .contains("202", "409", "401");
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        URI hook = box.stack().api().resolve("/hooks/redeploy");
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(hook)
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
