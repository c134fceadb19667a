package ch.meuthak.lotse.console.web.access;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/**
 * The headers that every answer carries, errors and files included; the guard sets them where a handler has not set its own.
 *
 * <p>The referrer policy is {@code same-origin}, not {@code no-referrer}: with the latter, browsers send {@code Origin: null}
 * with the console's own forms (Fetch standard, "append a request Origin header"), and {@link CrossSite} would refuse them.
 * Only the login link contains a secret in its address. It never becomes a document, and sends {@code no-referrer}.
 */
public final class SecurityHeaders {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                    + " data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static final List<Header> ALWAYS = List.of(
            header("Content-Security-Policy", CONTENT_SECURITY_POLICY),
            header("X-Content-Type-Options", "nosniff"),
            header("X-Frame-Options", "DENY"),
            header("Referrer-Policy", "same-origin"),
            header("Cross-Origin-Opener-Policy", "same-origin"),
            header("Cross-Origin-Resource-Policy", "same-origin"),
            header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            header("Cache-Control", "no-store"));

    private SecurityHeaders() {}

    private static Header header(String name, String value) {
        return HeaderValues.createCached(HeaderNames.create(name), value);
    }
}
