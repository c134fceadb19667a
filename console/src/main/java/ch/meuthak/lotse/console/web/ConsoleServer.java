package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.SecurityHeaders;
import ch.meuthak.lotse.console.web.live.EventStreams;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Guard;
import ch.meuthak.lotse.server.Limits;
import ch.meuthak.lotse.server.LotseServer;
import ch.meuthak.lotse.server.StartException;
import ch.meuthak.lotse.server.Subscription;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.net.InetAddress;
import java.time.Duration;

/** The console's web server on 127.0.0.1, until it is closed. */
public final class ConsoleServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LotseServer server;
    private final ConsoleParts parts;
    private final Subscription topologyChanges;
    private final Subscription outsideChanges;
    private final Subscription deploymentChanges;
    private final Subscription servingChanges;
    private final Subscription hookCalls;
    private final Subscription driftChanges;

    private ConsoleServer(LotseServer server, ConsoleParts parts) {
        this.server = server;
        this.parts = parts;
        this.topologyChanges =
                parts.facts().feed().onChange(() -> parts.streams().publish(EventStreams.TOPOLOGY));
        this.outsideChanges =
                parts.facts().outside().onChange().apply(() -> parts.streams().publish(EventStreams.TOPOLOGY));
        this.deploymentChanges = parts.facts().deployments().onChange(deployment -> parts.streams()
                .publish(EventStreams.DEPLOYMENTS));
        this.servingChanges = parts.facts().deployments().onServingChange(() -> parts.streams()
                .publish(EventStreams.TOPOLOGY));
        this.hookCalls =
                parts.facts().hook().calls().onAdd(() -> parts.streams().publish(EventStreams.CALLS));
        this.driftChanges = parts.facts().drift().onChange(() -> parts.streams().publish(EventStreams.TOPOLOGY));
    }

    /**
     * Starts it.
     *
     * @throws StartException when the port is not available
     */
    public static ConsoleServer start(WebSettings settings, ConsoleFacts facts, ConsoleToken token) {
        ConsoleParts parts = ConsoleParts.of(settings, facts, token);
        Drain drain = new Drain();
        Guard guard = new Guard(Limits.defaults(), drain, SecurityHeaders.ALWAYS);
        WebServerConfig.Builder listener = guard.protect(WebServer.builder())
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(settings.port())
                .routing(ConsoleRouting.of(guard, parts));
        parts.warmUp();
        return new ConsoleServer(LotseServer.start(listener, drain, Duration.ZERO, GRACE), parts);
    }

    /** The port that it really has. */
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
        outsideChanges.close();
        deploymentChanges.close();
        servingChanges.close();
        hookCalls.close();
        driftChanges.close();
        parts.streams().close();
        server.close();
    }
}
