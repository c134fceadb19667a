package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The console's web server on 127.0.0.1, until it is closed. */
public final class ConsoleServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_REQUEST_LINE = 4 * 1024;
    private static final long MAX_BODY = 64 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final WebServer server;
    private final ConsoleParts parts;
    private final TopologyFeed.Subscription topologyChanges;
    private final Deployments.Subscription deploymentChanges;
    private final Deployments.Subscription servingChanges;

    private ConsoleServer(WebServer server, ConsoleParts parts) {
        this.server = server;
        this.parts = parts;
        this.topologyChanges =
                parts.facts().feed().onChange(() -> parts.streams().publish(EventStreams.TOPOLOGY));
        this.deploymentChanges = parts.facts().deployments().onChange(deployment -> parts.streams()
                .publish(EventStreams.DEPLOYMENTS));
        this.servingChanges = parts.facts().deployments().onServingChange(() -> parts.streams()
                .publish(EventStreams.TOPOLOGY));
    }

    /**
     * Starts it.
     *
     * @param path the request path of the feed's last snapshot; must not block
     * @throws ConsolePortTaken when the port cannot be had
     */
    public static ConsoleServer start(
            WebSettings settings,
            TopologyFeed feed,
            Supplier<Optional<RequestPath>> path,
            Deployments deployments,
            ConsoleToken token,
            InstantSource clock) {
        ConsoleParts parts = ConsoleParts.of(settings, new ConsoleFacts(feed, path, deployments, clock), token);
        WebServer server = listener(settings, parts);
        server.start();
        if (!server.isRunning()) {
            throw new ConsolePortTaken(settings.port());
        }
        return new ConsoleServer(server, parts);
    }

    private static WebServer listener(WebSettings settings, ConsoleParts parts) {
        return WebServer.builder()
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(MAX_BODY)
                .maxTcpConnections(MAX_CONNECTIONS)
                .directHandlers(parts.errors().direct())
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(MAX_HEADERS)
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .build())
                .routing(ConsoleRouting.of(parts))
                .build();
    }

    public int port() {
        return server.port();
    }

    /** The console's address, {@code http://127.0.0.1:5080}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** A fresh link that opens one session, within 12 hours. A secret: print it where only the operator reads. */
    public String loginUrl() {
        return url() + "/login?token=" + parts.loginCodes().issue();
    }

    /** Ends the event streams, lets answers under way finish for 5 s, and stops. */
    @Override
    public void close() {
        topologyChanges.close();
        deploymentChanges.close();
        servingChanges.close();
        parts.streams().close();
        server.stop();
    }
}
