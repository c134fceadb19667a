package ch.meuthak.lotse.console.sandbox.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.connector.ByteBufferPool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioIoThread;

/**
 * One server that requests are forwarded to, and the idle connections to it.
 *
 * <p>A connection belongs to one I/O thread for life, so each thread has idle connections of its own and needs no lock.
 * Undertow's own {@code ProxyConnectionPool} is not used: its {@code close()} closes one idle connection for each thread and
 * leaves the others open, which would hold a draining service to its limit.
 */
public final class Upstream implements AutoCloseable {
    /** A request's head and body are two writes: otherwise the second waits for the delayed ACK of the first. */
    private static final OptionMap NO_DELAY = OptionMap.create(Options.TCP_NODELAY, true);

    private record Idle(ClientConnection connection, long since) {}

    private final URI address;
    private final Duration idleLimit;
    private final Map<XnioIoThread, Deque<Idle>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param address {@code http://host:port}
     * @param idleLimit after which an idle connection is not used again; keep it below the server's own idle timeout, or
     *     a request meets a connection that the server is just closing
     */
    public Upstream(URI address, Duration idleLimit) {
        this.address = address;
        this.idleLimit = idleLimit;
    }

    public URI address() {
        return address;
    }

    /** An idle connection of this I/O thread, the one used last; null when there is none. Call it on that thread. */
    @Nullable
    ClientConnection takeIdle(XnioIoThread thread) {
        Deque<Idle> connections = idle.get(thread);
        long now = System.nanoTime();
        while (connections != null && !connections.isEmpty()) {
            Idle last = connections.removeFirst();
            if (last.connection.isOpen() && now - last.since < idleLimit.toNanos()) {
                return last.connection;
            }
            IoUtils.safeClose(last.connection);
        }
        return null;
    }

    void connect(XnioIoThread thread, ByteBufferPool buffers, ClientCallback<ClientConnection> callback) {
        UndertowClient.getInstance().connect(callback, address, thread, buffers, NO_DELAY);
    }

    /** Takes back a connection whose exchange is complete. Call it on the connection's I/O thread. */
    void giveBack(ClientConnection connection) {
        // before the look at "closed": whoever closes meanwhile sees this thread's connections, or this thread sees
        // that
        Deque<Idle> connections = idle.computeIfAbsent(connection.getIoThread(), _ -> new ArrayDeque<>());
        if (closed || !connection.isOpen()) {
            IoUtils.safeClose(connection);
            return;
        }
        connections.removeIf(other -> !other.connection.isOpen());
        connections.addFirst(new Idle(connection, System.nanoTime()));
    }

    /** Closes the idle connections; one in use is closed when its request is done. */
    @Override
    public void close() {
        closed = true;
        idle.forEach((thread, connections) -> thread.execute(() -> {
            connections.forEach(one -> IoUtils.safeClose(one.connection));
            connections.clear();
        }));
    }
}
