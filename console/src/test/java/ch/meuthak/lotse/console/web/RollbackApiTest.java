package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Going back by script. */
class RollbackApiTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor script = console.visitor();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theKeptReleasesSayWhichServesWhichServedBeforeAndWhatWouldChange() {
        JsonNode releases = json(get("/api/releases"));

        assertThat(releases.get("serving").textValue()).isEqualTo(FakeDeployments.SERVING.digest());
        assertThat(releases.get("previous").textValue()).isEqualTo(FakeDeployments.OLDER.digest());
        assertThat(releases.get("releases").findValuesAsText("version")).startsWith("1.4.0", "1.3.2");
        JsonNode serving = releases.at("/releases/0");
        assertThat(serving.get("serving").booleanValue()).isTrue();
        assertThat(serving.get("changes").isNull()).isTrue();
        JsonNode older = releases.at("/releases/1");
        assertThat(older.get("previous").booleanValue()).isTrue();
        assertThat(older.get("serving").booleanValue()).isFalse();
        assertThat(older.get("artifact").textValue()).endsWith("@" + FakeDeployments.OLDER.digest());
        assertThat(older.get("builtAt").textValue()).isEqualTo("2026-10-02T14:05:00Z");
        assertThat(older.get("environment").toString()).isEqualTo("[\"LEGACY_FEED_URL\",\"LOTSE_SLOT\",\"PATH\"]");
        assertThat(older.at("/changes/version").toString()).isEqualTo("{\"from\":\"1.4.0\",\"to\":\"1.3.2\"}");
        assertThat(older.at("/changes/digest/to").textValue()).isEqualTo(FakeDeployments.OLDER.digest());
        assertThat(older.at("/changes/revision/from").textValue()).isEqualTo(FakeDeployments.SERVING.revision());
        assertThat(older.at("/changes/artifact/from").textValue()).endsWith(FakeDeployments.SERVING.digest());
        assertThat(older.at("/changes/environment").toString())
                .isEqualTo("{\"added\":[\"LEGACY_FEED_URL\"],\"removed\":[\"STATUS_PAGE\"]}");
    }

    @Test
    void aReleaseThatCannotBeReadIsThereWithWhyAndWhatIsNotKnownIsNull() {
        JsonNode unreadable = json(get("/api/releases")).at("/releases/2");

        assertThat(unreadable.get("digest").textValue()).isEqualTo(FakeDeployments.UNREADABLE.digest());
        assertThat(unreadable.get("problem").textValue()).contains("is damaged");
        for (String unknown : new String[] {"version", "artifact", "builtAt", "environment"}) {
            assertThat(unreadable.has(unknown)).as(unknown).isTrue();
            assertThat(unreadable.get(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(unreadable.at("/changes/environment").isNull()).isTrue();
        assertThat(unreadable.at("/changes/digest/from").textValue()).isEqualTo(FakeDeployments.SERVING.digest());
    }

    @Test
    void aRollbackIsTakenWith202AndItsLocationAndGoesToThePreviousReleaseByItself() {
        HttpResponse<String> answer = post("{\"reason\":\"The new one is slow\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode deployment = json(answer);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/deployments/" + deployment.get("id").textValue());
        assertThat(deployment.get("rollback").booleanValue()).isTrue();
        assertThat(deployment.get("requestedBy").textValue()).isEqualTo("api");
        assertThat(deployment.get("reason").textValue()).isEqualTo("The new one is slow");
        assertThat(deployment.at("/release/digest").textValue()).isEqualTo(FakeDeployments.OLDER.digest());
        assertThat(json(get(location))).isEqualTo(deployment);
        assertThat(json(get("/api/deployments")).at("/deployments/1/rollback").booleanValue())
                .as("the one from before")
                .isFalse();
    }

    @Test
    void aRollbackWithADigestGoesToThatRelease() {
        JsonNode deployment =
                json(post("{\"digest\":\"" + FakeDeployments.UNREADABLE.digest() + "\",\"reason\":\"r\"}"));
        assertThat(deployment.at("/release/digest").textValue()).isEqualTo(FakeDeployments.UNREADABLE.digest());
    }

    @Test
    void withoutAReasonNothingIsDoneAndTheAnswerSaysWhatToSend() {
        for (String body : new String[] {"", "{}", "{\"reason\":null}", "{\"reason\":\"\"}", "{\"reason\":\"  \"}"}) {
            refused(post(body), 422, "A rollback needs a reason of 1 to 500 characters");
        }
        refused(post("{\"reason\":\" \\t \"}"), 422, "without control characters");
        refused(post("{\"reason\":\"" + "a".repeat(501) + "\"}"), 422, "at most 500");
        assertThat(console.deployments.latest(10)).hasSize(2);
    }

    @Test
    void aBadBodyIsSaidWithItsField() {
        refused(post("{\"reason\":1}"), 400, "reason must be a text");
        refused(
                post("{\"reason\":\"r\",\"revision\":\"abc\"}"),
                400,
                "Unknown field revision: there are digest and reason");
        refused(post("{\"reason\":\"r\""), 400, "not JSON");
        refused(post("{\"reason\":\"r\",\"digest\":\"sha256:nothing-like-it\"}"), 422, "64 lower-case hex digits");
    }

    @Test
    void whereThereIsNothingToGoBackToTheAnswerIs409() {
        console.deployments.haveOneReleaseOnly();

        refused(post("{\"reason\":\"r\"}"), 409, "nothing to go back to");
        JsonNode releases = json(get("/api/releases"));
        assertThat(releases.get("previous").isNull()).isTrue();
        assertThat(releases.get("releases")).hasSize(1);
    }

    @Test
    void theSameKeyIsTheSameRollback() {
        HttpRequest.Builder first = rollback("{\"reason\":\"r\"}").header("Idempotency-Key", "incident-17");
        HttpRequest.Builder second = rollback("{\"reason\":\"r\"}").header("Idempotency-Key", "incident-17");

        assertThat(json(script.send(first)).get("id"))
                .isEqualTo(json(script.send(second)).get("id"));
    }

    @Test
    void withoutTheTokenNothingIsSaidAndNothingIsDone() {
        assertThat(script.send(script.request("/api/releases")).statusCode()).isEqualTo(401);
        HttpRequest.Builder post = script.request("/api/rollbacks")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"r\"}"));
        assertThat(script.send(post).statusCode()).isEqualTo(401);
        assertThat(console.deployments.latest(10)).hasSize(2);
    }

    private static void refused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("detail").textValue()).contains(words);
    }

    private HttpResponse<String> get(String path) {
        return script.send(authorized(path));
    }

    private HttpResponse<String> post(String body) {
        return script.send(rollback(body));
    }

    private HttpRequest.Builder rollback(String body) {
        return authorized("/api/rollbacks")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder authorized(String path) {
        return script.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
