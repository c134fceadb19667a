package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the specification for a candidate comes from: from the serving container, else from any of the service's, else from
 * what was remembered of the last one before it was removed.
 */
final class SpecificationSource {
    private static final Logger LOG = Logger.getLogger(SpecificationSource.class.getName());

    private final Engine engine;
    private final Service service;
    private final DockerSettings settings;
    private final StateFile memory;

    SpecificationSource(Engine engine, Service service, DockerSettings settings, Path memory) {
        this.engine = engine;
        this.service = service;
        this.settings = settings;
        this.memory = new StateFile(memory);
    }

    /** For a candidate in the slot, beside the one that serves in the other. */
    Specification forSlot(Slot slot) throws PlatformException {
        List<Occupant> candidates = new ArrayList<>(service.in(slot.other()));
        service.containers().stream().filter(one -> !candidates.contains(one)).forEach(candidates::add);
        for (Occupant one : candidates) {
            Optional<Specification> found = of(one.id());
            if (found.isPresent()) {
                remember(found.get());
                return found.get();
            }
        }
        return remembered()
                .orElseThrow(() -> new PlatformException("There is no container of the Compose service "
                        + settings.service() + " at " + settings.blue() + " or " + settings.green()
                        + " whose specification a candidate could get: make one with `docker-compose up -d "
                        + settings.service() + "`."));
    }

    /** For a candidate in any slot. */
    Specification any() throws PlatformException {
        return forSlot(Slot.BLUE);
    }

    /** Before the last container of the service goes, so that there can be another one. */
    void remember(JsonNode container) {
        try {
            Optional<Specification> found = of(container);
            if (found.isPresent()) {
                remember(found.get());
            }
        } catch (PlatformException e) {
            LOG.log(Level.WARNING, "The specification of a container is not kept: {0}", e.getMessage());
        }
    }

    /** A disk that is full does not keep a candidate from being started. */
    private void remember(Specification found) {
        try {
            memory.write(found.json());
        } catch (PlatformException e) {
            LOG.log(Level.WARNING, "The service''s specification is not kept: {0}", e.getMessage());
        }
    }

    private Optional<Specification> remembered() throws PlatformException {
        return memory.read().filter(JsonNode::isObject).map(json -> new Specification((ObjectNode) json));
    }

    private Optional<Specification> of(String id) throws PlatformException {
        Optional<JsonNode> container = engine.container(id);
        return container.isEmpty() ? Optional.empty() : of(container.get());
    }

    /** Absent when its image is gone: then nobody knows what of the container was the image's. */
    private Optional<Specification> of(JsonNode container) throws PlatformException {
        Optional<JsonNode> image = engine.image(container.path("Image").asText());
        return image.isEmpty() ? Optional.empty() : Optional.of(Specification.of(container, image.get(), settings));
    }
}
