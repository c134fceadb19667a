package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers only to its own names, so that a foreign name made to resolve to 127.0.0.1 (DNS rebinding) reaches nothing. */
public final class HostCheck implements Filter {
    private static final List<String> NAMES = List.of("127.0.0.1:", "localhost:", "[::1]:");

    private static final Pattern LOCAL = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1]):([1-9][0-9]{0,4})");

    private final List<Integer> tunnelPorts;

    public HostCheck(List<Integer> tunnelPorts) {
        this.tunnelPorts = tunnelPorts;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        List<String> hosts = request.headers().all(HeaderNames.HOST, List::of);
        if (!Paths.isOriginForm(request)
                || hosts.size() != 1
                || !isOwn(hosts.getFirst(), request.localPeer().port())) {
            throw wrong(hosts);
        }
        chain.proceed();
    }

    /** A tunnel with another local port gets the exact setting in the answer. Nothing else from the request is repeated. */
    private static Refusal wrong(List<String> hosts) {
        Matcher local = LOCAL.matcher(hosts.size() == 1 ? hosts.getFirst() : "");
        return local.matches() ? Refusal.otherPort(local.group(1)) : Refusal.wrongHost();
    }

    private boolean isOwn(String host, int ownPort) {
        return NAMES.stream()
                .anyMatch(name ->
                        host.equals(name + ownPort) || tunnelPorts.stream().anyMatch(port -> host.equals(name + port)));
    }

    /** The origin under which the browser knows the console; true only behind this filter. */
    public static String origin(ServerRequest request) {
        return "http://" + host(request);
    }

    /** The port the browser uses; true only behind this filter. */
    static String port(ServerRequest request) {
        String host = host(request);
        return host.substring(host.lastIndexOf(':') + 1);
    }

    private static String host(ServerRequest request) {
        return request.headers().value(HeaderNames.HOST).orElseThrow(Refusal::wrongHost);
    }
}
