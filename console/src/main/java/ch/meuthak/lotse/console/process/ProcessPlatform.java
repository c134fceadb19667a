package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.host.CapacityCheck;
import ch.meuthak.lotse.console.host.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs releases as JVM processes on this machine, one per slot. They do not depend on the console: they write their output
 * to files and run on when it dies. The next console finds them with {@code slots/<slot>.json}.
 */
public final class ProcessPlatform implements Platform {
    private final ReleaseStore releases;
    private final CapacityCheck room;
    private final ProcessSettings settings;
    private final ReleaseProcesses processes;
    private final Map<Slot, SlotProcess> slots = new EnumMap<>(Slot.class);

    public ProcessPlatform(ProcessSettings settings, InstantSource clock) {
        Path state = settings.stateDirectory();
        this.releases = new ReleaseStore(state.resolve("releases"), clock);
        this.room = new CapacityCheck(Memory.FILE, state);
        this.settings = settings;
        this.processes = new ReleaseProcesses(settings);
        for (Slot slot : Slot.values()) {
            slots.put(slot, new SlotProcess(slot, settings));
        }
    }

    /**
     * Copies the jar, with the {@code libs/} beside it, into the store as a release that can be deployed.
     */
    public Release publish(Path jar) throws PlatformException {
        return releases.publish(jar);
    }

    @Override
    public Optional<Release> find(String digest) throws PlatformException {
        return releases.find(digest);
    }

    @Override
    public Specification inspect(Release release) throws PlatformException {
        if (releases.find(release.digest()).isEmpty()) {
            throw notKept(release);
        }
        return new Specification(
                releases.jar(release.digest()).toString(),
                releases.builtAt(release.digest()),
                List.copyOf(processes.variables()));
    }

    @Override
    public void admit(Release release) throws PlatformException {
        if (releases.find(release.digest()).isEmpty()) {
            throw notKept(release);
        }
        try {
            room.requireMemory(settings.freeMemory(), "Stop another program.");
            room.requireDisk(settings.freeDisk(), "Free some space.");
        } catch (CapacityCheck.Shortage e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException {
        progress.accept("Checking the files of " + release.digest());
        releases.verify(release);
        progress.accept("The files match the published release");
    }

    @Override
    public Running start(Release release, Slot slot) throws PlatformException, InterruptedException {
        return slot(slot).start(release, releases.home(release.digest()), releases.jar(release.digest()));
    }

    @Override
    public Optional<Running> running(Slot slot) throws PlatformException {
        return slot(slot).running();
    }

    @Override
    public void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException {
        slot(slot).stop(grace);
    }

    /**
     * Asks all releases to exit, waits at most {@code grace}, and kills what is left: for a sandbox that ends, never for a
     * console that does.
     */
    public void stopAll(Duration grace) throws PlatformException, InterruptedException {
        for (SlotProcess slot : slots.values()) {
            slot.terminate();
        }
        for (SlotProcess slot : slots.values()) {
            slot.stop(grace);
        }
    }

    @Override
    public Remains remains(Slot slot, int lines) throws PlatformException {
        return slot(slot).remains(lines);
    }

    @Override
    public List<Release> kept() throws PlatformException {
        return releases.kept();
    }

    @Override
    public void prune(List<Release> keep, int newest) throws PlatformException {
        List<Release> all = new ArrayList<>(keep);
        for (SlotProcess slot : slots.values()) {
            slot.running().map(Running::release).ifPresent(all::add);
        }
        releases.prune(all, newest);
    }

    private SlotProcess slot(Slot slot) {
        return Objects.requireNonNull(slots.get(slot));
    }

    private static PlatformException notKept(Release release) {
        return new PlatformException("The release " + release.digest() + " is not kept here. Publish it again.");
    }

    static PlatformException failed(String what, IOException e) {
        return new PlatformException(what + ": " + e.getMessage(), e);
    }
}
