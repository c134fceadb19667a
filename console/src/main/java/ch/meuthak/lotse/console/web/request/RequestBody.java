package ch.meuthak.lotse.console.web.request;

import ch.meuthak.lotse.server.WholeBody;
import ch.meuthak.lotse.server.WholeText;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;

/** Reads the body of a request before a route looks at it, and refuses one that is too large. */
public final class RequestBody implements Filter {
    /** The largest body anything here takes, in bytes. */
    public static final int MAX = 16 * 1024;

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contentLength().orElse(0) > MAX) {
            throw Refusal.tooLarge(MAX);
        }
        if (request.content().hasEntity()) {
            request.context().register(RequestBody.class, read(request));
        }
        chain.proceed();
    }

    /** The body that was read; empty when there was none. */
    public static byte[] of(ServerRequest request) {
        return request.context().get(RequestBody.class, byte[].class).orElseGet(() -> new byte[0]);
    }

    /**
     * The same as text.
     *
     * @throws Refusal 400 when it is not UTF-8
     */
    public static String text(ServerRequest request) {
        return WholeText.of(of(request))
                .orElseThrow(() -> Refusal.badRequest("The body is not UTF-8. Send it in UTF-8."));
    }

    private static byte[] read(ServerRequest request) {
        try {
            return WholeBody.of(request, MAX);
        } catch (IOException e) {
            throw new CloseConnectionException("the request body broke off", e);
        }
    }
}
