package ch.meuthak.lotse.backend.health;

import ch.meuthak.lotse.backend.http.Representation;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Routes;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /health/live}: the process answers. {@code /health/started}: it has started. {@code /health/ready}: it accepts
 * requests; off from the first moment of a drain. 200 when up, 503 when not, always with a body (an ALB's matcher of 200 fails
 * on 204). The console is no part of readiness: the API serves without it.
 */
public final class HealthRoutes {
    /** The path that load balancers, the edge and the console check. */
    public static final String READY = "/health/ready";

    private final AtomicBoolean started = new AtomicBoolean();
    private final HealthCheck isStarted = check("started", HealthCheckType.STARTUP);
    private final HealthCheck isReady = check("accepting-requests", HealthCheckType.READINESS);
    private final Drain drain;

    /** Not started yet. */
    public HealthRoutes(Drain drain) {
        this.drain = drain;
    }

    /** Every listener is open: started and ready. */
    public void started() {
        started.set(true);
    }

    private HealthCheck check(String name, HealthCheckType type) {
        return new HealthCheck() {
            @Override
            public HealthCheckType type() {
                return type;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public HealthCheckResponse call() {
                boolean up = started.get() && (type == HealthCheckType.STARTUP || !drain.hasBegun());
                return HealthCheckResponse.builder().status(up).build();
            }
        };
    }

    private record CheckResult(String name, String status) {}

    private record Report(String status, List<CheckResult> checks) {}

    /** Adds the routes. */
    public void addTo(Routes routes) {
        routes.get("/health/live", (request, response) -> answer(request, response, List.of()))
                .get(READY, (request, response) -> answer(request, response, List.of(isReady)))
                .get("/health/started", (request, response) -> answer(request, response, List.of(isStarted)));
    }

    private static void answer(ServerRequest request, ServerResponse response, List<HealthCheck> checks) {
        List<CheckResult> results = checks.stream()
                .map(check ->
                        new CheckResult(check.name(), check.call().status().name()))
                .toList();
        boolean up = results.stream().allMatch(result -> result.status().equals(HealthCheckResponse.Status.UP.name()));
        Representation.json(new Report(up ? "UP" : "DOWN", results))
                .sendFresh(request, response, up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    }
}
