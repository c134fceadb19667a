package ch.meuthak.lotse.console.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Checks every few seconds whether the engine has recreated its socket, so that this container's mount of it leads nowhere. */
public final class SocketMonitor {
    private static final Logger LOG = Logger.getLogger(SocketMonitor.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** In a row: an engine with a new socket first takes over the running containers. */
    private static final int LOOKS = 3;

    private final SocketMount mount;
    private final Runnable replaced;
    private int seen;

    private SocketMonitor(SocketMount mount, Runnable replaced) {
        this.mount = mount;
        this.replaced = replaced;
    }

    /**
     * Checks until the socket was replaced or the process ends.
     *
     * @param replaced runs then, once
     */
    public static void start(Path socket, Runnable replaced) {
        var _ = Thread.ofVirtual().name("socket-watch").start(idle(SocketMount.of(socket), replaced)::run);
    }

    /** One that checks only when {@link #look} is called. */
    static SocketMonitor idle(SocketMount mount, Runnable replaced) {
        return new SocketMonitor(mount, replaced);
    }

    private void run() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (!look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether that was the last check. */
    boolean look() {
        seen = isReplaced() ? seen + 1 : 0;
        if (seen < LOOKS) {
            return false;
        }
        replaced.run();
        return true;
    }

    private boolean isReplaced() {
        try {
            return mount.isReplaced();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The mount of {0} cannot be read: {1}", new Object[] {mount.socket(), e});
            return false;
        }
    }
}
