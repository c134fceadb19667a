package ch.meuthak.lotse.console.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor script = console.visitor();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theTopologyHasTheNamesThatTheIssueLists() {
        JsonNode topology = json(get("/api/topology"));

        assertThat(topology.get("domain").textValue()).isEqualTo("backend.meuthak.ch");
        assertThat(topology.get("region").textValue()).isEqualTo("us-east-1");
        assertThat(Instant.parse(topology.get("takenAt").textValue())).isBefore(Instant.now());
        has(topology.get("account"), "id", "arn");
        has(topology.at("/path/0"), "hop", "status", "title", "detail", "findings");
        assertThat(topology.get("path").findValuesAsText("hop"))
                .containsExactly(
                        "dns",
                        "load-balancer",
                        "listener",
                        "rule",
                        "target-group",
                        "target",
                        "security-group",
                        "release");
        assertThat(topology.get("path").findValuesAsText("status")).isSubsetOf("ok", "warn", "fail", "unknown");
        has(
                topology.at("/findings/0"),
                "id",
                "severity",
                "stops",
                "hop",
                "title",
                "cause",
                "fix",
                "evidence",
                "since",
                "document",
                "consequences");
        has(topology.at("/findings/0/evidence/0"), "fact", "source", "at");
        has(topology.at("/findings/0/fix"), "advice", "commands", "caution");
        assertThat(topology.at("/path/6/findings/0").textValue()).isEqualTo("EXP-SSH-OPEN");
        has(
                topology.get("loadBalancer"),
                "name",
                "dnsName",
                "arn",
                "scheme",
                "state",
                "stateReason",
                "vpcId",
                "securityGroupIds",
                "availabilityZones");
        assertThat(topology.get("idleTimeoutSeconds").asInt()).isEqualTo(60);
        has(topology.at("/listeners/0"), "arn", "protocol", "port", "sslPolicy", "certificates", "rules");
        has(
                topology.at("/targetGroups/0"),
                "name",
                "protocol",
                "protocolVersion",
                "port",
                "targetType",
                "vpcId",
                "healthCheck",
                "deregistrationDelaySeconds",
                "targets");
        has(
                topology.at("/targetGroups/0/healthCheck"),
                "enabled",
                "protocol",
                "port",
                "path",
                "matcher",
                "intervalSeconds",
                "timeoutSeconds",
                "healthyThreshold",
                "unhealthyThreshold");
        assertThat(topology.at("/targetGroups/0/healthCheck/path").textValue()).isEqualTo("/health/ready");
        has(
                topology.at("/targetGroups/0/targets/0"),
                "id",
                "port",
                "state",
                "reason",
                "description",
                "availabilityZone",
                "instanceId",
                "meaning",
                "advice");
        has(topology.at("/elasticIps/0"), "publicIp", "allocationId", "instanceId");
        has(topology.at("/instances/0"), "id", "type", "state", "publicIp", "launchTime");
        has(topology.at("/securityGroups/0"), "id", "name", "inbound", "outbound");
        has(topology.at("/securityGroups/0/inbound/0"), "id", "protocol", "fromPort", "toPort", "source");
        has(
                topology.at("/certificates/0"),
                "arn",
                "domainName",
                "type",
                "status",
                "createdAt",
                "notBefore",
                "notAfter",
                "life",
                "keyAlgorithm",
                "issuer",
                "serial",
                "renewalStatus",
                "failureReason",
                "advice",
                "subjectAlternativeNames",
                "inUseBy",
                "validation");
        has(topology.at("/certificates/0/validation/0"), "domainName", "status", "type", "name", "value");
        has(topology.get("outside"), "zone", "tls", "domain", "straight");
        has(
                topology.at("/outside/zone"),
                "zone",
                "nameServers",
                "answeredBy",
                "alias",
                "addresses",
                "validations",
                "caa",
                "at");
        has(topology.at("/outside/zone/validations/0"), "name", "zone", "value", "doubled");
        has(
                topology.at("/outside/tls"),
                "address",
                "protocol",
                "cipher",
                "names",
                "issuer",
                "serial",
                "notAfter",
                "certificates",
                "chainFault",
                "at");
        has(topology.at("/outside/domain"), "url", "status", "release", "failure", "latency", "at");
        has(topology.at("/outside/domain/latency"), "resolve", "connect", "tls", "firstByte", "total");
        assertThat(topology.get("problems")).isEmpty();
        assertThat(topology.at("/targetGroups/0/targets/0/id").textValue()).isEqualTo("i-0ac165e251c3c44ac");
        assertThat(topology.at("/elasticIps/0/publicIp").textValue()).isEqualTo("44.194.144.99");
    }

    @Test
    void theDiagnosisHasTheFindingsOfTheTopologyAndSaysWhatIsNotKnown() {
        JsonNode diagnosis = json(get("/api/diagnosis"));
        JsonNode topology = json(get("/api/topology"));

        has(diagnosis, "domain", "region", "takenAt", "status", "verdict", "complete", "problems");
        assertThat(diagnosis.get("path")).isEqualTo(topology.get("path"));
        assertThat(diagnosis.get("findings")).isEqualTo(topology.get("findings"));
        assertThat(diagnosis.get("complete").booleanValue()).isTrue();
        assertThat(diagnosis.at("/notKnown/0/what/0").textValue()).isEqualTo("the certificate that is served");
        assertThat(diagnosis.at("/notKnown/0/why").textValue()).isEqualTo("Not read, because nothing was probed.");
    }

    @Test
    void aRefreshIsBegunAtOnceAndTheAnswerSaysOfWhenTheLastSnapshotIs() {
        HttpResponse<String> answer = script.send(script.request("/api/refresh")
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(console.feed.refreshing()).isTrue();
        assertThat(json(answer).get("refreshing").booleanValue()).isTrue();
        assertThat(json(answer).get("takenAt"))
                .isEqualTo(json(get("/api/diagnosis")).get("takenAt"));
    }

    @Test
    void aPartThatCouldNotBeReadIsNullAndTheProblemsSayWhy() {
        console.feed.publish(ReferenceTopology.healthyAt(Instant.now())
                .nothingRead("AccessDenied", "Give the role the permission.", "")
                .topology());
        JsonNode topology = json(get("/api/topology"));

        for (String part :
                List.of("account", "loadBalancer", "listeners", "targetGroups", "certificates", "elasticIps")) {
            assertThat(topology.has(part)).as(part).isTrue();
            assertThat(topology.get(part).isNull()).as(part).isTrue();
        }
        has(topology.at("/problems/0"), "call", "error", "message");
        assertThat(topology.get("problems").findValuesAsText("call"))
                .contains("DescribeLoadBalancers", "listeners", "certificates");
        assertThat(topology.get("problems").findValuesAsText("error")).contains("AccessDenied", "NotRead");
    }

    @Test
    void aProbeThatSawNothingIsNullAndTheProblemsSayWhy() {
        var silent = new Problem("TLS", "Timeout", "No certificate was seen.", "Check the network.");
        console.outside.set(Outside.unread().withTls(Fact.failed(silent)));
        JsonNode topology = json(get("/api/topology"));

        assertThat(topology.at("/outside/tls").isNull()).isTrue();
        assertThat(topology.at("/outside/domain").isNull()).isTrue();
        assertThat(topology.get("problems").findValuesAsText("call")).containsOnlyOnce("TLS", "outside.domain");
        assertThat(topology.get("problems").findValuesAsText("error")).containsOnly("Timeout", "NotRead");
    }

    @Test
    void beforeTheFirstSnapshotTheTopologyIsNotThereYet() {
        try (TestConsole fresh = new TestConsole()) {
            Visitor early = fresh.visitor();
            HttpResponse<String> answer = early.send(authorized(early, "/api/topology"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(fresh.feed.watchedTimes()).isPositive();
        }
    }

    @Test
    void aDeploymentHasTheNamesThatTheIssueLists() {
        JsonNode failed = json(get("/api/deployments/20261122-0007"));
        has(failed, "id", "state", "requestedBy", "reason", "requestedAt", "finishedAt", "release", "steps", "failure");
        has(failed.at("/steps/0"), "name", "startedAt", "finishedAt", "result");
        assertThat(failed.get("state").textValue()).isEqualTo("failed");
        assertThat(failed.at("/evidence/exitCode").intValue()).isEqualTo(1);
        assertThat(json(get("/api/deployments?limit=1")).get("deployments")).hasSize(1);
        assertThat(get("/api/deployments/no-such").statusCode()).isEqualTo(404);
        assertThat(get("/api/deployments?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/api/deployments?limit=many").statusCode()).isEqualTo(400);
    }

    @Test
    void aDeploymentIsTakenWith202AndItsLocation() {
        HttpResponse<String> answer =
                post("{\"digest\":\"" + FakeDeployments.OLDER.digest() + "\",\"reason\":\"again\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode deployment = json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/api/deployments/" + deployment.get("id").textValue());
        assertThat(deployment.get("requestedBy").textValue()).isEqualTo("api");
        assertThat(deployment.at("/release/digest").textValue()).isEqualTo(FakeDeployments.OLDER.digest());
        String log = "/api/deployments/" + deployment.get("id").textValue() + "/log";
        console.deployments.logged("listening on 127.0.0.1:41233");
        assertThat(json(get(log)).at("/lines/0").textValue()).isEqualTo("listening on 127.0.0.1:41233");
    }

    @Test
    void theSameKeyIsTheSameDeployment() {
        HttpRequest.Builder first = deploy("{}").header("Idempotency-Key", "build-17");
        HttpRequest.Builder second = deploy("{}").header("Idempotency-Key", "build-17");
        assertThat(json(script.send(first)).get("id"))
                .isEqualTo(json(script.send(second)).get("id"));
        assertThat(script.send(deploy("{}").header("Idempotency-Key", "with blanks"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aDeploymentIsCancelled() {
        String id = json(post("{}")).get("id").textValue();
        HttpResponse<String> cancelled = script.send(
                authorized(script, "/api/deployments/" + id + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(json(cancelled).get("state").textValue()).isEqualTo(DeploymentState.CANCELLED.id());
        HttpResponse<String> again = script.send(
                authorized(script, "/api/deployments/" + id + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(again.statusCode()).isEqualTo(409);
    }

    @Test
    void whenTheJournalCannotBeReadTheAnswerIs503WithWhatIsWrongOnPagesToo() {
        console.deployments.loseTheJournal();

        refused(get("/api/deployments"), 503, "The journal is read-only or gone.");
        assertThat(get("/api/topology").statusCode()).isEqualTo(200);
        HttpResponse<String> page = console.operator().get("/deployments");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The journal is read-only or gone.");
    }

    @Test
    void aBadBodyIsSaidWithItsField() {
        refused(post("{\"digest\""), 400, "not JSON");
        refused(post("[]"), 400, "object");
        refused(post("{} {}"), 400, "not JSON");
        refused(post("{\"reason\":1}"), 400, "reason must be a text");
        refused(post("{\"digest\":[\"a\"]}"), 400, "digest must be a text");
        refused(post("{\"diggest\":\"a\"}"), 400, "Unknown field diggest");
        refused(post("{\"reason\":\"a\",\"reason\":\"b\"}"), 400, "not JSON");
        refused(post("{\"reason\":" + "[".repeat(1_100)), 400, "not JSON");
        refused(post("{\"reason\":" + "1".repeat(1_100) + "}"), 400, "not JSON");
        refused(post("{\"reason\":\"" + "a".repeat(501) + "\"}"), 422, "at most 500");
        refused(post("{\"digest\":\"sha256:nothing-like-it\"}"), 422, "64 lower-case hex digits");
        refused(post("{\"digest\":\"sha256:" + "0".repeat(64) + "\"}"), 422, "No such release");
        refused(post("{\"reason\":\"" + "a".repeat(20_000) + "\"}"), 413, "16384");
        HttpRequest.Builder text = authorized(script, "/api/deployments")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        refused(script.send(text), 415, "application/json");
    }

    @Test
    void brokenUnicodeIsRefusedAndNothingElseIsKeptInItsPlace() throws Exception {
        int before = json(get("/api/deployments")).get("deployments").size();
        for (String half : List.of("\\ud800", "\\udfff", "a\\udbff", "\\udc00\\ud800", "\\ud83d x")) {
            refused(post("{\"reason\":\"" + half + "\"}"), 400, "reason has half a character");
            refused(rollback("{\"reason\":\"" + half + "\"}"), 400, "reason has half a character");
            refused(post("{\"revision\":\"" + half + "\"}"), 400, "revision has half a character");
            refused(post("{\"" + half + "\":1}"), 400, "Unknown field");
            refused(baseline("{\"id\":\"" + half + "\"}"), 400, "id has half a character");
        }
        for (byte[] bytes : new byte[][] {
            {(byte) 0xff},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xc0, (byte) 0xaf},
            {(byte) 0xe2, (byte) 0x82}
        }) {
            byte[] body = ("{\"reason\":\"" + new String(bytes, ISO_8859_1) + "\"}").getBytes(ISO_8859_1);
            refused(script.send(json("/api/deployments", body)), 400, "UTF-8");
            refused(script.send(json("/api/credentials", body)), 400, "UTF-8");
        }
        refused(script.send(json("/api/deployments", "{}".getBytes(UTF_16BE))), 400, "");
        assertThat(json(get("/api/deployments")).get("deployments")).hasSize(before);
        assertThat(json(post("{\"reason\":\"\\ud83d\\udea2 \u00e4\"}"))
                        .get("reason")
                        .textValue())
                .isEqualTo("\ud83d\udea2 \u00e4");
    }

    @Test
    void aFormWithBrokenUnicodeIsRefused() {
        Visitor operator = console.operator();
        for (String broken : List.of("%ff", "%ed%a0%80", "%", "%4", "%zz", "%c3")) {
            HttpRequest.Builder form = operator.request("/deployments")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", operator.origin())
                    .POST(HttpRequest.BodyPublishers.ofString("csrf=" + operator.csrf() + "&reason=" + broken));
            assertThat(operator.send(form).statusCode()).as(broken).isEqualTo(400);
        }
    }

    private HttpResponse<String> rollback(String body) {
        return script.send(json("/api/rollbacks", body.getBytes(UTF_8)));
    }

    private HttpResponse<String> baseline(String body) {
        return script.send(json("/api/baseline", body.getBytes(UTF_8)));
    }

    private HttpRequest.Builder json(String path, byte[] body) {
        return authorized(script, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    @Test
    void headAnswersLikeGetWithoutTheBody() {
        HttpResponse<String> head =
                script.send(authorized(script, "/api/topology").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get("/api/topology").statusCode()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("status").intValue()).isEqualTo(status);
        assertThat(json(answer).get("detail").textValue()).contains(words);
    }

    private static void has(JsonNode node, String... names) {
        assertThat(node.fieldNames()).toIterable().contains(names);
    }

    private HttpResponse<String> get(String path) {
        return script.send(authorized(script, path));
    }

    private HttpResponse<String> post(String body) {
        return script.send(deploy(body));
    }

    private HttpRequest.Builder deploy(String body) {
        return authorized(script, "/api/deployments")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder authorized(Visitor visitor, String path) {
        return visitor.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
