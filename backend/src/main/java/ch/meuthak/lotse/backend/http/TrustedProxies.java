package ch.meuthak.lotse.backend.http;

import ch.meuthak.lotse.server.Setting;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose {@code X-Forwarded-*} headers count. Anyone can send these headers, so only those of a trusted proxy
 * count: the chain is read from the right, as long as the address that vouches for the next one is trusted.
 *
 * @param ranges addresses of the proxies
 */
public record TrustedProxies(List<AddressRange> ranges) {
    /** Reads a list of CIDR ranges; a blank parts them as well as a comma, because HAProxy takes nothing else. */
    public static TrustedProxies of(Setting setting) {
        try {
            return new TrustedProxies(
                    setting.words().stream().map(AddressRange::of).toList());
        } catch (IllegalArgumentException e) {
            throw setting.wrong("addresses or CIDR ranges between blanks or commas, such as 10.0.0.0/8 ::1");
        }
    }

    /**
     * Where a request comes from.
     *
     * @param client the farthest address that a trusted proxy reports
     * @param peer the other end of the connection
     * @param proxies the trusted proxies it passed, the nearest last; empty when the peer is the client
     * @param unbelieved entries of {@code X-Forwarded-For} that no trusted proxy reports, unchanged
     */
    public record Route(String client, String peer, List<String> proxies, List<String> unbelieved) {}

    /** Whether this address is a trusted proxy's. */
    public boolean trusts(String address) {
        return literal(address).filter(this::trusts).isPresent();
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** The way of this request. */
    public Route route(ServerRequest request) {
        return route(peer(request.remotePeer()), forwardedFor(request.headers()));
    }

    private static List<String> forwardedFor(Headers headers) {
        return headers.contains(HeaderNames.X_FORWARDED_FOR)
                ? headers.get(HeaderNames.X_FORWARDED_FOR).allValues()
                : List.of();
    }

    /** The way that this peer and these lines of {@code X-Forwarded-For} describe. An empty entry names nobody, as at the edge. */
    Route route(String peer, List<String> lines) {
        List<String> entries = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        List<String> proxies = new ArrayList<>();
        String client = peer;
        int left = entries.size();
        while (left > 0 && trusts(client)) {
            Optional<InetAddress> next = literal(entries.get(left - 1));
            if (next.isEmpty()) {
                break;
            }
            proxies.addFirst(client);
            client = next.get().getHostAddress();
            left--;
        }
        return new Route(client, peer, List.copyOf(proxies), entries.subList(0, left));
    }

    private static String peer(PeerInfo peer) {
        return peer.address() instanceof InetSocketAddress tcp && tcp.getAddress() != null
                ? tcp.getAddress().getHostAddress()
                : "unix";
    }

    /** An address as proxies write it: alone, with a port, or in brackets; never a name, so nothing is looked up. */
    private static Optional<InetAddress> literal(String text) {
        String bare = text;
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            bare = end < 0 ? "" : bare.substring(1, end);
        } else if (bare.indexOf(':') == bare.lastIndexOf(':') && bare.indexOf(':') > 0) {
            bare = bare.substring(0, bare.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
