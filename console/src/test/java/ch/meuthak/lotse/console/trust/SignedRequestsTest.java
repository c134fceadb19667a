package ch.meuthak.lotse.console.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Requests that are signed with a shared secret, to the second. */
class SignedRequestsTest {
    private static final String NOW = "0123456789abcdef0123456789abcdef";
    private static final String NEXT = "fedcba9876543210fedcba9876543210";
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private final TestClock clock = new TestClock("2026-11-25T12:00:00Z");
    private final String made = Long.toString(clock.instant().getEpochSecond());

    private Trust trust(String... secrets) {
        var shared = new SharedSecrets(List.of(secrets));
        return new Trust(new TrustSettings("x", Optional.empty(), Optional.of(shared)), new MemoryUsedIds(), clock);
    }

    private Credentials signed(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal((made + ".id-1.{}").getBytes(UTF_8)));
        return new Credentials(List.of(), List.of(made), List.of("id-1"), List.of(signature));
    }

    private boolean isTrusted(Trust trust, String secret) throws Exception {
        return trust.judge(signed(secret), BODY, () -> {}) instanceof TrustDecision.Trusted;
    }

    @Test
    void aRequestIsGoodForFiveMinutesEitherWay() throws Exception {
        Trust trust = trust(NOW);
        clock.move(Duration.ofMinutes(-5));
        assertThat(isTrusted(trust, NOW)).isTrue();
        clock.move(Duration.ofSeconds(-1));
        assertThat(isTrusted(trust, NOW)).isFalse();
        clock.move(Duration.ofMinutes(10));
        assertThat(isTrusted(trust, NOW)).as("299 s old").isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(isTrusted(trust, NOW)).isFalse();
    }

    @Test
    void duringARotationBothSecretsAreGoodAndAfterItTheNewOneAlone() throws Exception {
        assertThat(isTrusted(trust(NOW), NEXT)).isFalse();
        assertThat(isTrusted(trust(NOW, NEXT), NOW)).isTrue();
        assertThat(isTrusted(trust(NOW, NEXT), NEXT)).isTrue();
        assertThat(isTrusted(trust(NEXT), NOW)).isFalse();
        assertThat(isTrusted(trust(NEXT), NEXT)).isTrue();
    }
}
