package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.TrustDecision.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges requests that are signed with a shared secret: HMAC-SHA256 over {@code timestamp.id.bytes}.
 *
 * <p>A malformed request is refused before the signature is computed. The time is judged after the signature: only a caller with
 * the secret can report a wrong clock to the operator.
 */
final class SignedRequests {
    /** The largest age of a request, and its largest lead over this box's clock. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern TIMESTAMP = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SIGNATURE = Pattern.compile("sha256=[0-9a-f]{64}");

    private final SharedSecrets secrets;
    private final BoxClock clock;

    SignedRequests(SharedSecrets secrets, BoxClock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    TrustDecision judge(Credentials credentials, byte[] bound) {
        Optional<String> timestamp = one(credentials.timestamp(), TIMESTAMP);
        Optional<String> id = one(credentials.id(), ID);
        Optional<String> signature = one(credentials.signature(), SIGNATURE);
        if (timestamp.isEmpty() || id.isEmpty() || signature.isEmpty()) {
            return refused("headers that are missing, malformed or repeated:"
                    + (timestamp.isEmpty() ? " X-Lotse-Timestamp" : "")
                    + (id.isEmpty() ? " X-Lotse-Id" : "")
                    + (signature.isEmpty() ? " X-Lotse-Signature" : ""));
        }
        byte[] given = HexFormat.of().parseHex(signature.get().substring("sha256=".length()));
        return secrets.signed(message(timestamp.get(), id.get(), bound), given)
                ? signed(Instant.ofEpochSecond(Long.parseLong(timestamp.get())), id.get())
                : refused("the signature is made with another secret, or for other content");
    }

    private TrustDecision signed(Instant made, String id) {
        if (clock.isAhead(made, WINDOW) || clock.isPast(made, WINDOW)) {
            return refused("the signature is good, but " + clock.apart("request", made));
        }
        return new TrustDecision.Trusted(new Identity.SecretHolder(), new SingleUse("hmac " + id, made.plus(WINDOW)));
    }

    private static Optional<String> one(List<String> values, Pattern pattern) {
        return values.size() == 1
                ? Optional.of(values.getFirst()).filter(pattern.asMatchPredicate())
                : Optional.empty();
    }

    private static byte[] message(String timestamp, String id, byte[] bound) {
        byte[] start = (timestamp + "." + id + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[start.length + bound.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(bound, 0, message, start.length, bound.length);
        return message;
    }

    private static TrustDecision refused(String cause) {
        return new TrustDecision.Refused(Kind.UNAUTHENTIC, Optional.of(new Identity.SecretHolder()), cause);
    }
}
