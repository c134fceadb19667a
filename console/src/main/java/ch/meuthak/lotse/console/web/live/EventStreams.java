package ch.meuthak.lotse.console.web.live;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.web.access.Caller;
import ch.meuthak.lotse.console.web.access.Session;
import ch.meuthak.lotse.console.web.access.Sessions;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notifies open pages of changes, with Server-Sent Events. An event carries only its name; the page then fetches its parts.
 *
 * <p>Each stream is written by the thread of its own request, so a reader that stalls holds up nobody else. Its queue
 * is a set of names, so it cannot grow. The guard cuts a reader that takes nothing for 30 s.
 */
public final class EventStreams implements AutoCloseable {
    static final int MAX_STREAMS = 64;

    /** A browser opens six connections at most; further ones belong to pages that it has left. */
    public static final int MAX_PER_SESSION = 6;

    private static final Duration GOODBYE = Duration.ofMillis(500);
    public static final String TOPOLOGY = "topology";
    public static final String DEPLOYMENTS = "deployments";
    public static final String CALLS = "calls";

    private final Sessions sessions;
    private final TopologyFeed feed;
    private final Duration heartbeat;
    private final Set<EventStream> open = new LinkedHashSet<>();
    private volatile boolean closed;

    public EventStreams(Sessions sessions, TopologyFeed feed, Duration heartbeat) {
        this.sessions = sessions;
        this.feed = feed;
        this.heartbeat = heartbeat;
    }

    /** Serves one stream until the browser leaves, the session ends or the console stops. */
    public void serve(ServerRequest request, ServerResponse response) {
        Session session = Caller.session(request);
        EventStream stream = register(session);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        try (OutputStream out = response.outputStream()) {
            stream.write(out, "retry: 2000\n\n");
            for (Optional<String> text = stream.next(heartbeat); text.isPresent(); text = stream.next(heartbeat)) {
                if (sessions.alive(session.id()).isEmpty()) {
                    break;
                }
                feed.watched();
                stream.write(out, text.get());
            }
        } catch (IOException | UncheckedIOException e) {
            // the browser has left
        } finally {
            leave(stream);
        }
    }

    /** Names something that has changed to every open page. Never blocks. */
    public void publish(String event) {
        streams().forEach(stream -> stream.offer(event));
    }

    /** Lets every stream look whether its session still is. */
    public void recheck() {
        streams().forEach(EventStream::wake);
    }

    int count() {
        return streams().size();
    }

    /** Ends every stream, and cuts each one that has not ended within half a second, so that the server need not wait. */
    @Override
    public void close() {
        closed = true;
        streams().forEach(EventStream::end);
        awaitNone();
        streams().forEach(EventStream::cut);
    }

    private void awaitNone() {
        long deadline = System.nanoTime() + GOODBYE.toNanos();
        synchronized (open) {
            try {
                for (long left = GOODBYE.toMillis(); !open.isEmpty() && left > 0; ) {
                    open.wait(left);
                    left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EventStream register(Session session) {
        EventStream stream = new EventStream(session, Thread.currentThread());
        synchronized (open) {
            List<EventStream> own =
                    open.stream().filter(other -> other.belongsTo(session)).toList();
            if (own.size() >= MAX_PER_SESSION) {
                own.getFirst().end();
                open.remove(own.getFirst());
            }
            if (open.size() >= MAX_STREAMS) {
                throw Refusal.notYet("Too many pages are open. Close some, then reload this page.");
            }
            open.add(stream);
        }
        if (closed) {
            stream.end();
        }
        return stream;
    }

    private void leave(EventStream stream) {
        synchronized (open) {
            open.remove(stream);
            open.notifyAll();
        }
    }

    private List<EventStream> streams() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
