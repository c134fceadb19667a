package ch.meuthak.lotse.console.sandbox.proxy;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.Set;

/**
 * Forwards requests, HTTP/1.1 on both sides, without a thread for each request.
 *
 * <p>Undertow's own {@code ProxyHandler} is not used: it answers 503 where a gateway answers 502, passes the headers of
 * one connection on to the other, and always appends to {@code X-Forwarded-For}.
 */
public final class Forwarder {
    /** RFC 9110 section 7.6.1: they speak of one connection, never of the message. */
    private static final Set<HttpString> HOP_BY_HOP = Set.of(
            Headers.CONNECTION,
            new HttpString("Keep-Alive"),
            new HttpString("Proxy-Connection"),
            Headers.TE,
            Headers.TRAILER,
            Headers.UPGRADE,
            Headers.EXPECT);

    private final Policy policy;
    private final Duration responseLimit;
    private final long bodyLimit;

    /**
     * @param responseLimit from the request to the head of the answer
     * @param bodyLimit the largest body of a request that is forwarded, in bytes
     */
    public Forwarder(Policy policy, Duration responseLimit, long bodyLimit) {
        this.policy = policy;
        this.responseLimit = responseLimit;
        this.bodyLimit = bodyLimit;
    }

    /** Sends the request to the upstream, and its answer, or the policy's, to the client. */
    public void forward(HttpServerExchange exchange, Upstream upstream) throws Exception {
        if (exchange.getRequestContentLength() > bodyLimit) {
            exchange.setPersistent(false);
            policy.failed(exchange, Failure.TOO_LARGE);
            return;
        }
        exchange.addRequestWrapper((factory, _) -> new BodyLimit(factory.create(), bodyLimit));
        HttpHandler start = next -> next.dispatch(
                SameThreadExecutor.INSTANCE, () -> new Forwarding(next, upstream, policy).start(responseLimit));
        new HttpContinueReadHandler(start).handleRequest(exchange);
    }

    static void copyEndToEnd(HeaderMap from, HeaderMap to) {
        for (HeaderValues header : from) {
            if (!HOP_BY_HOP.contains(header.getHeaderName())) {
                to.putAll(header.getHeaderName(), header);
            }
        }
        for (String named : from.eachValue(Headers.CONNECTION)) {
            for (String name : named.split(",", -1)) {
                removeNamed(to, name.strip());
            }
        }
    }

    private static void removeNamed(HeaderMap headers, String name) {
        boolean frames = name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
        if (!name.isEmpty() && !frames) {
            headers.remove(name);
        }
    }
}
