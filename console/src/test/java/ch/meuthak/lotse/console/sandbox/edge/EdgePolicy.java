package ch.meuthak.lotse.console.sandbox.edge;

import ch.meuthak.lotse.console.sandbox.proxy.Failure;
import ch.meuthak.lotse.console.sandbox.proxy.Policy;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;

/** The headers the edge adds, and its answers when the release gives none: problem documents (RFC 9457). */
final class EdgePolicy implements Policy {
    private static final HttpString X_FORWARDED_FOR = new HttpString("X-Forwarded-For");
    private static final HttpString X_FORWARDED_PROTO = new HttpString("X-Forwarded-Proto");
    private static final HttpString X_FORWARDED_PORT = new HttpString("X-Forwarded-Port");

    /** A peer on this machine is the load balancer, and its word is passed on; anybody else's is replaced. */
    @Override
    public void prepare(HttpServerExchange exchange, HeaderMap headers) {
        InetAddress peer = exchange.getSourceAddress().getAddress();
        if (peer.isLoopbackAddress() && headers.contains(X_FORWARDED_FOR)) {
            return;
        }
        headers.put(X_FORWARDED_FOR, peer.getHostAddress());
        headers.put(X_FORWARDED_PROTO, "http");
        headers.put(X_FORWARDED_PORT, exchange.getDestinationAddress().getPort());
    }

    @Override
    public void failed(HttpServerExchange exchange, Failure failure) {
        switch (failure) {
            case BROKEN -> answer(exchange, 502, "Bad Gateway", "The release closed the connection without an answer.");
            case TIMED_OUT -> answer(exchange, 504, "Gateway Timeout", "The release did not answer in time.");
            case TOO_LARGE -> answer(exchange, 413, "Content Too Large", "The body is larger than this server takes.");
        }
    }

    static void answerNoPlainPath(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        answer(
                exchange,
                400,
                "Bad Request",
                "The path has a dot segment, an encoded slash, a backslash, NUL, # or ; in it. Send the path that it leads to.");
    }

    static void answerNoRelease(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "5");
        answer(exchange, 503, "Service Unavailable", "No release serves yet. Try again in a few seconds.");
    }

    private static void answer(HttpServerExchange exchange, int status, String title, String detail) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender()
                .send("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail));
    }
}
