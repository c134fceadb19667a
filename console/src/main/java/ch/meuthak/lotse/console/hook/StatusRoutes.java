package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.JsonBytes;
import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Routes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** The public status, which the backend asks for. */
final class StatusRoutes {
    /** An older snapshot does not speak for now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

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

    /** Asked by anybody through the API, so it is not said to the feed that somebody looks. */
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
        Answer.send(request, response, JSON, JsonBytes.of(tree(status)));
    }

    private static ObjectNode tree(PublicStatus status) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("status", status.status().id());
        ArrayNode components = tree.putArray("components");
        status.components().forEach(component -> components
                .addObject()
                .put("name", component.name())
                .put("status", component.status().id()));
        return tree.put("asOf", status.asOf().toString());
    }
}
