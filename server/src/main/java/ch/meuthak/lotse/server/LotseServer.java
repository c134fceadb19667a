package ch.meuthak.lotse.server;

import io.helidon.Main;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A started server that stops without losing a request: not ready any more, every answer closes its connection, a moment for
 * whoever balances the load to notice, then the streams end, then the listeners.
 */
public final class LotseServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LotseServer.class.getName());

    private final WebServer server;
    private final Drain drain;
    private final Duration drainDelay;

    private LotseServer(WebServer server, Drain drain, Duration drainDelay) {
        this.server = server;
        this.drain = drain;
        this.drainDelay = drainDelay;
    }

    /**
     * Starts the server.
     *
     * @param config with every listener protected by {@link Guard#protect}
     * @param drainDelay between "not ready" and the closing of the listeners
     * @param grace that requests in flight get after that
     * @throws StartException when an address is taken
     */
    public static LotseServer start(WebServerConfig.Builder config, Drain drain, Duration drainDelay, Duration grace) {
        WebServerConfig whole = config.shutdownHook(false)
                .shutdownGracePeriod(grace)
                .featuresDiscoverServices(false)
                .buildPrototype();
        throwIfTaken(whole); // Helidon would open the other listeners first and log a page about the one that failed
        WebServer server = WebServer.create(whole).start();
        if (!server.isRunning()) {
            throwIfTaken(whole);
            throw new StartException("a listener did not start: is its address one of this machine's?");
        }
        return new LotseServer(server, drain, drainDelay);
    }

    private static void throwIfTaken(WebServerConfig config) {
        Stream.concat(Stream.of(config), config.sockets().values().stream())
                .flatMap(listener -> Stream.ofNullable(bindFailure(address(listener))))
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private static SocketAddress address(ListenerConfig listener) {
        return listener.bindAddress().orElseGet(() -> new InetSocketAddress(listener.address(), listener.port()));
    }

    private static @Nullable StartException bindFailure(SocketAddress address) {
        if (!(address instanceof InetSocketAddress tcp)) {
            return null;
        }
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(address);
            return null;
        } catch (IOException e) {
            String where = tcp.getHostString() + ":" + tcp.getPort();
            return new StartException("cannot listen on " + where + ": " + e.getMessage()
                    + " (is another process listening there? choose another port or stop it)");
        }
    }

    /** The port that the default listener really has. */
    public int port() {
        return server.port();
    }

    /** The port that a named listener really has. */
    public int port(String listener) {
        return server.port(listener);
    }

    /** Stops gracefully on SIGTERM and SIGINT. */
    public LotseServer stopOnSignal() {
        Main.addShutdownHandler(this::close);
        return this;
    }

    /** Drains and stops; again: does nothing. */
    @Override
    public void close() {
        if (!drain.begin()) {
            return;
        }
        LOG.info("draining: not ready, every answer closes its connection");
        try {
            drain.awaitStop(drainDelay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drain.stop();
        server.stop();
        LOG.info("stopped");
    }
}
