package ch.meuthak.lotse.console.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator is told of a token where nothing is configured to hold it against. */
class UnprovedTokenTest {
    private static final byte[] BODY = {'{', '}'};

    private final TokenIssuer issuer = TokenIssuer.start();
    private final Trust nobody = trust(Optional.empty());

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aFirstTryTellsTheTwoNumbersThatTheSettingsNeedAndWhose() {
        TrustDecision.Refused refused = judge(nobody, "Bearer " + issuer.token("any"));

        assertThat(refused.kind()).isEqualTo(TrustDecision.Kind.CLOSED);
        assertThat(refused.cause())
                .contains("the hook is closed", "unverified")
                .contains("repository_id is " + TokenIssuer.REPOSITORY_ID)
                .contains("repository_owner_id is " + TokenIssuer.OWNER_ID);
        assertThat(refused.claimed().map(Identity::name))
                .hasValue("github octo-org/octo-repo run 32291736541 by octocat");
        assertThat(issuer.keyRequests()).isZero();
    }

    @Test
    void soDoesATokenWhereOnlySecretsAreTaken() {
        Trust secrets = trust(Optional.of(new SharedSecrets(List.of("0123456789abcdef0123456789abcdef"))));
        TrustDecision.Refused refused = judge(secrets, "Bearer " + issuer.token("any"));

        assertThat(refused.kind()).isEqualTo(TrustDecision.Kind.UNAUTHENTIC);
        assertThat(refused.cause()).contains("LOTSE_HOOK_GITHUB_REPOSITORY_ID is not set", TokenIssuer.REPOSITORY_ID);
    }

    @Test
    void onlyNumbersAreRepeated() {
        String token = issuer.token("any", claims -> claims.put("repository_owner_id", "65, and it is proved"));
        assertThat(judge(nobody, "Bearer " + token).cause())
                .contains("repository_owner_id is no number")
                .doesNotContain("and it is proved");
    }

    @Test
    void whatIsNoTokenTellsNothing() {
        for (String header : List.of("Bearer x", "Basic YTpi", "Bearer", "")) {
            TrustDecision.Refused refused = judge(nobody, header);
            assertThat(refused.cause()).isEqualTo("the hook is closed: no LOTSE_HOOK_ setting names a trusted caller");
            assertThat(refused.claimed()).isEmpty();
        }
    }

    private static TrustDecision.Refused judge(Trust trust, String authorization) {
        var credentials = new Credentials(List.of(authorization), List.of(), List.of(), List.of());
        return (TrustDecision.Refused) trust.judge(credentials, BODY, () -> {});
    }

    private static Trust trust(Optional<SharedSecrets> secrets) {
        var settings = new TrustSettings("backend.example.ch", Optional.empty(), secrets);
        return new Trust(settings, new MemoryUsedIds(), InstantSource.system());
    }
}
