package ch.meuthak.lotse.console.web.request;

import java.util.Map;

/**
 * A refused request: the status, a title, and one or two sentences that end with the next step. It becomes a page
 * or a problem document (RFC 9457) in {@code ErrorAnswers}.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, Map<String, String> headers) {
        // a refusal is an answer, not a fault: no stack trace
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = headers;
    }

    public static Refusal of(int status, String title, String detail) {
        return new Refusal(status, title, detail, Map.of());
    }

    public static Refusal badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    public static Refusal notLoggedIn(boolean api) {
        return api
                ? new Refusal(
                        401,
                        "Token missing or wrong",
                        "Send the header Authorization: Bearer with the console's token.",
                        Map.of("WWW-Authenticate", "Bearer realm=\"lotse\""))
                : of(401, "Log in", "This page needs a session. Log in with a one-time link or the console's token.");
    }

    public static Refusal forbidden(String detail) {
        return of(403, "Refused", detail);
    }

    public static Refusal notFound(String detail) {
        return of(404, "Not found", detail);
    }

    public static Refusal tooLarge(int limit) {
        return of(413, "Body too large", "A request body may have at most " + limit + " bytes.");
    }

    public static Refusal wrongMediaType(String wanted) {
        return new Refusal(415, "Unsupported media type", "Send the body as " + wanted + ".", Map.of("Accept", wanted));
    }

    public static Refusal otherPort(String port) {
        return of(
                421,
                "Misdirected request",
                "The console answers to its own port only. For an SSH tunnel with another local port, set"
                        + " LOTSE_CONSOLE_TUNNEL_PORTS=" + port
                        + " and restart the console. Or use the console's own port for the tunnel.");
    }

    public static Refusal wrongHost() {
        return of(
                421,
                "Misdirected request",
                "The console answers to 127.0.0.1, localhost and [::1] with its own port only. For an SSH tunnel with another"
                        + " local port, set LOTSE_CONSOLE_TUNNEL_PORTS.");
    }

    public static Refusal tooManyWrongTokens(long seconds) {
        return new Refusal(
                429,
                "Too many wrong tokens",
                "Too many wrong tokens in this minute. The right token still works: it is in the file console-token.",
                Map.of("Retry-After", Long.toString(seconds)));
    }

    public static Refusal notYet(String detail) {
        return new Refusal(503, "Unavailable", detail, Map.of("Retry-After", "2"));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }
}
