package ch.meuthak.lotse.console.sandbox;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was started; closed in reverse order, also while more is being started. */
public final class StartedParts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StartedParts.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Takes a part over; when everything was closed meanwhile, the part is closed at once and the start ends. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            close(part);
            throw new IllegalStateException("The sandbox was stopped while it started");
        }
        parts.push(part);
        return part;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.log(Level.WARNING, part.getClass().getSimpleName() + " did not close cleanly", failed);
        }
    }
}
