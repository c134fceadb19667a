package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.host.Listening;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens on a port of this machine. While a console is down any user may take its port, and would be told its token by
 * whoever asks it something.
 *
 * @param users by number; empty where nobody listens, or where the kernel does not say
 */
record PortOwner(int port, Set<Integer> users) {
    private static final Path NETWORK = Path.of("/proc/net");
    private static final Path SELF = Path.of("/proc/self");
    private static final int ROOT = 0;

    static PortOwner of(int port) {
        try {
            return new PortOwner(
                    port,
                    Listening.read(NETWORK).stream()
                            .filter(one -> one.address().getPort() == port)
                            .map(Listening::owner)
                            .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            return new PortOwner(port, Set.of());
        }
    }

    /**
     * Requires them to be root, this process's user or the one whose folder it is: they can read the token anyway. Root is also
     * whom a Docker engine publishes a container's port as.
     *
     * @throws StartException when there is another
     */
    void requireReadersOf(Path state) {
        List<Integer> others = users.stream()
                .filter(user -> user != ROOT && Stream.of(SELF, state).noneMatch(path -> user.equals(owner(path))))
                .toList();
        if (!others.isEmpty()) {
            throw new StartException("user " + others.getFirst() + " listens on port " + port
                    + ", and is neither root nor the one whose " + state + " is: he is not told the console's token."
                    + " End his process, or use --here");
        }
    }

    /** The number of a user whom nobody has when there is no such file. */
    private static int owner(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }
}
