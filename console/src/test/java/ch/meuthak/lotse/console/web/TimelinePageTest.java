package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page and the JSON API about what has changed. */
class TimelinePageTest {
    private static final String SENTENCE =
            "The rule tcp 3306 from 0.0.0.0/0 was added to " + ReferenceTopology.INSTANCE_GROUP_ID + ".";

    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();
    private final Instant taken = console.clock.instant();

    @AfterEach
    void close() {
        console.close();
    }

    private ReferenceTopology healthy() {
        return ReferenceTopology.healthyAt(taken);
    }

    private ReferenceTopology opened() {
        return healthy()
                .inbound(
                        ReferenceTopology.apiRule("0.0.0.0/0"),
                        ReferenceTopology.sshRule("0.0.0.0/0"),
                        new SecurityGroupRule("sgr-0eeee", "tcp", 3306, 3306, "0.0.0.0/0", ""));
    }

    private void look(ReferenceTopology topology) {
        console.drift.look(topology.topology(), Optional.empty());
    }

    private String page() {
        return operator.get("/timeline").body();
    }

    private String id() {
        return console.drift.drift().differences().getFirst().difference().id();
    }

    @Test
    void beforeTheFirstReadingThePageSaysWhatWillBeComparedWith() {
        assertThat(operator.get("/").body()).contains("href=\"/timeline\">Timeline</a>");
        assertThat(page())
                .contains(
                        "No baseline yet. The first reading becomes the baseline.",
                        "No events yet. Deployments, restarts and changes in AWS appear here")
                .doesNotContain("the baseline<");
        look(healthy());
        assertThat(page())
                .contains("Compared with the first reading", "You have not set a baseline yet", "No differences.")
                .doesNotContain("Make this the baseline");
    }

    @Test
    void aDifferenceStandsWithItsCommandAndTheLineBelow() {
        look(healthy());
        look(opened());
        assertThat(page())
                .contains(SENTENCE, "aws ec2 revoke-security-group-ingress --group-id", "sgr-0eeee --region us-east-1")
                .contains("Connections that only this rule allows are cut off.", "Make this the baseline", "Events");
    }

    @Test
    void oneIsAcceptedByItsButtonAndAllByTheirs() {
        look(healthy());
        look(opened().idleTimeout(Fact.known(Duration.ofSeconds(4000))));
        String id = id();
        HttpResponse<String> answer = operator.post("/timeline/accept", Map.of("csrf", operator.csrf(), "id", id));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/timeline");
        assertThat(page())
                .contains(SENTENCE, "Make this the baseline", "the baseline that you set")
                .doesNotContain("Make all ");

        String mark = console.drift.drift().mark();
        operator.post("/timeline/accept", Map.of("csrf", operator.csrf(), "mark", mark));
        assertThat(page()).contains("No differences.");
        assertThat(console.drift.changes().toOptional().orElseThrow()).isEmpty();
    }

