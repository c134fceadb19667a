package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * Permits a change only from this console's own page: POST, the exact own Origin, Sec-Fetch-Site {@code same-origin} if the
 * browser sends it, and the session's token. A script with the console's token needs no Origin, but an Origin must be the own
 * one. Other sites cannot read anything either, except by a link that somebody follows. To a browser, every port of this
 * machine is the same site, and the session's cookie comes along. So another program's EventSource could take the streams of
 * the operator's pages. The login form has no session yet, and needs a secret of its own.
 */
public final class CrossSite implements Filter {
    /** The form field and, for htmx, the header that carry the session's token. */
    static final String FIELD = "csrf";

    private static final HeaderName HEADER = HeaderNames.create("X-CSRF-Token");
    private static final HeaderName SEC_FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!Paths.isSafe(request)) {
            checkOrigin(request);
            checkFetchSite(request);
            if (!Paths.isLogin(request)) {
                checkToken(request);
            }
        } else if (!isOpenedHere(request)) {
            checkFetchSite(request);
        }
        chain.proceed();
    }

    /** A link from elsewhere may open a page; nothing else from elsewhere may be read into another one. */
    private static boolean isOpenedHere(ServerRequest request) {
        return request.headers()
                        .value(SEC_FETCH_MODE)
                        .filter("navigate"::equals)
                        .isPresent()
                || request.headers()
                        .value(SEC_FETCH_SITE)
                        .filter("none"::equals)
                        .isPresent();
    }

    private static void checkOrigin(ServerRequest request) {
        Optional<String> origin = request.headers().value(HeaderNames.ORIGIN);
        boolean script = Caller.of(request) instanceof Caller.Script;
        if (origin.isEmpty() ? !script : !origin.get().equals(HostCheck.origin(request))) {
            throw Refusal.forbidden(
                    "The request does not come from a page of this console. Reload the page and try again.");
        }
    }

    private static void checkFetchSite(ServerRequest request) {
        request.headers()
                .value(SEC_FETCH_SITE)
                .filter(site -> !site.equals("same-origin"))
                .ifPresent(site -> {
                    throw Refusal.forbidden(
                            "The request comes from another site. Open the console's own page and try again.");
                });
    }

    private static void checkToken(ServerRequest request) {
        if (Caller.of(request) instanceof Caller.Operator(Session session)) {
            String given = request.headers()
                    .value(HEADER)
                    .or(() -> Form.of(request).text(FIELD))
                    .orElse("");
            if (!Secret.same(session.csrf(), given)) {
                throw Refusal.forbidden("The form is out of date. Reload the page and try again.");
            }
        }
    }
}
