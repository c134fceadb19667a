package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.cloud.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.WholeBody;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** The three calls of the hook's socket. */
final class HookRoutes {
    private static final int MAX_BODY = 64 * 1024;

    /** An older snapshot does not speak for now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final TopologyFeed feed;
    private final Supplier<Optional<RequestPath>> path;
    private final Deployments deployments;
    private final InstantSource clock;

    HookRoutes(TopologyFeed feed, Supplier<Optional<RequestPath>> path, Deployments deployments, InstantSource clock) {
        this.feed = feed;
        this.path = path;
        this.deployments = deployments;
        this.clock = clock;
    }

    Routes routes() {
        return new Routes()
                .post("/hooks/redeploy", this::redeploy)
                .get("/hooks/redeploy/{id}", this::state)
                .get("/status", this::status);
    }

    private void redeploy(ServerRequest request, ServerResponse response) throws IOException {
        WholeBody.of(request, MAX_BODY);
        throw noTrust();
    }

    private void state(ServerRequest request, ServerResponse response) {
        throw noTrust();
    }

    /** Fail closed: nobody is trusted before somebody says whom to trust. */
    private static ProblemException noTrust() {
        return new ProblemException(
                Status.SERVICE_UNAVAILABLE_503,
                "No trust configured: this console takes no redeploy requests. Deploy from the console itself.");
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
        Answer.send(request, response, JSON, json(status));
    }

    private static byte[] json(PublicStatus status) {
        ObjectNode tree =
                MAPPER.createObjectNode().put("status", status.status().id());
        ArrayNode components = tree.putArray("components");
        status.components().forEach(component -> components
                .addObject()
                .put("name", component.name())
                .put("status", component.status().id()));
        tree.put("asOf", status.asOf().toString());
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
