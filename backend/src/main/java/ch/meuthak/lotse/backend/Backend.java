package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.backend.api.ApiRoutes;
import ch.meuthak.lotse.backend.api.Release;
import ch.meuthak.lotse.backend.health.HealthRoutes;
import ch.meuthak.lotse.backend.hook.HookRoutes;
import ch.meuthak.lotse.backend.http.Cors;
import ch.meuthak.lotse.backend.http.Representation;
import ch.meuthak.lotse.backend.http.RequestMetrics;
import ch.meuthak.lotse.backend.http.TrustedProxies;
import ch.meuthak.lotse.backend.status.StatusFeed;
import ch.meuthak.lotse.backend.status.StatusRoutes;
import ch.meuthak.lotse.server.Build;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Guard;
import ch.meuthak.lotse.server.Limits;
import ch.meuthak.lotse.server.LotseServer;
import ch.meuthak.lotse.server.RequestLimit;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.Settings;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The backend's parts, wired. */
final class Backend {
    private static final String ADMIN = "admin";

    private final Drain drain = new Drain();
    private final RequestMetrics metrics = new RequestMetrics();
    private final HealthRoutes health = new HealthRoutes(drain);
    private final Listening listening;
    private final ConsoleLink console;
    private final Limits limits;
    private final TrustedProxies proxies;
    private final Release release;
    private final InstantSource clock;

    /** Reads every setting; a wrong or unknown one throws. */
    Backend(Settings settings, InstantSource clock) {
        this.clock = clock;
        this.listening = Listening.of(settings);
        this.console = ConsoleLink.of(settings);
        this.limits = Limits.of(settings);
        this.proxies = TrustedProxies.of(settings.at("lotse.trusted.proxies"));
        this.release = Release.of(settings, Build.load(), clock);
        settings.rejectUnknown();
    }

    /** The API's routes. */
    Routes routes() {
        Routes routes = new Routes();
        new ApiRoutes(release, proxies).addTo(routes);
        new StatusRoutes(new StatusFeed(console.status(), console.statusFresh(), clock), drain).addTo(routes);
        new HookRoutes(console.hook(), proxies).addTo(routes);
        health.addTo(routes);
        return routes;
    }

    /** Metrics and health, on a listener of their own. */
    private Routes adminRoutes() {
        Routes routes = new Routes();
        health.addTo(routes);
        return routes.get("/metrics", (request, response) -> new Representation(
                        RequestMetrics.MEDIA_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8))
                .sendFresh(request, response, Status.OK_200));
    }

    /** A readiness check of the edge or the load balancer itself. Requests that they pass on for others have limits. */
    private boolean isOwnCheck(ServerRequest request) {
        return request.prologue().uriPath().rawPath().equals(HealthRoutes.READY)
                && proxies.trusts(proxies.route(request).client());
    }

    /** Opens the listeners. */
    Started start() {
        Guard guard = new Guard(limits, drain, List.of(HeaderValues.create("X-Release", release.header())));
        var api = guard.routing(List.of(metrics, new Cors(), new RequestLimit(limits.requests(), this::isOwnCheck)));
        var admin = guard.routing(List.of());
        var config = guard.protect(WebServer.builder().host(listening.host()).port(listening.port()))
                .routing(routes().addTo(api))
                .putSocket(ADMIN, listener -> guard.protect(
                                listener.host(listening.adminHost()).port(listening.adminPort()))
                        .routing(adminRoutes().addTo(admin)));
        LotseServer server = LotseServer.start(config, drain, listening.drainDelay(), listening.drainGrace());
        health.started();
        Started started = new Started(server, server.port(), server.port(ADMIN), release);
        listening.portFile().ifPresent(started::writePort);
        return started;
    }
}
