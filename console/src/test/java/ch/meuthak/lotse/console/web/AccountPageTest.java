package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page about the account, and the same for scripts. */
@Timeout(60)
class AccountPageTest {
    private static final String SECRET = "good-wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY";

    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void itSaysAsWhomAwsIsReadAndWhatItCosts() {
        String page = operator.get("/account").body();

        assertThat(page)
                .contains("AWS accepts the credentials", "the profile default in /aws/credentials", "X7QA")
                .contains("36.49 dollars", "16.43", "undated", "2026-05")
                .doesNotContain("of which idle");
    }

    @Test
    void whatWasPastedIsUsedAndNeverShownAgain() {
        HttpResponse<String> answer = operator.post("/account", Map.of("csrf", operator.csrf(), "block", SECRET));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/account");
        assertThat(console.credentials.pasted()).isTrue();
        assertThat(console.feed.refreshing()).isTrue();
        assertThat(operator.get("/account").body())
                .contains("what was pasted on the page Account", "Return to the machine's own credentials")
                .doesNotContain(SECRET);

        operator.post("/account/drop", Map.of("csrf", operator.csrf()));
        assertThat(console.credentials.pasted()).isFalse();
    }

    @Test
    void whatIsWrongWithAPasteIsSaidAndThePasteIsNotGivenBack() {
        HttpResponse<String> answer =
                operator.post("/account", Map.of("csrf", operator.csrf(), "block", "bad-wJalrXUtnFEMI"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "These credentials are not used. The current ones stay in use.", "aws_session_token is missing")
                .doesNotContain("bad-wJalrXUtnFEMI");
        assertThat(console.credentials.pasted()).isFalse();
    }

    @Test
    void whatDoesNotFitThoughTheyAreAcceptedIsSaid() {
        console.credentials.notes = List.of("The block names the region eu-west-1.");

        HttpResponse<String> answer = operator.post("/account", Map.of("csrf", operator.csrf(), "block", SECRET));

        assertThat(answer.body()).contains("They are in use now", "The block names the region eu-west-1.");
    }

    @Test
    void aFaultOfTheConsolesIsAPageToABrowserAndAProblemToAScript() throws IOException {
        HttpResponse<String> page = operator.post("/account", Map.of("csrf", operator.csrf(), "block", "fault"));

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(
                        "Something went wrong",
                        page.headers().firstValue("X-Request-Id").orElseThrow())
                .doesNotContain("of the console's own");

        HttpResponse<String> problem = script("POST", "/api/credentials", "text/plain", "fault");
        assertThat(problem.statusCode()).isEqualTo(500);
        assertThat(json(problem).get("detail").textValue())
                .contains("log", json(problem).get("requestId").textValue());
    }

    /** Its length is not told, so it is counted while it is read. */
    @Test
    void aChunkedFormThatIsTooLongIsAPage() {
        HttpRequest.Builder request = operator.request("/account")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[20_000])));

        HttpResponse<String> page = operator.send(request);

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("A request body may have at most 16384 bytes.");
    }

    @Test
    void withoutTheTokenOfTheSessionNothingIsTried() {
        assertThat(operator.post("/account", Map.of("block", SECRET)).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/account/drop", Map.of()).statusCode()).isEqualTo(403);
        assertThat(console.credentials.pasted()).isFalse();
    }

    @Test
    void aScriptDoesTheSame() throws IOException {
        HttpResponse<String> used = script("POST", "/api/credentials", "text/plain", SECRET);
        assertThat(used.statusCode()).isEqualTo(200);
        assertThat(json(used).at("/identity/arn").textValue()).endsWith("voclabs/user1");
        assertThat(json(script("GET", "/api/account", "", ""))
                        .at("/credentials/source")
                        .textValue())
                .isEqualTo("pasted");

        HttpResponse<String> refused = script("POST", "/api/credentials", "application/json", "{\"bad\": \"wJalr\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("aws_session_token is missing").doesNotContain("wJalr");
        assertThat(script("POST", "/api/credentials", "application/xml", SECRET).statusCode())
                .isEqualTo(415);

        assertThat(script("DELETE", "/api/credentials", "", "").statusCode()).isEqualTo(204);
        assertThat(console.credentials.pasted()).isFalse();
    }

    @Test
    void nobodyWithoutTheTokenPastesOrDrops() {
        Visitor stranger = console.visitor();
        for (String method : List.of("POST", "DELETE")) {
            HttpRequest.Builder request = stranger.request("/api/credentials")
                    .header("Content-Type", "text/plain")
                    .method(method, HttpRequest.BodyPublishers.ofString(SECRET));
            assertThat(stranger.send(request).statusCode()).as(method).isIn(401, 403);
        }
        assertThat(console.credentials.pasted()).isFalse();
    }

    @Test
    void theCostIsInTheApiPartByPart() throws IOException {
        JsonNode cost = json(script("GET", "/api/account", "", "")).get("cost");

        assertThat(cost.get("month").textValue()).isEqualTo("36.49");
        assertThat(cost.get("idle").textValue()).isEqualTo("0.00");
        assertThat(cost.at("/lines/0/part").textValue()).isEqualTo("Load balancer");
        assertThat(cost.at("/lines/0/month").textValue()).isEqualTo("16.43");
        assertThat(cost.at("/lines/0/date").textValue()).isEqualTo("2026-05");
        assertThat(cost.at("/lines/0/source").textValue()).startsWith("https://aws.amazon.com/");
    }

    @Test
    void withoutCredentialsTheLastKnownMapIsShownWithItsAgeAndNothingIsClaimed() {
        Instant read = console.feed.latest().orElseThrow().takenAt();
        console.lastKnown.set(console.diagnosis.get());
        sessionEnds(Duration.ofMinutes(47));

        String overview = operator.get("/").body();

        assertThat(overview)
                .contains("Not current:", "47 min ago", "Was ok", "The session credentials have expired")
                .contains("It is not known whether requests for")
                .doesNotContain("All good", "No fault found");
        assertThat(overview).contains(read.toString().substring(11, 16) + " UTC");
        assertThat(operator.get("/network").body()).contains("Not current:", "44.194.144.99");
        assertThat(operator.get("/targets").body()).contains("Not current:", "i-0ac165e251c3c44ac");
        assertThat(operator.get("/account").body())
                .contains("AWS does not accept the credentials", "36.49 dollars", "Not current:");
    }

    @Test
    void withoutCredentialsDeploymentsAndRollbacksAreThereAsAlways() {
        sessionEnds(Duration.ofMinutes(1));

        assertThat(operator.get("/deployments").body()).contains("20261123-0008");
        assertThat(operator.get("/deployments/rollback").statusCode()).isEqualTo(200);
        HttpResponse<String> deployed = operator.post(
                "/deployments", Map.of("csrf", operator.csrf(), "digest", "", "reason", "the lab is over"));
        assertThat(deployed.statusCode()).isEqualTo(303);
    }

    private void sessionEnds(Duration ago) {
        console.shift.set(ago);
        Instant now = console.clock.instant();
        var nothing = ReferenceTopology.healthyAt(now)
                .nothingRead("ExpiredToken", "The session credentials have expired.", "Start the lab.")
                .topology();
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        console.diagnosis.set(Optional.of(
                Diagnosis.of(Rulebook.ALL, Observations.of(nothing, release, 5080), Optional.empty(), now)));
        console.feed.publish(nothing);
    }

    private HttpResponse<String> script(String method, String path, String type, String body) {
        Visitor script = console.visitor();
        HttpRequest.Builder request = script.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return script.send(request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
