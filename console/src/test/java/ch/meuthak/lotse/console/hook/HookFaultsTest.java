package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.DeploymentsOff;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.MemoryHookCalls;
import ch.meuthak.lotse.console.trust.MemoryUsedIds;
import ch.meuthak.lotse.console.trust.SingleUse;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.trust.UsedIds;
import ch.meuthak.lotse.console.web.FakeDeployments;
import ch.meuthak.lotse.console.web.FakeFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hook answers when something around it is broken, and what it tells the operator. */
@Timeout(120)
class HookFaultsTest {
    private static final String BODY = HookBox.BODY;

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aClockThatIsAnHourOffRefusesATokenAndTellsTheOperatorAloneByHowMuch(long off, @TempDir Path state) {
        try (HookBox box = new HookBox(state)) {
            String ordinary = box.send(Call.post(BODY)).fingerprint();
            box.clockIsOff(Duration.ofSeconds(off));

            Call.Reply reply = box.send(box.redeploy(BODY));

            assertThat(reply.fingerprint()).isEqualTo(ordinary);
            assertToldApart(box.lastCall(false), off, "token");
            assertThat(box.lastCall(false).who()).isEqualTo("github octo-org/octo-repo run 32291736541 by octocat");
            assertThat(box.all()).isEmpty();
            box.clockIsOff(Duration.ofSeconds(off / 100));
            assertThat(box.send(box.redeploy(BODY)).status()).as("36 s off").isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aClockThatIsAnHourOffRefusesASignatureAndTellsTheOperatorAloneByHowMuch(long off, @TempDir Path state) {
        try (HookBox box = new HookBox(state)) {
            String ordinary = box.send(Call.post(BODY)).fingerprint();
            box.clockIsOff(Duration.ofSeconds(off));

            assertThat(box.send(box.signed(Call.post(BODY), BODY)).fingerprint())
                    .isEqualTo(ordinary);
            assertToldApart(box.lastCall(false), off, "request");
            box.send(HookBox.signed(Call.post(BODY), HookBox.SECRET + "x", box.now(), "forged", BODY));
            assertThat(box.lastCall(false).cause())
                    .as("a stranger makes nobody look for a wrong clock")
                    .doesNotContain("clock");
            assertThat(box.all()).isEmpty();
        }
    }

    /** Some seconds may pass between signing and judging. */
    private static void assertToldApart(HookCall call, long off, String what) {
        String direction = off < 0 ? "ahead of this box's clock" : "ago by this box's clock";
        assertThat(call.cause())
                .containsPattern("the " + what + " was made 3,(59\\d|6[0-5]\\d) s " + direction)
                .contains(off < 0 ? "behind by that much" : "ahead by that much")
                .contains("chronyc makestep");
    }

    @Test
    void aForgedTokenMakesNobodyLookForAWrongClock(@TempDir Path state) {
        try (HookBox box = new HookBox(state)) {
            String token = box.issuer.token(HookBox.audience(BODY), claims -> claims.put("iat", 1L));
            box.send(Call.post(BODY).bearer(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA"));

            assertThat(box.lastCall(false).cause()).contains("signature is").doesNotContain("clock");
        }
    }

    @Test
    void idsThatCannotBeKeptCountAsUsed(@TempDir Path state) {
        UsedIds full = new UsedIds() {
            @Override
            public boolean use(SingleUse id) {
                throw new UsedIdsUnavailable("The journal cannot be used: the disk is full.");
            }

            @Override
            public boolean isUsed(SingleUse id) {
                return false;
            }
        };
        MemoryHookCalls calls = new MemoryHookCalls();
        try (TokenIssuer issuer = TokenIssuer.start()) {
            FakeDeployments deployments = new FakeDeployments(InstantSource.system());
            try (HookServer _ = start(state, issuer, full, calls, deployments)) {
                Call.Reply reply = Call.post(BODY)
                        .bearer(issuer.token(HookBox.audience(BODY)))
                        .to(state.resolve(HookServer.SOCKET));

                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isNotEmpty();
                assertThat(reply.text()).doesNotContain("disk");
                assertThat(deployments.latest(10)).isEmpty();
                assertThat(calls.last().cause()).contains("the disk is full");
            }
        }
    }

    @Test
    void aCallThatCannotBeRememberedIsAnsweredAllTheSame(@TempDir Path state) {
        HookCalls full = new HookCalls() {
            @Override
            public void add(HookCall call) {
                throw new HookCallsUnavailable("the disk is full, as the test says");
            }

            @Override
            public List<HookCall> latest(boolean trusted, int limit) {
                return List.of();
            }
        };
        try (TokenIssuer issuer = TokenIssuer.start();
                HookServer _ = start(state, issuer, new MemoryUsedIds(), full, new DeploymentsOff())) {
            Path socket = state.resolve(HookServer.SOCKET);
            assertThat(Call.post(BODY).to(socket).status()).isEqualTo(401);
            Call.Reply reply =
                    Call.post(BODY).bearer(issuer.token(HookBox.audience(BODY))).to(socket);
            assertThat(reply.status()).as("a console that only watches").isEqualTo(503);
        }
    }

    private static HookServer start(
            Path state, TokenIssuer issuer, UsedIds usedIds, HookCalls calls, Deployments deployments) {
        var settings = new TrustSettings(HookBox.DOMAIN, Optional.of(issuer.trust()), Optional.empty());
        var trust = new Trust(settings, usedIds, InstantSource.system());
        return HookServer.start(
                state.resolve(HookServer.SOCKET),
                new FakeFeed(),
                Optional::empty,
                deployments,
                new HookGate(trust, calls, HookBox.OPEN),
                InstantSource.system());
    }

    @Test
    void withoutTheIssuersKeysNobodyIsToldAnythingAndTheCallMayComeAgain(@TempDir Path state) {
        try (HookBox box = new HookBox(state)) {
            box.issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 500, "{}"));

            Call.Reply reply = box.send(box.redeploy(BODY));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.text()).doesNotContain("127.0.0.1");
            assertThat(box.lastCall(false).cause()).contains("/.well-known/jwks are not available: the answer is 500");
            assertThat(box.send(box.signed(Call.post(BODY), BODY)).status())
                    .as("a signature needs none")
                    .isEqualTo(202);
            box.issuer.answerKeysWell();
            box.clockIsOff(Duration.ofSeconds(61));
            assertThat(box.send(box.redeploy(BODY)).status())
                    .as("a minute later")
                    .isNotEqualTo(503);
        }
    }
}
