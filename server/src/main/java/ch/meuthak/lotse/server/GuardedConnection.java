package ch.meuthak.lotse.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection with what Helidon 4.5 lacks: a deadline for each phase of a request, {@code Connection: close} that
 * closes, a HEAD that cannot desynchronise, a lingering close after a body that was not read (so that the client gets the
 * answer and not a reset), and the headers that every answer carries.
 *
 * <p>Helidon tells it about each step through {@link Http1ConnectionListener}, on the connection's own thread; only
 * {@link #sweep} comes from another one.
 */
final class GuardedConnection implements ServerConnection, InterruptableTask<Void>, Http1ConnectionListener {
    private static final ScopedValue<GuardedConnection> CURRENT = ScopedValue.newInstance();
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LINGER_BYTES = 16 << 20;

    /** Where a request is. Every phase but IDLE and HANDLING has a deadline. */
    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        HANDLING,
        WRITING,
        LINGERING,
        CUT
    }

    private final Guard guard;
    private final ConnectionContext context;
    private final ServerConnection http;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long deadline;
    private volatile @Nullable ReadableEntity entity;
    private @Nullable String requestId;
    private boolean head;
    private boolean body;
    private boolean closing;
    private boolean unread;

    GuardedConnection(Guard guard, ConnectionContext context) {
        this.guard = guard;
        this.context = context;
        this.http = guard.http(this, new Sent()).connection(context);
    }

    /** The connection that this thread serves. */
    static Optional<GuardedConnection> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        guard.opened(this);
        try {
            ScopedValue.where(CURRENT, this).<Void, InterruptedException>call(() -> {
                http.handle(limit);
                return null;
            });
        } finally {
            if (unread && phase.get() != Phase.CUT) {
                linger();
            }
            guard.closed(this);
        }
    }

    @Override
    public void prologue(ConnectionContext ctx, HttpPrologue prologue) {
        entity = null;
        requestId = null;
        body = false;
        head = prologue.method().equals(Method.HEAD);
        enter(Phase.HEAD, guard.headNanos());
    }

    @Override
    public void headers(ConnectionContext ctx, Headers headers) {
        requestId = RequestId.from(headers);
        if (headers instanceof WritableHeaders<?> request) {
            request.set(RequestId.HEADER, requestId);
        }
        body = headers.contains(HeaderNames.CONTENT_LENGTH) || headers.contains(HeaderNames.TRANSFER_ENCODING);
        closing = head || headers.containsToken(HeaderValues.CONNECTION_CLOSE);
        enter(body ? Phase.BODY : Phase.HANDLING, guard.bodyNanos());
    }

    /** The router has the request: from now on it can be asked whether the body has come. */
    void routed(ReadableEntity content) {
        entity = content;
    }

    /** The answer is written. */
    void answered() {
        phase.compareAndSet(Phase.WRITING, Phase.IDLE);
    }

    /** The answer to HEAD has no body, so the connection may live on. */
    void headWithoutBody() {
        if (head) {
            head = false;
            closing = false;
        }
    }

    /** The id of the request at hand; a new one when the request broke before its headers were read. */
    String requestId() {
        String id = requestId == null ? RequestId.create() : requestId;
        requestId = id;
        return id;
    }

    /** Ends the connection's thread when a deadline has cut the connection: there is nobody to answer. */
    void failIfCut() {
        if (phase.get() == Phase.CUT) {
            throw new CloseConnectionException("cut: a deadline has passed");
        }
    }

    /** Whether the request at hand has not been read beyond its head. */
    boolean isInHead() {
        return phase.get() == Phase.HEAD;
    }

    private void enter(Phase next, long nanos) {
        deadline = System.nanoTime() + nanos;
        if (phase.getAndUpdate(now -> now == Phase.CUT ? now : next) == Phase.CUT) {
            throw new CloseConnectionException("cut: a deadline has passed");
        }
    }

    private boolean bodyIsOutstanding() {
        ReadableEntity content = entity;
        return body && (content == null || !content.consumed());
    }

    /**
     * Reads on, so that the kernel does not reset the connection before the client has read the answer. Whoever still sends
     * after a second would go on for as long as this waits.
     */
    private void linger() {
        try {
            enter(Phase.LINGERING, LINGER_NANOS);
            long left = LINGER_BYTES;
            byte[] bytes = context.serverSocket().get();
            while (bytes != null && left > 0 && System.nanoTime() - deadline < 0) {
                left -= bytes.length;
                bytes = context.serverSocket().get();
            }
        } catch (RuntimeException e) {
            // The client has gone, or the time is up: either way there is nothing left to do but close.
        }
    }

    /** Called every now and then by the guard's own thread: cuts the connection when its phase takes too long. */
    void sweep(long now) {
        Phase at = phase.get();
        if (at == Phase.IDLE || at == Phase.HANDLING || now - deadline < 0) {
            return;
        }
        if (at == Phase.BODY && !bodyIsOutstanding()) {
            phase.compareAndSet(Phase.BODY, Phase.HANDLING);
        } else if (at == Phase.HEAD || at == Phase.BODY) {
            if (phase.compareAndSet(at, Phase.CUT)) {
                deadline = now + LINGER_NANOS;
                Thread.ofVirtual().name("request-timeout").start(this::answerTimeout);
            }
        } else {
            cut();
        }
    }

    private void cut() {
        try {
            context.serverSocket().close();
        } catch (RuntimeException e) {
            // Closed by somebody else at the same moment: that is all that was wanted.
        }
    }

    private void answerTimeout() {
        try {
            context.dataWriter().writeNow(BufferData.create(guard.requestTimeout(requestId())));
        } catch (RuntimeException e) {
            // The client has gone: nobody waits for the answer.
        } finally {
            cut();
        }
    }

    @Override
    public boolean canInterrupt() {
        return http instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
        return http.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        http.close(interrupt);
    }

    /** What goes out: Helidon tells before it writes, so headers can still be added. */
    private final class Sent implements Http1ConnectionListener {
        private boolean beforeRequest;

        @Override
        public void status(ConnectionContext ctx, Status status) {
            Phase before = phase.get();
            beforeRequest = before == Phase.IDLE;
            unread |= beforeRequest || before == Phase.HEAD || bodyIsOutstanding();
            enter(Phase.WRITING, guard.writeNanos());
        }

        @Override
        public void headers(ConnectionContext ctx, Headers headers) {
            if (headers instanceof WritableHeaders<?> answer) {
                answer.setIfAbsent(HeaderValues.create(RequestId.HEADER, requestId()));
                guard.everywhere().forEach(answer::setIfAbsent);
                closing |= unread || guard.isDraining() || answer.containsToken(HeaderValues.CONNECTION_CLOSE);
                if (closing) {
                    answer.set(HeaderValues.CONNECTION_CLOSE);
                    endAfterThis();
                }
            }
        }

        private void endAfterThis() {
            if (!beforeRequest) { // otherwise Helidon ends anyway, and close would interrupt the write of the answer
                http.close(false);
            }
        }

        @Override
        public void data(ConnectionContext ctx, BufferData data) {
            deadline = System.nanoTime() + guard.writeNanos();
        }
    }
}
