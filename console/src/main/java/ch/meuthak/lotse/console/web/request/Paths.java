package ch.meuthak.lotse.console.web.request;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;

/** Facts about a request that the filters need before routing. */
public final class Paths {
    public static final String ASSETS = "/assets/";
    public static final String LOGIN = "/login";

    private Paths() {}

    public static String of(ServerRequest request) {
        return request.prologue().uriPath().path();
    }

    /**
     * Whether the request line names a path alone. With a whole URL there, that URL and not Host would name the host (RFC 9112
     * section 3.2.2); only proxies are asked so.
     */
    public static boolean isOriginForm(ServerRequest request) {
        return request.prologue().uriPath().rawPath().startsWith("/");
    }

    public static boolean isApi(ServerRequest request) {
        String path = of(request);
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** Stylesheet, scripts and pictures: the login page needs them, and they contain no data of the operator. */
    public static boolean isAsset(ServerRequest request) {
        return of(request).startsWith(ASSETS);
    }

    public static boolean isLogin(ServerRequest request) {
        return of(request).equals(LOGIN);
    }

    /** Whether the method promises to change nothing (RFC 9110 section 9.2.1). */
    public static boolean isSafe(ServerRequest request) {
        Method method = request.prologue().method();
        return method.equals(Method.GET) || method.equals(Method.HEAD) || method.equals(Method.OPTIONS);
    }

    /** Whether a page should answer: not the API, and the client asks for HTML (browsers do), or htmx does. */
    public static boolean wantsPage(ServerRequest request) {
        return !isApi(request)
                && request.headers()
                        .value(HeaderNames.ACCEPT)
                        .map(accept -> accept.contains("text/html"))
                        .orElse(false);
    }

    /** The path and query as the client sent them. */
    public static String self(HttpPrologue prologue) {
        String path = prologue.uriPath().rawPath();
        return prologue.hasQuery() ? path + "?" + prologue.query().rawValue() : path;
    }
}
