package ch.meuthak.lotse.console.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** An RSA key pair of the issuer, with its id. Pairs are made once for all tests: making one takes a while. */
public record SigningPair(String kid, RSAPublicKey publicKey, PrivateKey privateKey) {
    private static final Map<Integer, SigningPair> MADE = new ConcurrentHashMap<>();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The pair with this number. */
    public static SigningPair of(int number) {
        return Objects.requireNonNull(MADE.computeIfAbsent(number, n -> of("key-" + n, 2048)));
    }

    /** A new pair. */
    public static SigningPair of(String kid, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            return new SigningPair(kid, (RSAPublicKey) pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token in compact form. */
    public String sign(String header, String payload) {
        return signRaw(base64(header) + "." + base64(payload), "SHA256withRSA");
    }

    /** What is given, a dot, and its signature by this algorithm. */
    public String signRaw(String signed, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as a JSON Web Key. */
    public Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("alg", "RS256");
        jwk.put("use", "sig");
        jwk.put("kid", kid);
        jwk.put("n", unsigned(publicKey.getModulus().toByteArray()));
        jwk.put("e", unsigned(publicKey.getPublicExponent().toByteArray()));
        return jwk;
    }

    /** Base64url of text in UTF-8. */
    public static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(byte[] bytes) {
        int start = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
