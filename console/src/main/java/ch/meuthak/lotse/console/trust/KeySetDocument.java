package ch.meuthak.lotse.console.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Web Key Set (RFC 7517): its RSA keys that may have signed a token, by id. Certificates beside them ({@code x5c},
 * {@code x5u}) are passed over: the keys are trusted because of where they come from.
 */
final class KeySetDocument {
    private static final int MOST_KEYS = 50;
    private static final int SHORTEST_MODULUS = 2048;
    private static final int LONGEST_MODULUS = 8192;
    private static final int LONGEST_EXPONENT = 32;

    private KeySetDocument() {}

    /** @throws IOException when it is no key set, or there is no usable key in it */
    static Map<String, RSAPublicKey> parse(byte[] document) throws IOException {
        JsonNode set = StrictJson.object(document).orElseThrow(() -> new IOException("the answer is no JSON object"));
        JsonNode array = set.path("keys");
        if (array.size() > MOST_KEYS) {
            throw new IOException("the answer has more than " + MOST_KEYS + " keys");
        }
        Map<String, RSAPublicKey> keys = new HashMap<>();
        for (JsonNode one : array) {
            Optional<RSAPublicKey> key = key(one);
            if (key.isPresent() && keys.put(one.path("kid").textValue(), key.get()) != null) {
                throw new IOException("the answer has two keys with the same id");
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the answer has no RSA key of at least " + SHORTEST_MODULUS + " bits for signatures");
        }
        return Map.copyOf(keys);
    }

    private static Optional<RSAPublicKey> key(JsonNode one) {
        boolean fits = one.path("kid").isTextual()
                && one.path("kty").asText().equals("RSA")
                && one.path("use").asText("sig").equals("sig")
                && one.path("alg").asText("RS256").equals("RS256")
                && one.path("n").isTextual()
                && one.path("e").isTextual();
        return fits ? rsa(one.path("n").textValue(), one.path("e").textValue()) : Optional.empty();
    }

    private static Optional<RSAPublicKey> rsa(String modulus, String exponent) {
        try {
            RSAPublicKey key = new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent))
                    .build()
                    .toRSAPublicKey();
            int bits = key.getModulus().bitLength();
            int exponentBits = key.getPublicExponent().bitLength();
            boolean sound = bits >= SHORTEST_MODULUS
                    && bits <= LONGEST_MODULUS
                    && exponentBits >= 2
                    && exponentBits <= LONGEST_EXPONENT
                    && key.getPublicExponent().testBit(0);
            return sound ? Optional.of(key) : Optional.empty();
        } catch (JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
