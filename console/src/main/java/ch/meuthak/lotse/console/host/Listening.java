package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A TCP socket that waits for connections.
 *
 * @param owner the user whose process opened it, by number
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
public record Listening(InetSocketAddress address, int owner) {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int OWNER = 7;

    /**
     * All of them, for IPv4 and IPv6.
     *
     * @param folder {@code /proc/net}
     */
    public static List<Listening> read(Path folder) throws IOException {
        var found = new ArrayList<Listening>();
        for (String name : List.of("tcp", "tcp6")) {
            Path file = folder.resolve(name);
            if (Files.isReadable(file)) {
                try (var lines = Files.lines(file)) {
                    lines.map(Listening::parse).flatMap(Optional::stream).forEach(found::add);
                }
            }
        }
        return List.copyOf(found);
    }

    private static Optional<Listening> parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length <= OWNER || !fields[STATE].equals(LISTEN)) {
            return Optional.empty();
        }
        String local = fields[LOCAL_ADDRESS];
        int colon = local.indexOf(':');
        var address = new InetSocketAddress(
                address(local.substring(0, colon)), Integer.parseInt(local.substring(colon + 1), 16));
        return Optional.of(new Listening(address, Integer.parseInt(fields[OWNER])));
    }

    /** Words of four bytes, each in the machine's order: the lowest byte first on every machine that AWS has. */
    private static InetAddress address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int word = 0; word < bytes.length; word += Integer.BYTES) {
            swap(bytes, word, word + 3);
            swap(bytes, word + 1, word + 2);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The kernel says an address of " + bytes.length + " bytes.", e);
        }
    }

    private static void swap(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }
}
