package ch.meuthak.lotse.backend.http;

import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/**
 * Any page may read the API (GET and HEAD), none may send anything with a user's credentials: {@code *} never goes with
 * credentials, and a preflight for another method gets no permission.
 */
public final class Cors implements Filter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Header ANY = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header EXPOSE = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Release, X-Request-Id, Preference-Applied");
    private static final Header METHODS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
    private static final Header HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Prefer, X-Request-Id");
    private static final Header AGE = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Method method = request.prologue().method();
        if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
            response.header(ANY).header(EXPOSE);
        } else if (method.equals(Method.OPTIONS) && isPreflight(request)) {
            response.header(ANY).header(METHODS).header(HEADERS).header(AGE);
            Answer.send(request, response, Status.NO_CONTENT_204);
            return;
        }
        chain.proceed();
    }

    private static boolean isPreflight(RoutingRequest request) {
        return request.headers().contains(HeaderNames.ORIGIN)
                && request.headers()
                        .first(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
                        .filter(SAFE::contains)
                        .isPresent();
    }
}
