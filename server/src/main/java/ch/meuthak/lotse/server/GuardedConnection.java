package ch.meuthak.lotse.server;

import ch.meuthak.lotse.server.RequestPhase.Phase;
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
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, with what Helidon 4.5 lacks: a deadline for each phase of a request, {@code Connection: close} that
 * closes, a HEAD that cannot desynchronise, a lingering close after an unread body (the client gets the answer and not a
 * reset), and the headers of every answer.
 *
 * <p>Helidon reports each step to {@link Http1ConnectionListener} on the connection's own thread. Only {@link #sweep} runs on
 * another one.
 */
final class GuardedConnection implements ServerConnection, InterruptableTask<Void>, Http1ConnectionListener {
    private static final ScopedValue<GuardedConnection> CURRENT = ScopedValue.newInstance();
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

    private final Guard guard;
    private final ClientSocket client;
    private final ServerConnection http;
    private final RequestPhase phase = new RequestPhase();
    private volatile @Nullable ReadableEntity entity;
    private @Nullable String requestId;
    private boolean head;
    private boolean body;
    private boolean closing;
    private boolean unread;

    GuardedConnection(Guard guard, ConnectionContext context) {
        this.guard = guard;
        this.client = new ClientSocket(context);
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
            if (unread && phase.reach(Phase.LINGERING, LINGER_NANOS)) {
                client.linger(() -> phase.isLate(System.nanoTime()));
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
        phase.enter(Phase.HEAD, guard.headNanos());
    }

    @Override
    public void headers(ConnectionContext ctx, Headers headers) {
        requestId = RequestId.from(headers);
        if (headers instanceof WritableHeaders<?> request) {
            request.set(RequestId.HEADER, requestId);
        }
        body = headers.contains(HeaderNames.CONTENT_LENGTH) || headers.contains(HeaderNames.TRANSFER_ENCODING);
        closing = head || headers.containsToken(HeaderValues.CONNECTION_CLOSE);
        phase.enter(body ? Phase.BODY : Phase.HANDLING, guard.bodyNanos());
    }

    /** The router has the request: from now on it knows whether the body has come. */
    void routed(ReadableEntity content) {
        entity = content;
    }

    /** The answer is written. */
    void answered() {
        phase.change(Phase.WRITING, Phase.IDLE);
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

    /** Ends the connection's thread when a deadline has cut the connection. */
    void failIfCut() {
        phase.failIfCut();
    }

    /** Whether the request at hand has not been read beyond its head. */
    boolean isInHead() {
        return phase.is(Phase.HEAD);
    }

    private boolean bodyIsOutstanding() {
        ReadableEntity content = entity;
        return body && (content == null || !content.consumed());
    }

    /** The guard's thread calls this regularly: it cuts the connection when a phase takes too long. */
    void sweep(long now) {
        Phase at = phase.now();
        if (at == Phase.IDLE || at == Phase.HANDLING || !phase.isLate(now)) {
            return;
        }
        if (at == Phase.BODY && !bodyIsOutstanding()) {
            phase.change(Phase.BODY, Phase.HANDLING);
        } else if (at == Phase.HEAD || at == Phase.BODY) {
            if (phase.change(at, Phase.CUT)) {
                phase.extend(LINGER_NANOS);
                Thread.ofVirtual()
                        .name("request-timeout")
                        .start(() -> client.closeWith(guard.requestTimeout(requestId())));
            }
        } else {
            client.close();
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

    /** The answer. Helidon reports before it writes, so headers can still be added. */
    private final class Sent implements Http1ConnectionListener {
        private boolean beforeRequest;

        @Override
        public void status(ConnectionContext ctx, Status status) {
            Phase before = phase.now();
            beforeRequest = before == Phase.IDLE;
            unread |= beforeRequest || before == Phase.HEAD || bodyIsOutstanding();
            phase.enter(Phase.WRITING, guard.writeNanos());
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
            phase.extend(guard.writeNanos());
        }
    }
}
