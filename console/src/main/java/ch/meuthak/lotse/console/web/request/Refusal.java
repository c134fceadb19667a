package ch.meuthak.lotse.console.web.request;

import ch.meuthak.lotse.server.ProblemException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

/**
 * A refused request: the status, a title, and one or two sentences that end with what to do. {@code ErrorAnswers} makes it a
 * page, or a problem document (RFC 9457).
 */
public final class Refusal extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String title;

    private Refusal(Status status, String title, String detail, Header... headers) {
        super(status, detail, headers);
        this.title = title;
    }

    public static Refusal of(int status, String title, String detail) {
        return new Refusal(Status.create(status), title, detail);
    }

    public static Refusal badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    public static Refusal notLoggedIn(boolean api) {
        return api
                ? new Refusal(
                        Status.UNAUTHORIZED_401,
                        "Token missing or wrong",
                        "Send the header Authorization: Bearer with the console's token.",
                        HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"lotse\""))
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
        return new Refusal(
                Status.UNSUPPORTED_MEDIA_TYPE_415,
                "Unsupported media type",
                "Send the body as " + wanted + ".",
                HeaderValues.create(HeaderNames.ACCEPT, wanted));
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
                Status.TOO_MANY_REQUESTS_429,
                "Too many wrong tokens",
                "Too many wrong tokens in this minute. The right token still works: it is in the file console-token.",
                HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
    }

    public static Refusal notYet(String detail) {
        return new Refusal(
                Status.SERVICE_UNAVAILABLE_503,
                "Unavailable",
                detail,
                HeaderValues.create(HeaderNames.RETRY_AFTER, "2"));
    }

    public String title() {
        return title;
    }
}
