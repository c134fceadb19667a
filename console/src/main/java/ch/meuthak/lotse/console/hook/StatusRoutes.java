package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Routes;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** The public status, for the backend. */
final class StatusRoutes {
    /** An older snapshot says nothing about the present. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final TopologyFeed feed;
    private final Supplier<Optional<RequestPath>> path;
    private final Deployments deployments;
    private final InstantSource clock;

    StatusRoutes(
            TopologyFeed feed, Supplier<Optional<RequestPath>> path, Deployments deployments, InstantSource clock) {
        this.feed = feed;
        this.path = path;
        this.deployments = deployments;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/status", this::status);
    }

    /** Anybody may ask for it through the API, so it keeps no AWS reading awake. */
    private void status(ServerRequest request, ServerResponse response) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Topology> snapshot =
                feed.latest().filter(taken -> taken.takenAt().plus(FRESH).isAfter(now));
        PublicStatus status = PublicStatus.of(
                snapshot.flatMap(taken -> path.get()),
                deployments.latest(1).stream()
                        .anyMatch(newest -> !newest.state().isFinal()),
                deployments.serving(),
                snapshot.map(Topology::takenAt).orElse(now));
        Wire.send(request, response, Status.OK_200, status);
    }
}
