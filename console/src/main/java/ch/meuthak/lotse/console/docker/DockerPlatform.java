package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.deploy.Unanswered;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.host.CapacityCheck;
import ch.meuthak.lotse.console.host.Memory;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs releases as containers of one Compose service, one per slot, each at the slot's fixed address. Compose treats them as its
 * own: {@code docker-compose ps}, {@code logs} and {@code down} include them, and {@code docker-compose up -d} with the same file
 * leaves them alone.
 *
 * <p>The state is read from the engine each time. So another console, or the engine after a reboot, reports the same.
 */
public final class DockerPlatform implements Platform, AutoCloseable {
    /** Compose never takes longer from creating a container to starting it while no other runs. */
    private static final Duration HALFWAY = Duration.ofSeconds(15);

    private final Engine engine;
    private final InstantSource clock;
    private final ComposeService service;
    private final ReleaseImages images;
    private final CapacityCheck room;
    private final ComposeProject project;
    private final SlotContainers slots;
    private final SpecificationSource specifications;
    private final PreparedSpecification prepared;

    /** Without logins for registries, and with deadlines in real time. */
    public DockerPlatform(DockerSettings settings, InstantSource clock) {
        this(settings, new DockerConfigLogins(Optional.empty()), clock, GivenTime.ALL);
    }

    /**
     * Does not yet call the engine.
     *
     * @param logins for registries
     * @param time the clock of its deadlines
     */
    public DockerPlatform(DockerSettings settings, RegistryLogins logins, InstantSource clock, GivenTime time) {
        this(settings, logins, clock, time, new CapacityCheck(Memory.FILE, settings.stateDirectory()));
    }

    DockerPlatform(DockerSettings settings, InstantSource clock, GivenTime time, CapacityCheck room) {
        this(settings, new DockerConfigLogins(Optional.empty()), clock, time, room);
    }

    private DockerPlatform(
            DockerSettings settings, RegistryLogins logins, InstantSource clock, GivenTime time, CapacityCheck room) {
        Path folder = settings.stateDirectory().resolve("docker");
        this.room = room;
        this.clock = clock;
        this.engine = new Engine(settings.socket(), time);
        this.service = new ComposeService(engine, settings);
        this.project = new ComposeProject(engine, service, clock);
        this.images = new ReleaseImages(engine, settings, logins, new PullTimes(folder.resolve("pulled"), clock));
        this.specifications = new SpecificationSource(engine, service, settings, folder);
        this.prepared = new PreparedSpecification(
                engine, service, specifications, new StateFile(folder.resolve("prepared.json")));
        this.slots = new SlotContainers(engine, service, images, specifications, settings, clock);
    }

    @Override
    public Optional<Release> find(String digest) throws PlatformException {
        return images.find(digest);
    }

    @Override
    public Platform.Specification inspect(Release release) throws PlatformException {
        JsonNode image = images.local(release.digest())
                .orElseThrow(() ->
                        new PlatformException("The image " + release.digest() + " is not here. Pull or build it."));
        List<String> variables = new ArrayList<>(specifications.any().variables());
        image.path("Config").path("Env").forEach(variable -> variables.add(Names.variable(variable.asText())));
        return new Platform.Specification(
                images.reference(release.digest()), built(image.path("Created").asText()), variables);
    }

    private static Optional<Instant> built(String created) {
        Instant at = Engine.instant(created);
        return at.getEpochSecond() <= 0 ? Optional.empty() : Optional.of(at);
    }

    @Override
    public void admit(Release release) throws PlatformException {
        specifications.any();
        Optional<SlotContainer> like = service.containers().stream().findFirst();
        if (like.isPresent()) {
            JsonNode serving = engine.container(like.get().id()).orElse(Engine.JSON.missingNode());
            boolean pulled = images.local(release.digest()).isPresent();
            requireRoom(
                    memory(serving),
                    pulled ? 0 : images.size(serving.path("Image").asText()));
        }
    }

    private void requireRoom(long memory, long disk) throws PlatformException {
        try {
            room.requireMemory(memory, "Stop another program, or lower the service's mem_limit.");
            if (disk > 0) {
                room.requireDisk(disk, "Free some space, for example with `docker image prune`.");
            }
        } catch (CapacityCheck.Shortage e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Its limit; without one its current use. */
    private long memory(JsonNode container) throws PlatformException {
        long limit = container.path("HostConfig").path("Memory").asLong();
        return limit > 0 ? limit : engine.memory(container.path("Id").asText()).orElse(0L);
    }

    @Override
    public void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException {
        images.pull(release, progress);
    }

    @Override
    public Running start(Release release, Slot slot) throws PlatformException, InterruptedException {
        return slots.start(release, slot, () -> specifications.forSlot(slot));
    }

    @Override
    public PreparedChange preparedConfiguration(Slot serving) throws PlatformException {
        return prepared.change(() -> specifications.forSlot(serving.other()));
    }

    @Override
    public Running startPrepared(Release release, Slot slot, PreparedChange confirmed)
            throws PlatformException, InterruptedException {
        return slots.start(release, slot, () -> prepared.require(specifications.forSlot(slot), confirmed));
    }

    @Override
    public boolean leftHalfway() throws PlatformException {
        return service.leftHalfway(clock.instant().minus(HALFWAY));
    }

    @Override
    public Running startAgain(Release release, Slot slot) throws PlatformException, InterruptedException {
        return slots.start(release, slot, () -> specifications.again(release, slot));
    }

    @Override
    public Optional<Running> running(Slot slot) throws PlatformException {
        return slots.running(slot);
    }

    @Override
    public void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException {
        slots.stop(slot, grace);
    }

    @Override
    public Remains remains(Slot slot, int lines) throws PlatformException {
        return slots.remains(slot, lines);
    }

    @Override
    public Unanswered unanswered(Slot slot) throws PlatformException {
        return slots.unanswered(slot);
    }

    @Override
    public List<Release> kept() throws PlatformException {
        return images.kept();
    }

    @Override
    public void prune(List<Release> keep, int newest) throws PlatformException {
        images.prune(keep, newest);
    }

    /** All containers of the Compose project of the releases, also stopped ones. */
    public List<Box.Container> containers() throws PlatformException {
        return project.containers();
    }

    @Override
    public void close() {
        engine.close();
    }
}
