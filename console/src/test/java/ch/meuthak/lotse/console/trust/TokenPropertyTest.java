package ch.meuthak.lotse.console.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is sent, the verifier has a verdict and no exception, and only what was signed is trusted. */
class TokenPropertyTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] BODY = "{\"digest\":\"sha256:00\"}".getBytes(UTF_8);
    private static final String DOMAIN = "backend.example.ch";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final TokenIssuer ISSUER = TokenIssuer.start();
    private static final Trust TRUST = new Trust(
            new TrustSettings(DOMAIN, Optional.of(ISSUER.trust()), Optional.of(new SharedSecrets(List.of(SECRET)))),
            new MemoryUsedIds(),
            InstantSource.system());
    private static final String AUDIENCE = Audience.of(DOMAIN, BODY);
    private static final String GOOD = ISSUER.token(AUDIENCE, claims -> claims.put("exp", ISSUER.seconds() + 7200));

    /** Every claim that decides; the others may be anything. */
    private static final List<String> DECIDING = List.of(
            "iss",
            "aud",
            "repository",
            "repository_id",
            "repository_owner_id",
            "ref",
            "environment",
            "event_name",
            "workflow_ref");

    @AfterContainer
    static void stop() {
        ISSUER.close();
    }

    private static boolean isTrusted(String authorization) {
        var credentials = new Credentials(List.of(authorization), List.of(), List.of(), List.of());
        return TRUST.judge(credentials, BODY, () -> {}) instanceof TrustDecision.Trusted;
    }

    @Example
    void theTokenItselfIsTrusted() {
        assertThat(isTrusted("Bearer " + GOOD)).isTrue();
    }

    @Property(tries = 2000)
    void anyTextIsNoToken(@ForAll String text) {
        assertThat(isTrusted("Bearer " + text)).isFalse();
        assertThat(isTrusted(text)).isFalse();
    }

    @Property(tries = 2000)
    void threePartsOfAnyBytesAreNoToken(@ForAll("parts") List<String> parts) {
        assertThat(isTrusted("Bearer " + String.join(".", parts))).isFalse();
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings()
                .withChars("ABCXYZabcxyz0189-_")
                .ofMaxLength(40)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 3000)
    void aTokenWithOneCharacterChangedIsNotTrusted(@ForAll @IntRange(max = 100_000) int at, @ForAll char other) {
        int place = at % GOOD.length();
        String changed = GOOD.substring(0, place) + other + GOOD.substring(place + 1);
        assertThat(isTrusted("Bearer " + changed)).isEqualTo(changed.equals(GOOD));
    }

    @Property(tries = 3000)
    void aTokenWithABase64CharacterChangedIsNotTrusted(
            @ForAll @IntRange(max = 100_000) int at, @ForAll("base64") char other) {
        int place = at % GOOD.length();
        String changed = GOOD.substring(0, place) + other + GOOD.substring(place + 1);
        assertThat(isTrusted("Bearer " + changed)).isEqualTo(changed.equals(GOOD));
    }

    @Example
    void theLastCharacterOfAPartHasOneFormOnly() {
        for (int end = GOOD.indexOf('.'); end >= 0; end = end == GOOD.length() ? -1 : next(end)) {
            for (int i = 0; i < ALPHABET.length(); i++) {
                String changed = GOOD.substring(0, end - 1) + ALPHABET.charAt(i) + GOOD.substring(end);
                assertThat(isTrusted("Bearer " + changed)).isEqualTo(changed.equals(GOOD));
            }
        }
    }

    private static int next(int dot) {
        int end = GOOD.indexOf('.', dot + 1);
        return end < 0 ? GOOD.length() : end;
    }

    @Provide
    Arbitrary<Character> base64() {
        return Arbitraries.chars().with(ALPHABET);
    }

    @Property(tries = 2000)
    void aTokenWithSomethingLeftOutPutInOrDoubledIsNotTrusted(
            @ForAll @IntRange(max = 100_000) int from,
            @ForAll @IntRange(max = 300) int length,
            @ForAll("base64") char added,
            @ForAll @IntRange(max = 2) int how) {
        int start = from % GOOD.length();
        int end = Math.min(GOOD.length(), start + length);
        String changed =
                switch (how) {
                    case 0 -> GOOD.substring(0, start) + GOOD.substring(end);
                    case 1 -> GOOD.substring(0, start) + added + GOOD.substring(start);
                    default -> GOOD.substring(0, end) + GOOD.substring(start);
                };
        assertThat(isTrusted("Bearer " + changed)).isEqualTo(changed.equals(GOOD));
    }

    @Property(tries = 2000)
    void aSignatureOfAnyBytesIsNone(@ForAll @Size(max = 300) byte[] signature) {
        String signed = GOOD.substring(0, GOOD.lastIndexOf('.') + 1);
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        assertThat(isTrusted("Bearer " + signed + encoded)).isFalse();
    }

    @Property(tries = 500)
    void aSignedTokenIsTrustedOnlyWithTheRightTextInEveryClaimThatDecides(
            @ForAll("deciding") String claim, @ForAll("values") Object value) {
        String token = ISSUER.token(AUDIENCE, claims -> claims.put(claim, value));
        Object right = ISSUER.claims(AUDIENCE).get(claim);
        boolean otherEvent = claim.equals("event_name") && value.equals("workflow_dispatch");
        assertThat(isTrusted("Bearer " + token)).isEqualTo(value.equals(right) || otherEvent);
    }

    @Provide
    Arbitrary<String> deciding() {
        return Arbitraries.of(DECIDING);
    }

    @Provide
    Arbitrary<Object> values() {
        Map<String, Object> right = ISSUER.claims(AUDIENCE);
        return Arbitraries.oneOf(
                Arbitraries.of(right.values()).map(value -> value),
                Arbitraries.strings().ofMaxLength(100).map(value -> value),
                Arbitraries.longs().map(value -> value),
                Arbitraries.of(
                        true, 1.5, List.of(), List.of("push"), Map.of(), "workflow_dispatch", "refs/heads/main "));
    }

    @Property(tries = 500)
    void theOtherClaimsMayBeAnything(@ForAll("others") String claim, @ForAll("values") Object value) {
        assertThat(isTrusted("Bearer " + ISSUER.token(AUDIENCE, claims -> claims.put(claim, value))))
                .isTrue();
    }

    @Provide
    Arbitrary<String> others() {
        Set<String> names = ISSUER.claims(AUDIENCE).keySet();
        return Arbitraries.of(names.stream()
                .filter(name -> !DECIDING.contains(name)
                        && !Set.of("jti", "exp", "nbf", "iat").contains(name))
                .toList());
    }

    @Property(tries = 2000)
    void noHeadersOfAnyTextAreSigned(
            @ForAll @Size(max = 2) List<String> timestamp,
            @ForAll @Size(max = 2) List<String> id,
            @ForAll @Size(max = 2) List<String> signature) {
        var credentials = new Credentials(List.of(), timestamp, id, signature);
        assertThat(TRUST.judge(credentials, BODY, () -> {})).isInstanceOf(TrustDecision.Refused.class);
    }

    @Property(tries = 5000)
    void anyBytesAreAnObjectOrNot(@ForAll @Size(max = 200) byte[] bytes) {
        StrictJson.object(bytes);
    }

    @Property(tries = 5000)
    void anObjectWithSomethingChangedIsReadInOneWayOrNotAtAll(
            @ForAll @IntRange(max = 10_000) int at, @ForAll byte other, @ForAll @IntRange(max = 2) int how) {
        byte[] good = "{\"a\":\"b\",\"c\":[1,true,null],\"d\":{\"e\":\"\\u00e4\"}}".getBytes(UTF_8);
        int place = at % good.length;
        byte[] changed =
                switch (how) {
                    case 0 -> good.clone();
                    case 1 -> Arrays.copyOf(good, place);
                    default -> Arrays.copyOf(good, good.length + 1);
                };
        if (how != 1) {
            changed[how == 0 ? place : good.length] = other;
        }
        Optional<ObjectNode> read = StrictJson.object(changed);
        read.ifPresent(object ->
                assertThat(StrictJson.object(object.toString().getBytes(UTF_8))).contains(object));
    }
}
