package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Platform.Remains;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.deploy.Unanswered;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Creates, finds and stops the containers in the slots, and reads their remains. */
final class SlotContainers {
    private static final int KEPT_LINES = 1000;

    private final Engine engine;
    private final ComposeService service;
    private final ReleaseImages images;
    private final SpecificationSource specifications;
    private final DockerSettings settings;
    private final InstantSource clock;
    private final Map<Slot, SlotRemains> remains = new EnumMap<>(Slot.class);

    SlotContainers(
            Engine engine,
            ComposeService service,
            ReleaseImages images,
            SpecificationSource specifications,
            DockerSettings settings,
            InstantSource clock) {
        this.engine = engine;
        this.service = service;
        this.images = images;
        this.specifications = specifications;
        this.settings = settings;
        this.clock = clock;
        Path folder = settings.stateDirectory().resolve("docker");
        for (Slot slot : Slot.values()) {
            remains.put(slot, new SlotRemains(folder.resolve("remains-" + slot.id() + ".json")));
        }
    }

    /** Makes the specification. It is called only if the slot is free. */
    interface Specified {
        Specification get() throws PlatformException;
    }

    Running start(Release release, Slot slot, Specified specified) throws PlatformException {
        Optional<Running> already = running(slot);
        if (already.isPresent()) {
            return sameOrRefuse(already.get(), release);
        }
        Specification specification = specified.get();
        for (SlotContainer leftover : service.in(slot)) {
            engine.remove(leftover.id());
        }
        kept(slot).forget();
        specifications.rememberStart(slot, release, specification);
        String id = make(specification, release, slot);
        engine.start(id);
        JsonNode container = engine.container(id)
                .orElseThrow(() -> new PlatformException("The container of " + release.shortDigest()
                        + " was removed right after its start. Deploy again."));
        return describe(container, slot);
    }

    /** A resumed deployment finds its own container. */
    private static Running sameOrRefuse(Running found, Release release) throws PlatformException {
        if (!found.release().digest().equals(release.digest())) {
            throw new PlatformException("Slot " + found.slot().id() + " is not free: release "
                    + found.release().shortDigest() + " runs in it.");
        }
        return found;
    }

    /**
     * With the highest number. While two releases run, {@code docker-compose up} stops the one with the highest number, which
     * must be the candidate until the switch.
     */
    private String make(Specification specification, Release release, Slot slot) throws PlatformException {
        String image = images.reference(release.digest());
        int number = 1 + service.highestNumber();
        ApiVersion api = engine.apiVersion();
        String id = engine.create(
                specification.name(number),
                specification.candidate(image, release, slot, number, settings, api),
                specification.secrets());
        for (Map.Entry<String, JsonNode> network :
                specification.otherNetworks(slot, settings).entrySet()) {
            engine.connect(network.getKey(), id, network.getValue());
        }
        return id;
    }

    Optional<Running> running(Slot slot) throws PlatformException {
        Optional<SlotContainer> found = service.occupant(slot).filter(SlotContainer::isRunning);
        Optional<JsonNode> container = found.isEmpty()
                ? Optional.empty()
                : engine.container(found.get().id());
        if (container.isEmpty() || !runs(container.get())) {
            return Optional.empty();
        }
        return Optional.of(describe(container.get(), slot));
    }

    private static boolean runs(JsonNode container) {
        JsonNode state = container.path("State");
        return state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
    }

    private Running describe(JsonNode container, Slot slot) throws PlatformException {
        return new Running(
                release(container),
                slot,
                container.path("Id").asText(),
                Engine.instant(container.path("State").path("StartedAt").asText()),
                settings.url(slot),
                container.path("Config").path("Labels").has(Names.SLOT));
    }

    /** A container from Compose has no digest, but its image has. */
    private Release release(JsonNode container) throws PlatformException {
        JsonNode labels = container.path("Config").path("Labels");
        String digest = labels.path(Names.DIGEST).asText();
        if (digest.isEmpty()) {
            String image = container.path("Image").asText();
            digest = engine.images().find(image).map(images::digest).orElse(image);
        }
        return ReleaseImages.release(digest, labels);
    }

    /**
     * Removes the containers after keeping their remains: {@code docker-compose up} would start a stopped one, and the engine
     * restarts one that exits again and again.
     */
    void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException {
        for (SlotContainer one : service.in(slot)) {
            engine.stop(one.id(), grace);
            Optional<JsonNode> container = engine.container(one.id());
            if (container.isPresent()) {
                ContainerEnd ending = ending(container.get()).afterStop(grace);
                kept(slot).keep(new Remains(ending.code(), ending.words(), lines(container.get(), KEPT_LINES)));
                if (service.containers().size() == 1) {
                    specifications.remember(container.get());
                }
            }
            engine.remove(one.id());
        }
    }

    Remains remains(Slot slot, int lines) throws PlatformException {
        Optional<JsonNode> container = container(slot);
        if (container.isEmpty()) {
            return kept(slot).read(lines);
        }
        ContainerEnd ending = ending(container.get());
        return new Remains(ending.code(), ending.words(), lines > 0 ? lines(container.get(), lines) : List.of());
    }

    Unanswered unanswered(Slot slot) throws PlatformException {
        Optional<JsonNode> container = container(slot).filter(SlotContainers::runs);
        return container.isEmpty() ? Unanswered.NONE : new PendingConnections(engine).of(container.get());
    }

    private Optional<JsonNode> container(Slot slot) throws PlatformException {
        Optional<SlotContainer> found = service.occupant(slot);
        return found.isEmpty() ? Optional.empty() : engine.container(found.get().id());
    }

    /** A restart erases the exit code, but not the event. */
    private ContainerEnd ending(JsonNode container) throws PlatformException {
        boolean restarted = container.path("RestartCount").asInt() > 0;
        Instant made = Engine.instant(container.path("Created").asText());
        return ContainerEnd.of(
                container, restarted ? engine.deaths(container.path("Id").asText(), made, clock.instant()) : List.of());
    }

    private List<String> lines(JsonNode container, int lines) throws PlatformException {
        boolean tty = container.path("Config").path("Tty").asBoolean();
        return engine.lastLines(container.path("Id").asText(), tty, lines);
    }

    private SlotRemains kept(Slot slot) {
        return Objects.requireNonNull(remains.get(slot));
    }
}
