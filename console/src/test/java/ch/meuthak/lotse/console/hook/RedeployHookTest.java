package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.server.testing.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline may do, and what the operator sees of it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class RedeployHookTest {
    private static final String BODY = HookBox.BODY;

    private HookBox box;

    @BeforeEach
    void start(@TempDir Path state) {
        box = new HookBox(state);
    }

    @AfterEach
    void stop() {
        box.close();
    }

    private static JsonNode json(Call.Reply reply) throws IOException {
        return new JsonMapper().readTree(reply.body());
    }

    @Test
    void aGoodTokenStartsADeploymentThatSaysWhoseItIs() throws IOException {
        Call.Reply reply = box.send(box.redeploy(BODY).from("203.0.113.9"));

        Deployment made = box.all().getFirst();
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.header("Location")).isEqualTo("/hooks/redeploy/" + made.id());
        assertThat(json(reply).get("id").textValue()).isEqualTo(made.id());
        assertThat(json(reply).get("state").textValue()).isEqualTo("requested");
        assertThat(json(reply).get("location").textValue()).isEqualTo(reply.header("Location"));
        assertThat(made.requestedBy()).isEqualTo("hook");
        assertThat(made.reason()).isEqualTo("a push");
        assertThat(made.release().digest()).isEqualTo(StillPlatform.DIGEST);
        assertThat(made.release().revision()).isEqualTo("6f1ed00");
        assertThat(made.origin())
                .contains(new Deployment.Origin(
                        "github octo-org/octo-repo run 32291736541 by octocat",
                        box.issuer.url() + "/octo-org/octo-repo/actions/runs/32291736541"));
        HookCall call = box.lastCall(true);
        assertThat(call.status()).isEqualTo(202);
        assertThat(call.caller()).isEqualTo("203.0.113.9");
        assertThat(call.deployment()).isEqualTo(made.id());
        assertThat(call.digest()).isEqualTo(StillPlatform.DIGEST);
        assertThat(call.who()).isEqualTo("github octo-org/octo-repo run 32291736541 by octocat");
        assertThat(call.cause()).isEmpty();
    }

    @Test
    void aGoodSignatureOfEitherSecretStartsADeployment() {
        Call.Reply reply = box.send(box.signed(Call.post(BODY), BODY));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(box.all().getFirst().origin()).contains(new Deployment.Origin("hmac run 7", ""));
        Await.until("the first one to run", () -> box.all().getFirst().state() == DeploymentState.PULLING);
        Call next = HookBox.signed(Call.post(BODY), HookBox.NEXT_SECRET, box.now(), "second", BODY);
        assertThat(box.send(next).status()).isEqualTo(202);
        assertThat(box.all()).hasSize(2);
    }

    @Test
    void theOutcomeIsToldAgainAndAgainWithOneTokenAndInFull() throws IOException {
        String id = json(box.send(box.redeploy(BODY))).get("id").textValue();
        Call question = box.outcome(id);
        Await.until(
                "it to run",
                () -> json(box.send(question)).get("state").textValue().equals("pulling"));

        box.platform.letGo();

        Await.until(
                "its end",
                () -> json(box.send(question)).get("state").textValue().equals("failed"));
        JsonNode end = json(box.send(question));
        assertThat(end.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "state",
                        "requestedBy",
                        "reason",
                        "rollback",
                        "requestedAt",
                        "finishedAt",
                        "configuration",
                        "origin",
                        "release",
                        "slot",
                        "steps",
                        "failure",
                        "evidence",
                        "left",
                        "cut");
        assertThat(end.get("failure").textValue()).isEqualTo("The test lets it go.");
        assertThat(box.send(box.signed(Call.get(id), id)).status())
                .as("by HMAC")
                .isEqualTo(200);
    }

    @Test
    void whatTheOperatorDeploysIsNoneOfThePipelinesBusiness() {
        Deployment own =
                box.deployments.request(new DeploymentRequest(StillPlatform.DIGEST, "", "operator", "in secret", ""));

        assertThat(box.send(box.outcome(own.id())).status()).isEqualTo(404);
        assertThat(box.send(box.outcome("nonsense")).status()).isEqualTo(404);
    }

    @Test
    void aTokenThatReadsAnOutcomeStartsNothing() {
        String id = "mhyq2k8v1-x7c";
        String token = box.issuer.token(HookBox.audience(id));

        assertThat(box.send(Call.post(BODY).bearer(token)).status()).isEqualTo(401);
        assertThat(box.send(Call.post(id).bearer(token)).status()).isEqualTo(400);
        assertThat(box.all()).isEmpty();
    }

    @Test
    void aTokenIsGoodForOneRequestAndForNoneAfterARestart() {
        Call call = box.redeploy(BODY);
        assertThat(box.send(call).status()).isEqualTo(202);

        Call.Reply again = box.send(call);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Retry-After")).isEmpty();
        box.restart();
        assertThat(box.send(call).status()).isEqualTo(409);
        assertThat(box.send(call.with("Idempotency-Key", "another")).status()).isEqualTo(409);
        assertThat(box.all()).hasSize(1);
        assertThat(box.lastCall(true).cause()).contains("was used before");
    }

    /** A token is taken for a minute beyond its end, a signature for five minutes: no id may be forgotten before. */
    @Test
    void anIdIsKeptForAsLongAsItsCallCouldBeAccepted() {
        Call token = box.redeploy(BODY);
        Call signed = box.signed(Call.post(BODY), BODY);
        assertThat(box.send(token).status()).isEqualTo(202);
        Await.until("the first one to run", () -> box.all().getFirst().state() == DeploymentState.PULLING);
        assertThat(box.send(signed).status()).isEqualTo(202);

        box.clockIsOff(Duration.ofSeconds(290));
        assertThat(box.send(signed).status()).isEqualTo(409);
        assertThat(box.lastCall(true).cause()).contains("was used before");
        box.clockIsOff(Duration.ofSeconds(350));
        assertThat(box.send(token).status()).isEqualTo(409);
        assertThat(box.lastCall(true).cause()).contains("was used before");
    }

    @Test
    void anIdOfASignedRequestIsUsedOnceWhateverIsSignedWithIt() {
        Call first = HookBox.signed(Call.post(BODY), HookBox.SECRET, box.now(), "id-1", BODY);
        assertThat(box.send(first).status()).isEqualTo(202);

        String other = BODY.replace("a push", "another");
        Call second = HookBox.signed(Call.post(other), HookBox.NEXT_SECRET, box.now(), "id-1", other);
        assertThat(box.send(second).status()).isEqualTo(409);
        assertThat(box.all()).hasSize(1);
    }

    @Test
    void theSameKeyWithTheSameBodyIsTheSameDeploymentAndWithAnotherAConflict() throws IOException {
        Call.Reply first = box.send(box.redeploy(BODY).with("Idempotency-Key", "7-1"));
        String id = json(first).get("id").textValue();

        Call.Reply again = box.send(box.redeploy(BODY).with("Idempotency-Key", "7-1"));
        assertThat(again.status()).isEqualTo(202);
        assertThat(json(again).get("id").textValue()).isEqualTo(id);
        box.restart();
        assertThat(json(box.send(box.redeploy(BODY).with("Idempotency-Key", "7-1")))
                        .get("id")
                        .textValue())
                .isEqualTo(id);
        String other = BODY.replace("a push", "another");
        Call.Reply conflict = box.send(box.redeploy(other).with("Idempotency-Key", "7-1"));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.header("Retry-After")).isEmpty();
        assertThat(box.all()).hasSize(1);
    }

    @Test
    void keysOfOthersAreOtherKeys() {
        box.deployments.request(new DeploymentRequest(StillPlatform.OTHER, "", "operator", "", "7-1"));
        Await.until("the operator's to run", () -> box.all().getFirst().state() == DeploymentState.PULLING);

        assertThat(box.send(box.redeploy(BODY).with("Idempotency-Key", "7-1")).status())
                .isEqualTo(202);
        Call.Reply other = box.send(box.signed(Call.post(BODY), BODY).with("Idempotency-Key", "7-1"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.header("Retry-After"))
                .as("another caller with the same key waits for its turn: the key is not taken")
                .isEqualTo("15");
        assertThat(box.all()).hasSize(2);
    }

    @Test
    void oneRunsAndOneWaitsAndTheNextIsToldToComeAgainAndReplacesNothing() {
        assertThat(box.send(box.redeploy(BODY)).status()).isEqualTo(202);
        Await.until("it to run", () -> box.all().getFirst().state() == DeploymentState.PULLING);
        assertThat(box.send(box.redeploy(BODY)).status()).isEqualTo(202);
        String waits = box.all().getFirst().id();

        Call.Reply third = box.send(box.redeploy(BODY));

        assertThat(third.status()).isEqualTo(409);
        assertThat(third.header("Retry-After")).isEqualTo("15");
        assertThat(box.deployments.find(waits).orElseThrow().state()).isEqualTo(DeploymentState.REQUESTED);
        assertThat(box.all()).hasSize(2);
        box.deployments.request(new DeploymentRequest(StillPlatform.OTHER, "", "operator", "now", ""));
        assertThat(box.deployments.find(waits).orElseThrow().state())
                .as("the operator's newer wish still does")
                .isEqualTo(DeploymentState.CANCELLED);
    }

    @Test
    void aNewKeyIsKnownAtOnceAndWhateverKeysAreMadeUpTheIssuerIsAskedOnceAMinute() {
        assertThat(box.send(box.redeploy(BODY)).status()).isEqualTo(202);
        assertThat(box.issuer.keyRequests()).isEqualTo(1);
        box.clockIsOff(Duration.ofSeconds(30));
        for (int i = 0; i < 50; i++) {
            var header = box.issuer.header();
            header.put("kid", "made-up-" + i);
            String token = box.issuer.sign(header, box.issuer.claims(HookBox.audience(BODY)));
            assertThat(box.send(Call.post(BODY).bearer(token)).status()).isEqualTo(401);
        }
        assertThat(box.issuer.keyRequests()).as("within the minute").isEqualTo(1);
        box.issuer.rotate();
        assertThat(box.send(box.redeploy(BODY)).status()).isEqualTo(401);

        box.clockIsOff(Duration.ofSeconds(61));

        assertThat(box.send(box.redeploy(BODY)).status()).isEqualTo(202);
        assertThat(box.issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void neitherATokenNorASecretIsInAnythingThatIsKept() {
        Call good = box.redeploy(BODY);
        String token = good.headers().getLast().substring("Authorization: Bearer ".length());
        box.send(good);
        box.send(good);
        box.send(Call.post(BODY).bearer(token + "x"));
        box.send(Call.post(BODY).bearer("x" + token));
        box.send(Call.post(BODY).with("Authorization", token));
        box.send(Call.post(BODY).with("X-Lotse-Id", token).with("X-Lotse-Signature", HookBox.SECRET));
        box.send(Call.post(BODY).bearer(HookBox.SECRET));

        List<HookCall> kept = List.copyOf(box.calls.latest(false, 100));
        assertThat(kept).hasSizeGreaterThan(4);
        String signature = token.substring(token.lastIndexOf('.') + 1);
        String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        for (HookCall call : kept) {
            assertThat(call.toString()).doesNotContain(signature, payload, HookBox.SECRET);
        }
        assertThat(box.calls.latest(true, 100).toString()).doesNotContain(signature, payload);
    }

    @Test
    void strangersDoNotPushTheTrustedCallsOut() {
        String id = UUID.randomUUID().toString();
        box.send(HookBox.signed(Call.post(BODY), HookBox.SECRET, box.now(), id, BODY));
        for (int i = 0; i < 600; i++) {
            box.send(Call.post(BODY).bearer("garbage"));
        }
        for (int i = 0; i < 50; i++) {
            box.send(box.signed(Call.get("nonsense"), "nonsense"));
        }
        assertThat(box.calls.latest(true, 1000)).hasSize(51).last().satisfies(call -> assertThat(call.status())
                .isEqualTo(202));
        assertThat(box.calls.latest(false, 1000)).hasSize(500);
    }
}
