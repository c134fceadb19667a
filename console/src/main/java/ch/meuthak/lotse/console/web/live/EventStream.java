package ch.meuthak.lotse.console.web.live;

import ch.meuthak.lotse.console.web.access.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** One browser's stream, and the events that wait for it. */
final class EventStream {
    private static final String HEARTBEAT = ":\n\n";

    private final Session session;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean woken;
    private boolean ended;

    private boolean writing;

    EventStream(Session session, Thread writer) {
        this.session = session;
        this.writer = writer;
    }

    boolean belongsTo(Session other) {
        return session.id().equals(other.id());
    }

    void offer(String event) {
        locked(() -> waiting.add(event));
    }

    void wake() {
        locked(() -> woken = true);
    }

    /** Ends it after the write under way. */
    void end() {
        locked(() -> ended = true);
    }

    /** Breaks off a write that does not come to its end; the connection is closed by that. */
    void cut() {
        locked(() -> {
            ended = true;
            if (writing) {
                writer.interrupt();
            }
        });
    }

    /** Waits for events, at most until the next heartbeat is due; absent when the stream is over. */
    Optional<String> next(Duration heartbeat) {
        lock.lock();
        try {
            long left = heartbeat.toNanos();
            while (waiting.isEmpty() && !woken && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended ? Optional.empty() : Optional.of(take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void write(OutputStream out, String text) throws IOException {
        locked(() -> writing = true);
        try {
            out.write(EventStreams.utf8(text));
            out.flush();
        } finally {
            locked(() -> writing = false);
        }
    }

    private String take() {
        String text = waiting.stream()
                .map(event -> "event: " + event + "\ndata: \n\n")
                .collect(Collectors.joining());
        waiting.clear();
        woken = false;
        return text.isEmpty() ? HEARTBEAT : text;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