    @Test
    void whatNobodyHasSeenIsNotAccepted() {
        look(healthy());
        look(opened());
        String mark = console.drift.drift().mark();
        look(opened().idleTimeout(Fact.known(Duration.ofSeconds(4000))));
        HttpResponse<String> late = operator.post("/timeline/accept", Map.of("csrf", operator.csrf(), "mark", mark));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Something changed since you looked.");
        assertThat(operator.post("/timeline/accept", Map.of("csrf", operator.csrf(), "id", "0123"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(operator.post("/timeline/accept", Map.of("csrf", operator.csrf()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.post(
                                "/timeline/accept",
                                Map.of("mark", console.drift.drift().mark()))
                        .statusCode())
                .as("without the session's token")
                .isEqualTo(403);
        assertThat(console.drift.changes().toOptional().orElseThrow()).hasSize(2);
    }

    @Test
    void theLinesAreFilteredByKindAndPaged() {
        look(healthy());
        IntStream.range(0, 40).forEach(i -> {
            look(i % 2 == 0 ? opened() : healthy());
            look((i % 2 == 0 ? opened() : healthy()).idleTimeout(Fact.known(Duration.ofSeconds(100 + i))));
        });
        String newest = page();
        assertThat(newest).contains("rel=\"next\"").doesNotContain("rel=\"prev\"", "The state as it was read first");
        String older = operator.get(newest.replaceFirst("(?s).*href=\"(/timeline\\?before=\\d+)\".*", "$1"))
                .body();
        assertThat(older).contains("rel=\"prev\"");
        assertThat(operator.get("/timeline?kind=load-balancer").body())
                .contains("The idle timeout of semarb3 is 139 s", "kind=load-balancer")
                .doesNotContain("class=\"ev-kind\">Security group");
        assertThat(operator.get("/timeline?kind=dns").body()).contains("No events of this kind.");
        assertThat(operator.get("/timeline?kind=nonsense").statusCode()).isEqualTo(400);
        assertThat(operator.get("/timeline?before=-1").statusCode()).isEqualTo(400);
    }

    @Test
    void aDiskThatRefusesIsSaidOnThePage() {
        look(healthy());
        console.timeline.refusal = "The journal cannot be used: the disk is full. Free some space.";
        look(opened());
        assertThat(page()).contains("the disk is full. Free some space.", SENTENCE);
        assertThat(operator.post("/timeline/accept", Map.of("csrf", operator.csrf(), "id", id()))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void htmxGetsTheLivePartAlone() {
        look(healthy());
        String part = operator.send(operator.request("/timeline").header("HX-Request", "true"))
                .body();
        assertThat(part)
                .startsWith("<div id=\"live\"")
                .contains("No differences.")
                .doesNotContain("<html");
    }

    @Test
    void whatStrangersWriteIsShownAsTheTextThatItIs() {
        String evil = "<script>alert(1)</script>\u202e";
        look(healthy());
        look(healthy()
                .inbound(
                        ReferenceTopology.apiRule("0.0.0.0/0"),
                        ReferenceTopology.sshRule("0.0.0.0/0"),
                        new SecurityGroupRule(evil, "tcp", 1, 1, evil, evil)));
        assertThat(page()).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert", "\u202e");
    }

    // ---- the JSON API

    private JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> script(String path, String body) {
        Visitor script = console.visitor();
        var request = script.request(path)
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .header("Content-Type", "application/json");
        return script.send(body.isEmpty() ? request.GET() : request.POST(BodyPublishers.ofString(body)));
    }

    @Test
    void scriptsReadTheDifferencesAndAcceptThem() throws Exception {
        assertThat(json(script("/api/timeline", "")).get("acceptedAt").isNull()).isTrue();
        look(healthy());
        look(opened());
        JsonNode read = json(script("/api/timeline?limit=1", ""));
        assertThat(read.get("acceptedBy").asText()).isEqualTo("first reading");
        assertThat(read.at("/differences/0/sentence").asText()).isEqualTo(SENTENCE);
        assertThat(read.at("/differences/0/undo/commands/0").asText()).startsWith("aws ec2 revoke");
        assertThat(read.get("entries")).hasSize(1);
        assertThat(read.at("/entries/0/kind").asText()).isEqualTo("security-group");

        assertThat(script("/api/baseline", "{}").statusCode()).isEqualTo(400);
        assertThat(script("/api/baseline", "{\"id\":\"0000\"}").statusCode()).isEqualTo(409);
        JsonNode accepted = json(script(
                "/api/baseline", "{\"id\":\"" + read.at("/differences/0/id").asText() + "\"}"));
        assertThat(accepted.get("differences")).isEmpty();
        assertThat(accepted.get("acceptedBy").asText()).isEqualTo("operator");
        assertThat(script("/api/baseline", "{\"mark\":\"" + accepted.get("mark").asText() + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
