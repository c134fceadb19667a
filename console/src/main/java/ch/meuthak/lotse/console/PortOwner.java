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
 * The users that listen on a port of this machine. While a console is down, any user may take its port, and would get its token
 * with the next call.
 *
 * @param users by number; empty if nobody listens, or the kernel does not report it
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
     * They must be root, this process's user or the owner of the folder, who can read the token anyway. Docker publishes the port
     * of a container as root.
     *
     * @throws StartException for another user
     */
    void requireReadersOf(Path state) {
        List<Integer> others = users.stream()
                .filter(user -> user != ROOT && Stream.of(SELF, state).noneMatch(path -> user.equals(owner(path))))
                .toList();
        if (!others.isEmpty()) {
            throw new StartException("user " + others.getFirst() + " listens on port " + port
                    + ", but is neither root nor the owner of " + state + ", so that process does not get the console's"
                    + " token. End the process, or use --here");
        }
    }

    /** A number that no user has if there is no such file. */
    private static int owner(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }
}
