package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.Credentials;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.Sha256;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of a call as they came. Of two with one name it chooses none. */
record CallHeaders(ServerRequest request) {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final HeaderName TIMESTAMP = HeaderNames.create("X-Lotse-Timestamp");
    private static final HeaderName ID = HeaderNames.create("X-Lotse-Id");
    private static final HeaderName SIGNATURE = HeaderNames.create("X-Lotse-Signature");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final String UNKNOWN = "unknown";

    /** The address that the backend reports; {@code unknown} without one. */
    String caller() {
        return all(HeaderNames.X_FORWARDED_FOR).stream()
                .findFirst()
                .map(text -> parsed(text) == null ? UNKNOWN : text)
                .orElse(UNKNOWN);
    }

    /** One caller: an address, or the 64 bits of IPv6 that a provider gives to one customer. */
    static String bucket(String caller) {
        return parsed(caller) instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                : caller;
    }

    private static @Nullable InetAddress parsed(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Credentials credentials() {
        return new Credentials(all(HeaderNames.AUTHORIZATION), all(TIMESTAMP), all(ID), all(SIGNATURE));
    }

    /**
     * The caller's idempotency key, made unique: {@code hook}, a blank, and a digest of caller and key. Empty for none.
     *
     * @throws ProblemException 400 when it is no key
     */
    String idempotencyKey(Identity identity) {
        List<String> keys = all(IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return "";
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw HookRefusal.malformed("Idempotency-Key must be 1 to 200 visible ASCII characters, once.");
        }
        return "hook " + Sha256.hex((identity.scope() + "\n" + keys.getFirst()).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> all(HeaderName name) {
        return request.headers().all(name, List::of);
    }
}
