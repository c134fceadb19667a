package ch.meuthak.lotse.console.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks every few seconds whether the engine has made its socket anew, so that this container's mount of it leads nowhere. */
public final class SocketMonitor {
    private static final Logger LOG = Logger.getLogger(SocketMonitor.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** In a row: an engine that has just made its socket first takes over the containers that it finds running. */
    private static final int LOOKS = 3;

    private final SocketMount mount;
    private final Runnable replaced;
    private int seen;

    private SocketMonitor(SocketMount mount, Runnable replaced) {
        this.mount = mount;
        this.replaced = replaced;
    }

    /**
     * Begins to look, until it is so or the process ends.
     *
     * @param replaced what to do then, once
     */
    public static void start(Path socket, Runnable replaced) {
        var _ = Thread.ofVirtual().name("socket-watch").start(idle(SocketMount.of(socket), replaced)::run);
    }

    /** One that looks only when it is told to. */
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

    /** Says whether that was the last time. */
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
            LOG.log(Level.FINE, "Looking at the mount of {0}: {1}", new Object[] {mount.socket(), e});
            return false;
        }
    }
}
