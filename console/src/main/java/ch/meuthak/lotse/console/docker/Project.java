package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.diagnosis.Box;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All of the Compose project that the releases belong to: the edge and the console, too. */
final class Project {
    /** Whoever looks wants to see what is wrong, not a farm. */
    private static final int MOST = 20;

    private final Engine engine;
    private final Service service;

    Project(Engine engine, Service service) {
        this.engine = engine;
        this.service = service;
    }

    List<Box.Container> containers() throws PlatformException {
        Optional<String> project =
                service.containers().stream().map(Occupant::project).findFirst();
        if (project.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Box.Container>();
        List<String> labels = List.of(Names.PROJECT + "=" + project.get(), Names.ONE_OFF + "=False");
        for (JsonNode listed : engine.containers(labels).stream().limit(MOST).toList()) {
            // One that is gone meanwhile is none.
            engine.container(listed.path("Id").asText())
                    .map(container -> container(listed, container))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Box.Container container(JsonNode listed, JsonNode inspected) {
        JsonNode state = inspected.path("State");
        return new Box.Container(
                listed.path("Labels").path(Names.SERVICE).asText(),
                inspected.path("Name").asText().replaceFirst("^/", ""),
                state.path("Status").asText(),
                inspected.path("RestartCount").asInt(),
                Engine.instant(state.path("StartedAt").asText()),
                published(listed).distinct().toList());
    }

    private static Stream<Box.BoundPort> published(JsonNode listed) {
        return listed.path("Ports")
                .valueStream()
                .filter(port -> port.path("Type").asText().equals("tcp") && port.has("PublicPort"))
                .map(port -> new Box.BoundPort(
                        port.path("IP").asText("0.0.0.0"),
                        port.path("PublicPort").asInt()));
    }
}
