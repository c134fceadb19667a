package ch.meuthak.lotse.server;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Where a server listens on a unix socket. */
public final class UnixSocket {
    private static final int MAX_PATH_BYTES = 107;

    private UnixSocket() {}

    /**
     * The address to bind ({@code listener.bindAddress(...)}), with a stale socket file removed: one that nobody answers on.
     *
     * @throws StartException when the socket is alive, the path is too long for the kernel, or something else is in its place
     */
    public static UnixDomainSocketAddress at(Path path) {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new StartException("the path of the unix socket is longer than " + MAX_PATH_BYTES + " bytes: " + path
                    + " (choose a shorter LOTSE_STATE_DIR)");
        }
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            removeStale(address);
        }
        return address;
    }

    private static void removeStale(UnixDomainSocketAddress address) {
        Path path = address.getPath();
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw new StartException(path + " is not a socket. Move it away: a unix socket belongs there");
            }
            if (isAlive(address)) {
                throw new StartException("another process is listening on " + path + ": stop it first");
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StartException("cannot remove the stale unix socket " + path + ": " + e.getMessage());
        }
    }

    private static boolean isAlive(UnixDomainSocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
