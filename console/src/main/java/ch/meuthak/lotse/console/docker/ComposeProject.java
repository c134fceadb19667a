package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.facts.Box;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All containers of the Compose project of the releases, with the edge and the console. */
final class ComposeProject {
    /** An operator needs no longer list. */
    private static final int MOST = 20;

    /** The end of a container is shown for so long. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private static final String API_PORT = "LOTSE_API_PORT=";

    private final Engine engine;
    private final ComposeService service;
    private final MemoryUse memory;
    private final InstantSource clock;

    ComposeProject(Engine engine, ComposeService service, InstantSource clock) {
        this.engine = engine;
        this.service = service;
        this.memory = new MemoryUse(engine);
        this.clock = clock;
    }

    synchronized List<Box.Container> containers() throws PlatformException {
        Optional<String> project =
                service.containers().stream().map(SlotContainer::project).findFirst();
        if (project.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Box.Container>();
        String label = Names.PROJECT + "=" + project.get();
        List<JsonNode> all = engine.containers(List.of(label, Names.ONE_OFF + "=False")).stream()
                .limit(MOST)
                .toList();
        Map<String, List<JsonNode>> deaths = deaths(label);
        for (JsonNode listed : all) {
            String id = listed.path("Id").asText();
            Optional<JsonNode> inspected = engine.container(id);
            // One that is gone meanwhile is none.
            if (inspected.isPresent()) {
                found.add(container(listed, inspected.get(), end(id, deaths.getOrDefault(id, List.of()))));
                memory.measure(id, clock.instant());
            }
        }
        memory.keepOnly(all.stream().map(listed -> listed.path("Id").asText()).toList());
        return List.copyOf(found);
    }

    private Map<String, List<JsonNode>> deaths(String label) throws PlatformException {
        Instant now = clock.instant();
        return engine.deathsOf(label, now.minus(RECENT), now).stream()
                .collect(Collectors.groupingBy(
                        event -> event.path("Actor").path("ID").asText()));
    }

    private Optional<Box.End> end(String id, List<JsonNode> deaths) {
        return ContainerDeath.last(deaths)
                .map(death ->
                        new Box.End(death.code(), death.outOfMemory(), death.at(), memory.lastBefore(id, death.at())));
    }

    private static Box.Container container(JsonNode listed, JsonNode inspected, Optional<Box.End> end) {
        JsonNode state = inspected.path("State");
        return new Box.Container(
                listed.path("Labels").path(Names.SERVICE).asText(),
                inspected.path("Name").asText().replaceFirst("^/", ""),
                state.path("Status").asText(),
                inspected.path("RestartCount").asInt(),
                Engine.instant(state.path("StartedAt").asText()),
                Stream.concat(published(listed), onTheBox(inspected)).distinct().toList(),
                inspected.path("HostConfig").path("Memory").asLong(),
                end);
    }

    /** A container in the box's network has no published port: its setting has the port. */
    private static Stream<Box.BoundPort> onTheBox(JsonNode inspected) {
        boolean shares =
                inspected.path("HostConfig").path("NetworkMode").asText().equals("host");
        return inspected
                .path("Config")
                .path("Env")
                .valueStream()
                .map(JsonNode::asText)
                .filter(variable -> shares && variable.matches(API_PORT + "[1-9][0-9]{0,4}"))
                .map(variable -> new Box.BoundPort("0.0.0.0", Integer.parseInt(variable.substring(API_PORT.length()))));
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
