package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Paths;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The two cookies. Their names contain the port that the browser uses. All ports of a host share cookies, and two consoles
 * on one machine must not log each other out.
 */
public final class Cookies {
    private static final Duration LOGIN_LIFETIME = Duration.ofMinutes(10);

    /** A cookie with this date is deleted. Helidon leaves out a maximum age of zero: the cookie would stay, empty. */
    private static final Instant GONE = Instant.EPOCH;

    private Cookies() {}

    /**
     * Every value under the session's name. A program on another port of this machine can set a cookie of the same name,
     * and the browser may send it first. That must not log anybody out.
     */
    static List<String> sessionIds(ServerRequest request) {
        return request.headers().cookies().all(sessionName(request), List::of);
    }

    public static void setSession(ServerRequest request, ServerResponse response, Session session) {
        response.headers().addCookie(session(request, session.id()).build());
    }

    public static void clearSession(ServerRequest request, ServerResponse response) {
        response.headers().addCookie(session(request, "").expires(GONE).build());
    }

    private static SetCookie.Builder session(ServerRequest request, String value) {
        return SetCookie.builder(sessionName(request), value)
                .path("/")
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.STRICT);
    }

    /** Every value under the name of the link's cookie, for the same reason. */
    public static List<String> loginCodes(ServerRequest request) {
        return request.headers().cookies().all(loginName(request), List::of).stream()
                .filter(code -> !code.isEmpty())
                .toList();
    }

    public static void setLoginCode(ServerRequest request, ServerResponse response, String code) {
        response.headers().addCookie(login(request, code).maxAge(LOGIN_LIFETIME).build());
    }

    public static void clearLoginCode(ServerRequest request, ServerResponse response) {
        response.headers().addCookie(login(request, "").expires(GONE).build());
    }

    /** Lax, not Strict: the link may stand in a mail or a chat, and the redirect that follows it is cross-site then. */
    private static SetCookie.Builder login(ServerRequest request, String code) {
        return SetCookie.builder(loginName(request), code)
                .path(Paths.LOGIN)
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.LAX);
    }

    private static String sessionName(ServerRequest request) {
        return "lotse-" + HostCheck.port(request);
    }

    private static String loginName(ServerRequest request) {
        return "lotse-login-" + HostCheck.port(request);
    }
}
