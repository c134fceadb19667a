package ch.meuthak.lotse.backend.api;

import ch.meuthak.lotse.backend.http.TrustedProxies;
import ch.meuthak.lotse.server.RequestId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The way of a request to this backend, and the headers that count.
 *
 * @param clientAddress the farthest address that a trusted proxy reports
 * @param peerAddress the other end of the connection
 * @param proxies trusted proxies on the way, the nearest last
 * @param scheme the client's scheme, as far as known: {@code http} or {@code https}
 * @param port the port that the client called, from a trusted proxy; 0 without one
 * @param host the Host header, which the client chooses
 * @param traceId the load balancer's trace id; empty without one
 * @param requestId this request's {@code X-Request-Id}
 * @param evidence each forwarding header, whether it counts, and why
 * @param headers a closed list of headers of the request, unchanged
 */
public record Arrival(
        String clientAddress,
        String peerAddress,
        List<String> proxies,
        String scheme,
        int port,
        String host,
        String traceId,
        String requestId,
        List<Evidence> evidence,
        Map<String, String> headers) {
    private static final int MAX_VALUE = 512;
    private static final HeaderName TRACE = HeaderNames.create("X-Amzn-Trace-Id");
    private static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9=;:. _-]{1,256}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final List<HeaderName> ECHOED = List.of(
            HeaderNames.ACCEPT,
            HeaderNames.USER_AGENT,
            HeaderNames.create("Via"),
            HeaderNames.X_FORWARDED_FOR,
            HeaderNames.X_FORWARDED_PROTO,
            HeaderNames.X_FORWARDED_PORT,
            TRACE);

    /**
     * One header and its evaluation.
     *
     * @param header its name
     * @param value unchanged, cut after 512 characters
     */
    public record Evidence(String header, String value, boolean believed, String why) {}

    /** How this request arrived. */
    static Arrival of(ServerRequest request, TrustedProxies trusted) {
        Headers headers = request.headers();
        TrustedProxies.Route route = trusted.route(request);
        Witness witness = new Witness(headers, route, trusted.trusts(route.peer()));
        witness.forwardedFor();
        String scheme = witness.says(HeaderNames.X_FORWARDED_PROTO, SCHEME.asMatchPredicate());
        String port = witness.says(HeaderNames.X_FORWARDED_PORT, PORT.asMatchPredicate());
        String trace = witness.says(TRACE, TRACE_ID.asMatchPredicate());
        return new Arrival(
                route.client(),
                route.peer(),
                route.proxies(),
                scheme.isEmpty() ? "http" : scheme,
                port.isEmpty() ? 0 : Integer.parseInt(port),
                cut(headers.first(HeaderNames.HOST).orElse("")),
                trace,
                RequestId.of(request),
                List.copyOf(witness.evidence),
                echo(headers));
    }

    private static Map<String, String> echo(Headers headers) {
        Map<String, String> echo = new LinkedHashMap<>();
        for (HeaderName name : ECHOED) {
            if (headers.contains(name)) {
                echo.put(name.lowerCase(), cut(joined(headers, name)));
            }
        }
        return echo;
    }

    private static String joined(Headers headers, HeaderName name) {
        return String.join(", ", headers.get(name).allValues());
    }

    private static String cut(String value) {
        return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    }

    /** Evaluates the forwarding headers one by one. */
    private record Witness(
            Headers headers, TrustedProxies.Route route, boolean peerIsTrusted, List<Evidence> evidence) {

        private Witness(Headers headers, TrustedProxies.Route route, boolean peerIsTrusted) {
            this(headers, route, peerIsTrusted, new ArrayList<>());
        }

        private String stranger() {
            return route.peer() + " is not a trusted proxy (LOTSE_TRUSTED_PROXIES), so anyone may have written this";
        }

        private void forwardedFor() {
            if (headers.contains(HeaderNames.X_FORWARDED_FOR)) {
                boolean all = route.unbelieved().isEmpty();
                String why = !peerIsTrusted
                        ? stranger()
                        : all
                                ? "every entry was added by a trusted proxy"
                                : "only the entries after " + last() + " were added by trusted proxies";
                note(HeaderNames.X_FORWARDED_FOR, all && peerIsTrusted, why);
            }
        }

        private String last() {
            String last = cut(route.unbelieved().getLast());
            return last.isEmpty() ? "an empty one" : last;
        }

        /** The header's value if it counts, otherwise nothing. */
        private String says(HeaderName name, Predicate<String> isSane) {
            if (!headers.contains(name)) {
                return "";
            }
            String value = joined(headers, name).strip();
            boolean sane = isSane.test(value);
            note(
                    name,
                    peerIsTrusted && sane,
                    !peerIsTrusted
                            ? stranger()
                            : sane ? route.peer() + " is a trusted proxy" : "the value is not valid");
            return peerIsTrusted && sane ? value : "";
        }

        private void note(HeaderName name, boolean believed, String why) {
            evidence.add(new Evidence(name.defaultCase(), cut(joined(headers, name)), believed, why));
        }
    }
}
