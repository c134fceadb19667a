package ch.meuthak.lotse.console.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mount of the engine's socket, a single file, into this container. When an engine recreates its socket, the mount keeps the
 * old one. Only a restart of the container helps.
 *
 * @param socket from the settings
 * @param mounts of this process, {@code /proc/self/mountinfo}
 * @param listeners the unix sockets of this process's network, {@code /proc/net/unix}; the box's own in the box's network
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5), /proc/net/unix</a>
 */
record SocketMount(Path socket, Path mounts, Path listeners) {
    private static final int ORIGIN = 3;
    private static final int MOUNT_POINT = 4;

    /** How the kernel marks the origin of a mount that was removed (dentry_path in its fs/d_path.c). */
    private static final String REMOVED = "//deleted";

    private static final int FLAGS = 3;
    private static final int PATH = 7;

    /** SO_ACCEPTCON of the kernel's include/uapi/linux/net.h. */
    private static final String LISTENS = "00010000";

    static SocketMount of(Path socket) {
        return new SocketMount(socket, Path.of("/proc/self/mountinfo"), Path.of("/proc/net/unix"));
    }

    /**
     * Whether the mounted file was removed and a new socket listens in its place. A stopped engine is not enough: it may have no
     * socket for a while.
     */
    boolean isReplaced() throws IOException {
        Optional<String> removed = removed();
        return removed.isPresent() && isListenedOn(removed.get());
    }

    /** Where the mounted file was, from the root of its own file system: {@code /docker.sock} on {@code /run}. */
    private Optional<String> removed() throws IOException {
        String here = socket.toRealPath().toString();
        try (Stream<String> lines = Files.lines(mounts)) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(fields -> fields.length > MOUNT_POINT && fields[MOUNT_POINT].equals(here))
                    .reduce((below, above) -> above)
                    .map(fields -> fields[ORIGIN])
                    .filter(origin -> origin.endsWith(REMOVED))
                    .map(origin -> origin.substring(0, origin.length() - REMOVED.length()));
        }
    }

    private boolean isListenedOn(String origin) throws IOException {
        try (Stream<String> lines = Files.lines(listeners)) {
            return lines.map(line -> line.split(" +", PATH + 1))
                    .anyMatch(fields ->
                            fields.length > PATH && fields[FLAGS].equals(LISTENS) && fields[PATH].endsWith(origin));
        }
    }
}
