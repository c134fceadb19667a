package ch.meuthak.lotse.console.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator is told of a token that he tries out. */
class TokenReportTest {
    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final String AUDIENCE = Audience.of("backend.example.ch", BODY);

    private final TestClock clock = new TestClock("2026-11-25T12:00:00Z");
    private final TokenIssuer issuer = TokenIssuer.start(new TestClock("2026-11-25T12:00:00Z"));
    private final MemoryUsedIds usedIds = new MemoryUsedIds();
    private final Trust trust = new Trust(
            new TrustSettings("backend.example.ch", Optional.of(issuer.trust()), Optional.empty()), usedIds, clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    private TokenReport report(String token, byte[] body) {
        return trust.test(token, Optional.of(body)).orElseThrow();
    }

    private static List<String> misfits(TokenReport report) {
        return report.checks().stream()
                .filter(check -> !check.fits())
                .map(ClaimCheck::name)
                .toList();
    }

    @Test
    void everyClaimThatDecidesIsToldWithWhatItShouldBeAndIs() {
        TokenReport report = report("  " + issuer.token(AUDIENCE) + "\n", BODY);

        assertThat(report.fits()).isTrue();
        assertThat(report.cause()).isEmpty();
        assertThat(report.checks())
                .extracting(ClaimCheck::name)
                .containsExactly(
                        "signature",
                        "iss",
                        "aud",
                        "iat",
                        "nbf",
                        "exp",
                        "jti",
                        "repository_id",
                        "repository_owner_id",
                        "repository",
                        "ref",
                        "environment",
                        "event_name",
                        "workflow_ref");
        assertThat(report.run().map(Identity::name)).contains("github octo-org/octo-repo run 32291736541 by octocat");
    }

    @Test
    void tryingATokenOutUsesNothingUp() {
        String token = issuer.token(AUDIENCE);
        assertThat(report(token, BODY).fits()).isTrue();
        assertThat(report(token, BODY).fits()).isTrue();

        var credentials = new Credentials(List.of("Bearer " + token), List.of(), List.of(), List.of());
        var call = (TrustDecision.Trusted) trust.judge(credentials, BODY, () -> {});
        assertThat(trust.use(call)).as("its first use").isTrue();
        assertThat(trust.use(call)).isFalse();
        assertThat(report(token, BODY).fits()).as("it was a good one").isTrue();
    }

    @Test
    void withoutTheBodyTheRestIsCompared() {
        assertThat(trust.test(issuer.token(AUDIENCE), Optional.empty())
                        .orElseThrow()
                        .fits())
                .isTrue();
        assertThat(misfits(trust.test(issuer.token("lotse:other.example.ch:" + "0".repeat(64)), Optional.empty())
                        .orElseThrow()))
                .containsExactly("aud");
        assertThat(misfits(report(issuer.token(AUDIENCE), "{} ".getBytes(UTF_8))))
                .containsExactly("aud");
    }

    @Test
    void whatDoesNotFitIsNamedAndNothingElse() {
        TokenReport report = report(
                issuer.token(AUDIENCE, claims -> {
                    claims.put("ref", "refs/heads/feature");
                    claims.put("environment", null);
                }),
                BODY);

        assertThat(misfits(report)).containsExactly("ref", "environment");
        assertThat(report.authentic()).isTrue();
        assertThat(report.cause())
                .isEqualTo(
                        "ref is refs/heads/feature (expected refs/heads/main); environment is no text: null (expected"
                                + " production)");
    }

    @Test
    void aTokenOfAnotherKeyOrNoneAtAllIsSaidToBeThat() {
        String forged =
                SigningPair.of(7).sign(TokenIssuer.json(issuer.header()), TokenIssuer.json(issuer.claims(AUDIENCE)));
        assertThat(misfits(report(forged, BODY))).containsExactly("signature");
        assertThat(report(forged, BODY).authentic()).isFalse();
        assertThat(misfits(report("hello", BODY))).containsExactly("token");
        assertThat(report("hello", BODY).checks()).hasSize(1);
    }

    @Test
    void theMinuteThatClocksMayBeOffIsExactlyAMinute() {
        String token = issuer.token(AUDIENCE);
        clock.move(Duration.ofMinutes(-1));
        assertThat(report(token, BODY).fits()).isTrue();
        clock.move(Duration.ofSeconds(-1));
        assertThat(misfits(report(token, BODY))).containsExactly("iat");
        clock.move(Duration.ofMinutes(7));
        assertThat(report(token, BODY).fits()).as("300 s of life and 59 more").isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(misfits(report(token, BODY))).containsExactly("exp");
        assertThat(report(token, BODY).cause()).contains("the token was made 360 s ago by this box's clock");
    }

    @Test
    void aConsoleThatTrustsNoRepositoryHasNothingToSay() {
        var nobody = new Trust(TrustSettings.nobody("backend.example.ch"), usedIds, clock);

        assertThat(nobody.test("x", Optional.empty())).isEmpty();
    }
}
