package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.meuthak.lotse.console.trust.SigningPair;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tokens whose form, header or signature is wrong. Their claims are all good. */
final class HostileTokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final SigningPair ATTACKER = SigningPair.of("key-0", 2048);

    private final TokenIssuer issuer;
    private final List<HostileRow> rows = new ArrayList<>();

    HostileTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    List<HostileRow> rows() {
        algorithms();
        headers();
        rawHeaders();
        signatures();
        forms();
        schemes();
        return rows;
    }

    private void unauthentic(String name, String token) {
        rows.add(new HostileRow(name, Call.post(HookBox.BODY).bearer(token), 401));
    }

    private String payload() {
        return TokenIssuer.json(issuer.claims(HookBox.audience(HookBox.BODY)));
    }

    private String good() {
        return issuer.token(HookBox.audience(HookBox.BODY));
    }

    private Map<String, Object> changed(String name, @Nullable Object value) {
        Map<String, Object> header = issuer.header();
        header.put(name, value);
        return header;
    }

    /** Signed well, so that nothing but the header is wrong. */
    private void header(String row, Map<String, Object> header) {
        unauthentic(row, issuer.current().sign(TokenIssuer.json(header), payload()));
    }

    private void algorithms() {
        for (Object alg : new Object[] {
            "none",
            "None",
            "NONE",
            "nOnE",
            "",
            " RS256",
            "RS256 ",
            "rs256",
            "Rs256",
            "RSA256",
            "RS-256",
            "RS256\u0000",
            "RS256\n",
            "\uff32S256",
            "R\u0405256",
            "HS256",
            "RS384",
            "RS512",
            "PS256",
            "ES256",
            "EdDSA",
            "RSA-OAEP",
            "dir",
            "A128KW",
            256,
            true,
            List.of("RS256"),
            Map.of("alg", "RS256")
        }) {
            header("algorithm " + alg + " over a good signature", changed("alg", alg));
        }
        header("algorithm null", changed("alg", null));
        Map<String, Object> without = issuer.header();
        without.remove("alg");
        header("no algorithm", without);
        for (String alg : List.of("none", "None", "NONE")) {
            String unsigned = unsigned(changed("alg", alg));
            unauthentic("algorithm " + alg + " without a signature", unsigned + ".");
            unauthentic("algorithm " + alg + " without a third part", unsigned);
        }
        byte[] der = issuer.current().publicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(UTF_8);
        byte[] modulus = issuer.current().publicKey().getModulus().toByteArray();
        for (String size : List.of("256", "384", "512")) {
            unauthentic("HS" + size + " with the public key as DER", hmac("HS" + size, "HmacSHA" + size, der));
            unauthentic("HS" + size + " with the public key as PEM", hmac("HS" + size, "HmacSHA" + size, pem));
            unauthentic("HS" + size + " with the modulus", hmac("HS" + size, "HmacSHA" + size, modulus));
            unauthentic("HS" + size + " with an empty key", hmac("HS" + size, "HmacSHA" + size, new byte[] {0}));
        }
        unauthentic("a real RS384", issuer.current().signRaw(unsigned(changed("alg", "RS384")), "SHA384withRSA"));
        unauthentic("a real RS512", issuer.current().signRaw(unsigned(changed("alg", "RS512")), "SHA512withRSA"));
        unauthentic("RS512 under the name RS256", issuer.current().signRaw(unsigned(issuer.header()), "SHA512withRSA"));
        unauthentic("RS1 under the name RS256", issuer.current().signRaw(unsigned(issuer.header()), "SHA1withRSA"));
        unauthentic("MD5 under the name RS256", issuer.current().signRaw(unsigned(issuer.header()), "MD5withRSA"));
        unauthentic("PSS under the name RS256", pss(unsigned(issuer.header())));
        unauthentic("a real PS256", pss(unsigned(changed("alg", "PS256"))));
        unauthentic("a real ES256", elliptic(unsigned(changed("alg", "ES256"))));
        unauthentic("ES256 under the name RS256", elliptic(unsigned(issuer.header())));
    }

    private String unsigned(Map<String, Object> header) {
        return SigningPair.base64(TokenIssuer.json(header)) + "." + SigningPair.base64(payload());
    }

    private String hmac(String alg, String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            String signed = unsigned(changed("alg", alg));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pss(String signed) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            signature.initSign(issuer.current().privateKey());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String elliptic(String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(
                    KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void headers() {
        Map<String, Object> jwk = changed("jwk", ATTACKER.jwk());
        unauthentic("an embedded key that signed it", ATTACKER.sign(TokenIssuer.json(jwk), payload()));
        header("an embedded key beside a good signature", jwk);
        Map<String, Object> only = new LinkedHashMap<>(jwk);
        only.remove("kid");
        unauthentic("an embedded key and no id", ATTACKER.sign(TokenIssuer.json(only), payload()));
        header("jku of the attacker", changed("jku", "https://evil.example/jwks"));
        header("jku of the issuer", changed("jku", issuer.keysUrl().toString()));
        changed("x5u", changed("x5u", "https://evil.example/chain.pem"));
        changed("x5c", changed("x5c", List.of("MIIB")));
        header("crit that is known", changed("crit", List.of("exp")));
        header("crit that is empty", changed("crit", List.of()));
        header("crit that is null", changed("crit", null));
        Map<String, Object> unencoded = changed("b64", false);
        unencoded.put("crit", List.of("b64"));
        header("an unencoded payload with crit", unencoded);
        header("an unencoded payload without crit", changed("b64", false));
        header("b64 true", changed("b64", true));
        header("compression", changed("zip", "DEF"));
        header("encryption", changed("enc", "A128GCM"));
        for (Object typ : new Object[] {"JWE", "at+jwt", "JOSE", "", 1, List.of("JWT"), "JWT\u200b"}) {
            header("type " + typ, changed("typ", typ));
        }
        for (Object kid : new Object[] {
            "",
            " ",
            "KEY-0",
            "key-0 ",
            " key-0",
            "key-0\u0000",
            "key-0\n",
            "key\u20110",
            "k\u0435y-0",
            "key-00",
            "key-",
            "../../../../../../dev/null",
            "/dev/null",
            "file:///dev/null",
            "key-0' OR '1'='1",
            "'; DROP TABLE used_id; --",
            "${jndi:ldap://evil.example/a}",
            "http://evil.example/jwks",
            "k".repeat(200),
            "k".repeat(201),
            "k".repeat(4000),
            0,
            true,
            List.of("key-0"),
            Map.of("kid", "key-0")
        }) {
            header("key id " + HostileRow.shown(String.valueOf(kid)), changed("kid", kid));
        }
        header("key id null", changed("kid", null));
        Map<String, Object> without = issuer.header();
        without.remove("kid");
        header("no key id", without);
    }

    private void rawHeaders() {
        String good = TokenIssuer.json(issuer.header());
        String body = good.substring(1);
        for (String header : new String[] {
            "{\"alg\":\"none\"," + body,
            good.replace("}", ",\"alg\":\"none\"}"),
            good.replace("}", ",\"alg\":\"RS256\"}"),
            good.replace("}", ",\"\\u0061lg\":\"none\"}"),
            good.replace("}", ",\"kid\":\"key-0\"}"),
            good.replace("}", ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
            good.replace("}", ",\"x\":" + "{\"x\":".repeat(20) + "1" + "}".repeat(20) + "}"),
            good.replace("}", ",\"x\":" + "9".repeat(400) + "}"),
            good.replace("}", ",\"" + "n".repeat(300) + "\":1}"),
            good + good,
            good + " x",
            good + "\u0000",
            "\ufeff" + good,
            good.replace('"', '\''),
            good.replace("{", "{/* */"),
            good.replace("}", ",}"),
            good.replace("}", ",\"x\":NaN}"),
            good.replace("}", ",\"x\":01}"),
            good.substring(0, good.length() - 1),
            "[" + good + "]",
            "\"" + good.replace("\"", "\\\"") + "\"",
            "null",
            "true",
            "1",
            "[]",
            "{}",
            ""
        }) {
            unauthentic("header " + HostileRow.shown(header), issuer.current().sign(header, payload()));
        }
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            String encoded = BASE64.encodeToString(good.getBytes(charset)) + "." + SigningPair.base64(payload());
            unauthentic("header in " + charset, issuer.current().signRaw(encoded, "SHA256withRSA"));
        }
        byte[] broken = good.getBytes(UTF_8);
        broken[broken.length - 3] = (byte) 0xff;
        String encoded = BASE64.encodeToString(broken) + "." + SigningPair.base64(payload());
        unauthentic("header that is no UTF-8", issuer.current().signRaw(encoded, "SHA256withRSA"));
    }

    private void signatures() {
        String good = good();
        String signed = good.substring(0, good.lastIndexOf('.') + 1);
        byte[] signature = Base64.getUrlDecoder().decode(good.substring(signed.length()));
        unauthentic("no signature", signed);
        unauthentic("a signature of one zero", signed + BASE64.encodeToString(new byte[1]));
        unauthentic("a signature of zeros", signed + BASE64.encodeToString(new byte[256]));
        byte[] ones = new byte[256];
        Arrays.fill(ones, (byte) 0xff);
        unauthentic("a signature of ones", signed + BASE64.encodeToString(ones));
        byte[] one = new byte[256];
        one[255] = 1;
        unauthentic("the signature 1", signed + BASE64.encodeToString(one));
        byte[] modulus = issuer.current().publicKey().getModulus().toByteArray();
        unauthentic(
                "the modulus as the signature", signed + BASE64.encodeToString(Arrays.copyOfRange(modulus, 1, 257)));
        unauthentic("a signature cut short", signed + BASE64.encodeToString(Arrays.copyOf(signature, 255)));
        unauthentic("a signature with a byte too many", signed + BASE64.encodeToString(Arrays.copyOf(signature, 257)));
        byte[] led = new byte[257];
        System.arraycopy(signature, 0, led, 1, 256);
        unauthentic("a signature with a zero before it", signed + BASE64.encodeToString(led));
        for (int bit = 0; bit < 2048; bit += 256) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 7);
            unauthentic("a signature with a bit changed in byte " + bit / 8, signed + BASE64.encodeToString(flipped));
        }
        String other = good();
        unauthentic("the signature of another token", signed + other.substring(other.lastIndexOf('.') + 1));
        unauthentic("another key with the same id", ATTACKER.sign(TokenIssuer.json(issuer.header()), payload()));
        unauthentic(
                "a small key with the same id",
                SigningPair.of("key-0", 1024).sign(TokenIssuer.json(issuer.header()), payload()));
        unauthentic(
                "another payload", swapped(good, 1, SigningPair.base64(payload().replace("main", "evil"))));
        unauthentic("another header", swapped(good, 0, SigningPair.base64(TokenIssuer.json(changed("x", 1)))));
        String last = good.substring(good.length() - 1);
        String twin = "AQgw".contains(last) ? String.valueOf((char) (last.charAt(0) + 1)) : "B";
        unauthentic("a last character with bits beyond the last byte", good.substring(0, good.length() - 1) + twin);
    }

    private static String swapped(String token, int part, String other) {
        List<String> parts = new ArrayList<>(Arrays.asList(token.split("\\.", -1)));
        parts.set(part, other);
        return String.join(".", parts);
    }

    private void forms() {
        String good = good();
        List<String> parts = Arrays.asList(good.split("\\.", -1));
        for (String token : new String[] {
            "",
            ".",
            "..",
            "...",
            "a",
            "a.b",
            "a.b.c",
            "null",
            "undefined",
            good + ".",
            "." + good,
            good + "." + parts.get(2),
            good + ".a.b",
            "a.b.c.d.e",
            parts.get(0) + ".." + parts.get(2),
            "." + parts.get(1) + "." + parts.get(2),
            parts.get(0) + "." + parts.get(1),
            good + "=",
            good + "==",
            good + "%3D",
            good + "\u00a0",
            good + "\u200b",
            good + ";",
            good + "," + good,
            good + " " + good,
            "\"" + good + "\"",
            good.replaceFirst("\\.", ". "),
            good.replaceFirst("\\.", "=."),
            good.replaceFirst("\\.", ".."),
            good.replace('.', ':'),
            good.replace('.', '\u3002'),
            good + "\u0661",
            good.substring(1),
            good.substring(0, 300),
            good.substring(0, good.length() - 1),
            new StringBuilder(good).reverse().toString(),
            good.toUpperCase(Locale.ROOT),
            good + "A".repeat(8192),
            "A".repeat(8193),
            "A".repeat(4000) + "." + "A".repeat(4000) + ".A",
            "e30.e30.e30",
            "bnVsbA.bnVsbA.bnVsbA",
            "W10.W10.W10"
        }) {
            unauthentic("form " + HostileRow.shown(token.replace(good, "GOOD")), token);
        }
        rows.add(new HostileRow(
                "form GOOD and a zero byte", Call.post(HookBox.BODY).bearer(good + "\u0000"), 400, 401));
        String standard = "+/" + good.substring(2);
        unauthentic("form of standard base64", standard);
        String json = "{\"payload\":\"" + parts.get(1) + "\",\"protected\":\"" + parts.get(0) + "\",\"signature\":\""
                + parts.get(2) + "\"}";
        unauthentic("the JSON serialisation", json);
        rows.add(new HostileRow(
                "a header section of 20 kB", Call.post(HookBox.BODY).bearer("A".repeat(20_000)), 400, 401, 431));
    }

    private void schemes() {
        String good = good();
        for (String value : new String[] {
            good,
            "Basic " + good,
            "Token " + good,
            "Bearer",
            "Bearer:" + good,
            "Bearer\t" + good,
            "Bearer=" + good,
            "Bearer  " + good,
            "Bearer Bearer " + good,
            "JWT " + good,
            "\u0412earer " + good,
            "Negotiate abc",
            "Basic dXNlcjpwdw==",
            "Bearer " + good + ", Bearer " + good,
            "DPoP " + good,
            "BearerX " + good
        }) {
            rows.add(new HostileRow(
                    "Authorization " + HostileRow.shown(value.replace(good, "GOOD")),
                    Call.post(HookBox.BODY).with("Authorization", value),
                    401));
        }
        rows.add(new HostileRow("no credentials", Call.post(HookBox.BODY), 401));
        rows.add(new HostileRow(
                "two good tokens", Call.post(HookBox.BODY).bearer(good).bearer(good()), 401));
        rows.add(new HostileRow(
                "a good token twice", Call.post(HookBox.BODY).bearer(good).bearer(good), 401));
        rows.add(new HostileRow(
                "a token in the query",
                Call.post(HookBox.BODY).line("POST /hooks/redeploy?access_token=" + good),
                401));
        rows.add(new HostileRow("a token in a cookie", Call.post(HookBox.BODY).with("Cookie", "token=" + good), 401));
        rows.add(new HostileRow(
                "a token in another header", Call.post(HookBox.BODY).with("X-Authorization", "Bearer " + good), 401));
    }
}
