package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.proxy.Failure;
import ch.meuthak.lotse.console.sandbox.proxy.Policy;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * The headers that an Application Load Balancer adds, and its own answers.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html">X-Forwarded</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html">
 *     X-Amzn-Trace-Id</a>
 */
final class BalancerPolicy implements Policy {
    private static final HttpString X_FORWARDED_FOR = new HttpString("X-Forwarded-For");
    private static final HttpString X_FORWARDED_PROTO = new HttpString("X-Forwarded-Proto");
    private static final HttpString X_FORWARDED_PORT = new HttpString("X-Forwarded-Port");
    private static final HttpString X_AMZN_TRACE_ID = new HttpString("X-Amzn-Trace-Id");
    private static final int LISTENER_PORT = 443;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    BalancerPolicy(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void prepare(HttpServerExchange exchange, HeaderMap headers) {
        String client = exchange.getSourceAddress().getAddress().getHostAddress();
        String before = String.join(", ", headers.eachValue(X_FORWARDED_FOR));
        headers.put(X_FORWARDED_FOR, before.isEmpty() ? client : before + ", " + client);
        headers.put(X_FORWARDED_PROTO, "https");
        headers.put(X_FORWARDED_PORT, LISTENER_PORT);
        String trace = headers.getFirst(X_AMZN_TRACE_ID);
        headers.put(X_AMZN_TRACE_ID, trace == null ? "Root=" + traceId() : "Self=" + traceId() + ";" + trace);
    }

    /** {@code 1-67891233-abcdef012345678912345678}: the version, the second, 96 random bits. */
    private String traceId() {
        byte[] bits = new byte[12];
        random.nextBytes(bits);
        return "1-%08x-%s"
                .formatted(clock.instant().getEpochSecond(), HexFormat.of().formatHex(bits));
    }

    @Override
    public void failed(HttpServerExchange exchange, Failure failure) {
        switch (failure) {
            case BROKEN -> answer(exchange, 502, "Bad Gateway");
            case TIMED_OUT -> answer(exchange, 504, "Gateway Time-out");
            case TOO_LARGE -> answer(exchange, 413, "Request Entity Too Large");
        }
    }

    /** No target is registered. */
    static void answerNoTarget(HttpServerExchange exchange) {
        answer(exchange, 503, "Service Temporarily Unavailable");
    }

    private static void answer(HttpServerExchange exchange, int status, String words) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.SERVER, "awselb/2.0");
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
        String title = status + " " + words;
        exchange.getResponseSender()
                .send("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n</body>\r\n</html>\r\n");
    }
}
