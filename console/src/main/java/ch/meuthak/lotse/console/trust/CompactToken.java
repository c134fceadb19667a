package ch.meuthak.lotse.console.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JWS in compact form (RFC 7515 section 7.1), taken apart and not yet believed.
 *
 * @param kid which key is said to have signed it
 * @param signed what the signature is over: header and payload as they were sent
 */
@SuppressWarnings("ArrayRecordComponent") // read once; nobody compares tokens
record CompactToken(String kid, ObjectNode claims, byte[] signed, byte[] signature) {
    /** Characters; GitHub's have about 2,000. */
    static final int LONGEST = 8 * 1024;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern KID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /**
     * Parameters that name a key, or change what the others mean: refused, rather than passed over, because nobody honest
     * sends them here. The key is always looked up in the one key set that is configured.
     */
    private static final List<String> FORBIDDEN =
            List.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "epk", "p2c");

    /** Why a token was not even looked at further. The sentence names no part of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed(String why) {
            super(why, null, false, false);
        }
    }

    static CompactToken parse(String text) throws Malformed {
        if (text.length() > LONGEST) {
            throw new Malformed("it is longer than " + LONGEST + " characters");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Malformed("it is not three parts of base64url with dots between");
        }
        ObjectNode header = object(form.group(1), "header");
        String kid = checked(header);
        byte[] signed = text.substring(0, form.end(2)).getBytes(StandardCharsets.US_ASCII);
        return new CompactToken(kid, object(form.group(2), "payload"), signed, decoded(form.group(3), "signature"));
    }

    private static String checked(ObjectNode header) throws Malformed {
        for (String name : FORBIDDEN) {
            if (header.has(name)) {
                throw new Malformed("its header has " + name + ", which is not taken here");
            }
        }
        if (!header.path("alg").isTextual() || !header.path("alg").textValue().equals("RS256")) {
            throw new Malformed("its algorithm is not RS256");
        }
        if (header.has("typ") && !header.path("typ").asText().equalsIgnoreCase("JWT")) {
            throw new Malformed("its type is not JWT");
        }
        if (!header.path("kid").isTextual()
                || !KID.matcher(header.path("kid").textValue()).matches()) {
            throw new Malformed("its header names no key");
        }
        return header.path("kid").textValue();
    }

    private static ObjectNode object(String part, String name) throws Malformed {
        return StrictJson.object(decoded(part, name))
                .orElseThrow(() -> new Malformed("its " + name + " is not one strict JSON object"));
    }

    /** The JDK's decoder passes over bits beyond the last byte: encoding again makes sure that there is one form only. */
    private static byte[] decoded(String part, String name) throws Malformed {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below, as for bits too many
        }
        throw new Malformed("its " + name + " is not base64url");
    }
}
