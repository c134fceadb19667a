package ch.meuthak.lotse.console.sandbox.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Transfer;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelExceptionHandler;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * One request on its way to the upstream and back. Everything happens on the exchange's I/O thread.
 *
 * <p>A request without a body that meets a kept-alive connection which the upstream has just closed is sent once more, on a
 * new connection, when its method is idempotent (RFC 9110 section 9.2.2).
 */
final class Forwarding {
    private final HttpServerExchange exchange;
    private final Upstream upstream;
    private final Policy policy;
    private final boolean repeatable;

    private XnioExecutor.@Nullable Key deadline;
    private @Nullable ClientConnection connection;
    private boolean reused;
    private boolean requestSent;
    private boolean responseRead;
    private boolean relaying;
    private boolean answered;

    Forwarding(HttpServerExchange exchange, Upstream upstream, Policy policy) {
        this.exchange = exchange;
        this.upstream = upstream;
        this.policy = policy;
        var method = exchange.getRequestMethod();
        this.repeatable = exchange.isRequestComplete() && !method.equals(Methods.POST) && !method.equals(Methods.PATCH);
    }

    void start(Duration limit) {
        exchange.addExchangeCompleteListener((_, next) -> {
            finish();
            next.proceed();
        });
        deadline = exchange.getIoThread()
                .executeAfter(() -> fail(Failure.TIMED_OUT), limit.toMillis(), TimeUnit.MILLISECONDS);
        ClientConnection idle = upstream.takeIdle(exchange.getIoThread());
        if (idle != null) {
            reused = true;
            send(idle);
        } else {
            connect();
        }
    }

    private void connect() {
        reused = false;
        connection = null;
        upstream.connect(
                exchange.getIoThread(),
                exchange.getConnection().getByteBufferPool(),
                callback(this::send, _ -> fail(Failure.BROKEN)));
    }

    private void send(ClientConnection open) {
        if (answered) { // the deadline passed while it connected
            IoUtils.safeClose(open);
            return;
        }
        connection = open;
        ClientRequest request =
                new ClientRequest().setMethod(exchange.getRequestMethod()).setPath(target());
        Forwarder.copyEndToEnd(exchange.getRequestHeaders(), request.getRequestHeaders());
        policy.prepare(exchange, request.getRequestHeaders());
        if (!exchange.isRequestComplete() && !request.getRequestHeaders().contains(Headers.CONTENT_LENGTH)) {
            request.getRequestHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        open.sendRequest(request, callback(this::sendBody, _ -> broken(open)));
    }

    /** The path and query as the client wrote them, in origin form. */
    private String target() {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int path = uri.indexOf('/', uri.indexOf("//") + 2);
            uri = path < 0 ? "/" : uri.substring(path);
        }
        String query = exchange.getQueryString();
        return query.isEmpty() ? uri : uri + "?" + query;
    }

    private void sendBody(ClientExchange sent) {
        ClientConnection used = sent.getConnection();
        sent.setResponseListener(callback(this::answer, _ -> broken(used)));
        StreamSinkChannel sink = sent.getRequestChannel();
        if (exchange.isRequestComplete()) {
            end(sink, () -> requestSent = true);
            return;
        }
        Transfer.initiateTransfer(
                exchange.getRequestChannel(),
                sink,
                ChannelListeners.closingChannelListener(),
                channel -> end(channel, () -> requestSent = true),
                failing(this::clientBroke),
                failing(_ -> bodyRefused()),
                exchange.getConnection().getByteBufferPool());
    }

    private void answer(ClientExchange result) {
        if (answered) {
            return;
        }
        answered = true;
        relaying = true;
        cancelDeadline();
        exchange.setStatusCode(result.getResponse().getResponseCode());
        Forwarder.copyEndToEnd(result.getResponse().getResponseHeaders(), exchange.getResponseHeaders());
        Transfer.initiateTransfer(
                result.getResponseChannel(),
                exchange.getResponseChannel(),
                ChannelListeners.closingChannelListener(),
                channel -> {
                    responseRead = true;
                    end(channel, () -> {});
                },
                failing(_ -> cut()),
                failing(_ -> cut()),
                exchange.getConnection().getByteBufferPool());
    }

    /** The upstream's connection broke; the answer may be half sent. */
    private void broken(ClientConnection used) {
        IoUtils.safeClose(used);
        if (used != connection) {
            return;
        }
        if (relaying) {
            cut();
        } else if (reused && repeatable) {
            connect();
        } else {
            fail(Failure.BROKEN);
        }
    }

    private void clientBroke(IOException failure) {
        if (failure instanceof RequestTooBigException && !answered) {
            fail(Failure.TOO_LARGE);
        } else {
            cut();
        }
    }

    /** The upstream reads no more of the body. Its answer may already be here: it is read, or its absence fails, shortly. */
    private void bodyRefused() {
        if (relaying) {
            cut();
        }
        if (answered) {
            return;
        }
        cancelDeadline();
        deadline = exchange.getIoThread().executeAfter(() -> fail(Failure.BROKEN), 1, TimeUnit.SECONDS);
    }

    private void fail(Failure failure) {
        if (answered) {
            return;
        }
        answered = true;
        cancelDeadline();
        IoUtils.safeClose(connection);
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
        policy.failed(exchange, failure);
    }

    private void cut() {
        answered = true;
        IoUtils.safeClose(connection);
        IoUtils.safeClose(exchange.getConnection());
    }

    private void finish() {
        answered = true;
        cancelDeadline();
        if (connection == null) {
            return;
        }
        if (requestSent && responseRead) {
            upstream.giveBack(connection);
        } else {
            IoUtils.safeClose(connection);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.remove();
            deadline = null;
        }
    }

    private void end(StreamSinkChannel channel, Runnable done) {
        try {
            channel.shutdownWrites();
            if (channel.flush()) {
                done.run();
                return;
            }
            channel.getWriteSetter().set(ChannelListeners.flushingChannelListener(_ -> done.run(), failing(_ -> {})));
            channel.resumeWrites();
        } catch (IOException _) {
            // The connection's own callback, or the end of the exchange, tells what broke.
            IoUtils.safeClose(channel);
        }
    }

    private static <T extends Channel> ChannelExceptionHandler<T> failing(Consumer<IOException> then) {
        return (_, failure) -> then.accept(failure);
    }

    private static <T> ClientCallback<T> callback(Consumer<T> completed, Consumer<IOException> failed) {
        return new ClientCallback<>() {
            @Override
            public void completed(T result) {
                completed.accept(result);
            }

            @Override
            public void failed(IOException failure) {
                failed.accept(failure);
            }
        };
    }
}
