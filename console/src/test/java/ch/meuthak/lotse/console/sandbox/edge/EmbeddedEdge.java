package ch.meuthak.lotse.console.sandbox.edge;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.sandbox.proxy.Forwarder;
import ch.meuthak.lotse.console.sandbox.proxy.Upstream;
import ch.meuthak.lotse.server.IdleTimeout;
import ch.meuthak.lotse.server.PlainPath;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A reverse proxy with two slots, in this process.
 *
 * <p>A switch is one assignment: a request goes where the assignment points when it arrives and stays there. Connections of
 * clients are never closed by a switch; idle connections to the old slot are, so that it can end at once.
 */
public final class EmbeddedEdge implements Edge, AutoCloseable {
    /** Longer than a load balancer keeps an idle connection, so that the load balancer closes first. */
    private static final Duration CLIENT_IDLE_LIMIT = IdleTimeout.USUAL.connection();

    /** Shorter than any service keeps an idle connection. */
    private static final Duration UPSTREAM_IDLE_LIMIT = Duration.ofSeconds(15);

    private static final Duration HEAD_LIMIT = Duration.ofSeconds(10);
    private static final Duration RESPONSE_LIMIT = IdleTimeout.USUAL.answer();
    private static final long BODY_LIMIT = 24 << 10;
    private static final int HEAD_SIZE_LIMIT = 32 << 10;

    private static final String HOOK = "/hooks/redeploy";

    private record Route(Slot slot, Upstream upstream) {}

    private final Undertow server;
    private final Forwarder forwarder = new Forwarder(new EdgePolicy(), RESPONSE_LIMIT, BODY_LIMIT);
    private final SlotTraffic blue = new SlotTraffic();
    private final SlotTraffic green = new SlotTraffic();
    private final AtomicReference<@Nullable Route> active = new AtomicReference<>();

    private EmbeddedEdge(InetSocketAddress bind) {
        server = Undertow.builder()
                .addHttpListener(bind.getPort(), bind.getHostString(), this::handle)
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int) CLIENT_IDLE_LIMIT.toMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) CLIENT_IDLE_LIMIT.toMillis())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) HEAD_LIMIT.toMillis())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEAD_SIZE_LIMIT)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
                .build();
    }

    /**
     * Starts an edge that has no active slot yet and answers 503.
     *
     * @param bind where to listen; port 0 takes any
     * @throws RuntimeException caused by a {@link java.net.BindException} when the port is taken
     */
    public static EmbeddedEdge start(InetSocketAddress bind) {
        EmbeddedEdge edge = new EmbeddedEdge(bind);
        try {
            edge.server.start();
        } catch (RuntimeException failed) {
            edge.server.stop();
            throw failed;
        }
        return edge;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    }

    @Override
    public Optional<Slot> active() {
        return Optional.ofNullable(active.get()).map(Route::slot);
    }

    @Override
    public void route(Slot slot, URI address) {
        Route current = active.get();
        if (current != null
                && current.slot == slot
                && current.upstream.address().equals(address)) {
            return;
        }
        Route previous = active.getAndSet(new Route(slot, new Upstream(address, UPSTREAM_IDLE_LIMIT)));
        if (previous != null) {
            previous.upstream.close();
        }
    }

    @Override
    public Traffic traffic(Slot slot) {
        return of(slot).snapshot();
    }

    @Override
    public OpenRequests open(Slot slot) {
        return of(slot).open();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        if (!PlainPath.is(exchange.getRequestURI())) {
            EdgePolicy.answerNoPlainPath(exchange);
            return;
        }
        Route route = enter();
        if (route == null) {
            EdgePolicy.answerNoRelease(exchange);
            return;
        }
        SlotTraffic counted = of(route.slot);
        counted.follow(exchange);
        exchange.addExchangeCompleteListener((done, next) -> {
            if (saysNothing(done)) {
                counted.leaveUncounted();
            } else {
                counted.leave(done.getStatusCode());
            }
            next.proceed();
        });
        forwarder.forward(exchange, route.upstream);
    }

    /** As HAProxy's sections {@code hooks_*} and {@code uncounted_*}; a request that was not read to its end was not whole. */
    private static boolean saysNothing(HttpServerExchange done) {
        String path = done.getRequestURI();
        return path.equals(HOOK)
                || path.startsWith(HOOK + "/")
                || done.isHttp10()
                || !done.isRequestComplete()
                || done.getRequestHeaders().contains(Headers.UPGRADE);
    }

    /**
     * The route for a new request, which is counted as under way there. It is counted before the route is looked at a second
     * time, so whoever switches and then sees nothing under way on the old slot can be sure that nothing will follow.
     */
    private @Nullable Route enter() {
        Route route = active.get();
        while (route != null) {
            of(route.slot).arrive();
            Route now = active.get();
            if (route.equals(now)) {
                return route;
            }
            of(route.slot).turnAway();
            route = now;
        }
        return null;
    }

    private SlotTraffic of(Slot slot) {
        return switch (slot) {
            case BLUE -> blue;
            case GREEN -> green;
        };
    }
}
