package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the specification for a candidate: from the serving container, otherwise from another one of the service, otherwise from
 * the file that was written before the last one was removed.
 */
final class SpecificationSource {
    private static final Logger LOG = Logger.getLogger(SpecificationSource.class.getName());

    private static final String DIGEST = "Digest";
    private static final String SPECIFICATION = "Specification";

    private final Engine engine;
    private final ComposeService service;
    private final DockerSettings settings;
    private final StateFile memory;
    private final Path folder;
    private volatile @Nullable Specification last;

    SpecificationSource(Engine engine, ComposeService service, DockerSettings settings, Path folder) {
        this.engine = engine;
        this.service = service;
        this.settings = settings;
        this.folder = folder;
        this.memory = new StateFile(folder.resolve("specification.json"));
    }

    /** For a candidate in the slot, beside the serving release in the other. */
    Specification forSlot(Slot slot) throws PlatformException {
        List<SlotContainer> candidates = new ArrayList<>(service.in(slot.other()));
        service.containers().stream().filter(one -> !candidates.contains(one)).forEach(candidates::add);
        for (SlotContainer one : candidates) {
            Optional<Specification> found = of(one.id());
            if (found.isPresent()) {
                remember(found.get());
                return found.get();
            }
        }
        return remembered()
                .orElseThrow(() -> new PlatformException("There is no container of the Compose service "
                        + settings.service() + " at " + settings.blue() + " or " + settings.green()
                        + " as the model of a candidate. Create one with `docker-compose up -d "
                        + settings.service() + "`."));
    }

    /** For a candidate in any slot. */
    Specification any() throws PlatformException {
        return forSlot(Slot.BLUE);
    }

    /** From the last start of the release in the slot; otherwise as for a candidate. */
    Specification again(Release release, Slot slot) throws PlatformException {
        Optional<JsonNode> last =
                started(slot).read().filter(kept -> kept.path(DIGEST).asText().equals(release.digest()));
        return last.isPresent() && last.get().path(SPECIFICATION) instanceof ObjectNode json
                ? new Specification(json)
                : forSlot(slot);
    }

    /** For {@link #again}. */
    void rememberStart(Slot slot, Release release, Specification specification) {
        ObjectNode kept = Engine.JSON.createObjectNode().put(DIGEST, release.digest());
        kept.set(SPECIFICATION, specification.json());
        remember(started(slot), kept);
    }

    private StateFile started(Slot slot) {
        return new StateFile(folder.resolve("started-" + slot.id() + ".json"));
    }

    /** Before the last container of the service is removed, so that there can be another one. */
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

    private void remember(Specification found) {
        if (!found.equals(last)) {
            remember(memory, found.json());
            last = found;
        }
    }

    /** A full disk does not prevent the start of a candidate. */
    private static void remember(StateFile file, ObjectNode json) {
        try {
            file.write(json);
        } catch (PlatformException e) {
            LOG.log(Level.WARNING, "The service''s specification is not kept: {0}", e.getMessage());
        }
    }

    private Optional<Specification> remembered() throws PlatformException {
        return memory.read().filter(JsonNode::isObject).map(json -> new Specification((ObjectNode) json));
    }

    /** The specification of the container; absent if it or its image is gone. */
    Optional<Specification> of(String id) throws PlatformException {
        Optional<JsonNode> container = engine.container(id);
        return container.isEmpty() ? Optional.empty() : of(container.get());
    }

    /** Absent without its image: then the image's part is not known. */
    private Optional<Specification> of(JsonNode container) throws PlatformException {
        Optional<JsonNode> image = engine.images().find(container.path("Image").asText());
        return image.isEmpty() ? Optional.empty() : Optional.of(Specification.of(container, image.get(), settings));
    }
}
