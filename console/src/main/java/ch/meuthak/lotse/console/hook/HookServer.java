package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Guard;
import ch.meuthak.lotse.server.Limits;
import ch.meuthak.lotse.server.LotseServer;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.StartException;
import ch.meuthak.lotse.server.UnixSocket;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Listens on {@code hook.sock} until it is closed. */
public final class HookServer implements AutoCloseable {
    /** The socket's name in the state directory. */
    public static final String SOCKET = "hook.sock";

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final LotseServer server;

    private HookServer(LotseServer server) {
        this.server = server;
    }

    /**
     * Listens on the socket. It replaces a stale file; only owner and group may connect (0660).
     *
     * @param path the request path of the feed's last snapshot; must not block
     * @param gate who may call, and how often
     * @throws StartException when another process listens there, or the file cannot be created
     */
    public static HookServer start(
            Path socket,
            TopologyFeed feed,
            Supplier<Optional<RequestPath>> path,
            Deployments deployments,
            HookGate gate,
            InstantSource clock) {
        Drain drain = new Drain();
        Guard guard = new Guard(Limits.defaults(), drain, List.of());
        Routes routes = new Routes();
        new HookRoutes(gate, deployments, clock).addTo(routes);
        new StatusRoutes(feed, path, deployments, clock).addTo(routes);
        WebServerConfig.Builder listener = guard.protect(WebServer.builder())
                .bindAddress(UnixSocket.at(socket))
                .routing(routes.addTo(guard.routing(List.of())));
        LotseServer server = LotseServer.start(listener, drain, Duration.ZERO, GRACE);
        try {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        } catch (IOException e) {
            server.close();
            throw new StartException("cannot set the permissions of " + socket + ": " + e.getMessage());
        }
        return new HookServer(server);
    }

    @Override
    public void close() {
        server.close();
    }
}
