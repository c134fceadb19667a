package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Unanswered;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts that do not answer a container. An internal network has a default route to the box, whose firewall drops the packets.
 * So the program gets no error for two minutes and prints nothing, and its connections stay in SYN-SENT. They are read from the
 * container's {@code /proc/net/tcp} with the {@code cat} of its own image, which has no other rights. Without {@code cat} they
 * are not known.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">proc_net_tcp</a>
 */
final class PendingConnections {
    private static final List<String> READ = List.of("cat", "/proc/net/tcp", "/proc/net/tcp6");
    private static final String SYN_SENT = "02";
    private static final int MOST_HOSTS = 3;

    private final Engine engine;

    PendingConnections(Engine engine) {
        this.engine = engine;
    }

    Unanswered of(JsonNode container) throws PlatformException {
        List<JsonNode> networks =
                container.path("NetworkSettings").path("Networks").valueStream().toList();
        List<String> hosts = hosts(engine.execute(container.path("Id").asText(), READ), networks);
        return hosts.isEmpty() ? Unanswered.NONE : new Unanswered(hosts, areInternal(networks));
    }

    private boolean areInternal(List<JsonNode> networks) throws PlatformException {
        for (JsonNode network : networks) {
            if (!engine.network(network.path("NetworkID").asText())
                    .orElseThrow(() -> new PlatformException("A network of the release is gone."))
                    .path("Internal")
                    .asBoolean()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The hosts outside of the networks.
     *
     * @param lines of the kernel's table, with any other output of {@code cat}
     * @param networks the engine's description of the container in each
     */
    static List<String> hosts(List<String> lines, List<JsonNode> networks) {
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(SYN_SENT))
                .flatMap(fields -> host(fields[2], networks).stream())
                .distinct()
                .limit(MOST_HOSTS)
                .toList();
    }

    /** {@code 010200C0:0050}: words of four bytes, the last byte first on every processor that Lotse runs on. */
    private static Optional<String> host(String field, List<JsonNode> networks) {
        String[] parts = field.split(":", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] words = HexFormat.of().parseHex(parts[0]);
            byte[] bytes = new byte[words.length];
            for (int i = 0; i < words.length; i++) {
                bytes[i] = words[(i ^ 3) % words.length];
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            int port = HexFormat.fromHexDigits(parts[1]);
            boolean inside = address.isLoopbackAddress()
                    || networks.stream().flatMap(PendingConnections::places).anyMatch(place -> place.has(address));
            String shown = address.getHostAddress();
            return inside
                    ? Optional.empty()
                    : Optional.of((shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port);
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty(); // no line of the kernel's
        }
    }

    private static Stream<Place> places(JsonNode network) {
        return Stream.of(
                new Place(
                        network.path("IPAddress").asText(),
                        network.path("IPPrefixLen").asInt()),
                new Place(
                        network.path("GlobalIPv6Address").asText(),
                        network.path("GlobalIPv6PrefixLen").asInt()));
    }

    private record Place(String own, int prefix) {
        boolean has(InetAddress other) {
            if (own.isEmpty()) {
                return false;
            }
            byte[] mine = InetAddress.ofLiteral(own).getAddress();
            byte[] its = other.getAddress();
            int same = 0;
            while (mine.length == its.length && same < prefix && bit(mine, same) == bit(its, same)) {
                same++;
            }
            return mine.length == its.length && same >= prefix;
        }

        private static int bit(byte[] bytes, int at) {
            return bytes[at / 8] >> (7 - at % 8) & 1;
        }
    }
}
