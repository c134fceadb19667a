package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.Platform.Remains;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.host.MemoryKills;
import ch.meuthak.lotse.console.words.ExitCodes;
import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process in one slot: started here, or by a console before this one. */
final class SlotProcess {
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 250_000_000;

    private final Slot slot;
    private final Path folder;
    private final Path record;
    private final SlotLog log;
    private final ReleaseProcesses processes;
    private @Nullable Process child;
    private volatile boolean killed;
    private volatile long kills = Long.MAX_VALUE;

    SlotProcess(Slot slot, ProcessSettings settings) {
        this.slot = slot;
        this.folder = settings.stateDirectory().resolve("slots");
        this.record = folder.resolve(slot.id() + ".json");
        this.log = new SlotLog(folder.resolve(slot.id() + ".log"), settings.logBytes());
        this.processes = new ReleaseProcesses(settings);
    }

    synchronized Running start(Release release, Path home, Path jar) throws PlatformException {
        if (process().isPresent()) {
            throw new PlatformException("Slot " + slot.id() + " is not free: something runs in it.");
        }
        try {
            PrivateFiles.folder(folder);
            log.begin();
            var intended = SlotRecord.intended(ReleaseProcesses.newMark(), FreePort.choose(), release);
            intended.write(record);
            kills = MemoryKills.read(MemoryKills.FILE).orElse(Long.MAX_VALUE);
            killed = false;
            Process started = processes.start(intended, slot, home, jar, log.file());
            child = started;
            var running = intended.startedAs(started.toHandle());
            running.write(record);
            return describe(running);
        } catch (IOException e) {
            throw ProcessPlatform.failed("The release " + release.shortDigest() + " could not be started", e);
        }
    }

    synchronized Optional<Running> running() throws PlatformException {
        Optional<SlotRecord> found = read();
        if (found.isEmpty() || process(found.get()).isEmpty()) {
            return Optional.empty();
        }
        try {
            log.bound();
        } catch (IOException e) {
            throw ProcessPlatform.failed("The output of slot " + slot.id() + " could not be shortened", e);
        }
        return Optional.of(describe(found.get()));
    }

    private Running describe(SlotRecord found) throws PlatformException {
        long pid = process(found).map(ProcessHandle::pid).orElse(found.pid());
        return new Running(
                found.release(),
                slot,
                String.valueOf(pid),
                Instant.ofEpochMilli(found.startedAt()),
                URI.create("http://127.0.0.1:" + found.port()));
    }

    /** Sends SIGTERM and does not wait. */
    void terminate() throws PlatformException {
        process().ifPresent(ProcessHandle::destroy);
    }

    /** Not synchronized: it waits long, and {@link #running} must not wait for it. */
    void stop(Duration grace) throws PlatformException, InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        if (!exits(process.get(), grace)) {
            killed = true;
            process.get().destroyForcibly();
            if (!exits(process.get(), KILL_DEADLINE)) {
                throw new PlatformException("The process " + process.get().pid() + " in slot " + slot.id()
                        + " did not end after SIGKILL. Check the machine.");
            }
        }
    }

    /** Also polls: the system never reports the end of a process that nobody reaps. */
    private boolean exits(ProcessHandle process, Duration time) throws PlatformException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (process().isPresent()) {
            long left = Math.min(LOOK_NANOS, end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            await(process, left);
        }
        return true;
    }

    private static void await(ProcessHandle process, long nanos) throws InterruptedException {
        try {
            process.onExit()
                    .completeOnTimeout(process, nanos, TimeUnit.NANOSECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized Remains remains(int lines) throws PlatformException {
        try {
            Optional<Integer> code = exitCode();
            return new Remains(code, state(code), log.tail(lines));
        } catch (IOException e) {
            throw ProcessPlatform.failed("The output of slot " + slot.id() + " cannot be read", e);
        }
    }

    /** One that was killed while the kernel killed something for want of memory: most likely it was this one. */
    private String ended(int code) {
        OptionalLong now = MemoryKills.read(MemoryKills.FILE);
        boolean starved = code == ExitCodes.KILLED && !killed && now.isPresent() && now.getAsLong() > kills;
        return starved
                ? ExitCodes.outOfMemory(code, 0) + "; raise the machine's memory, or make it use less"
                : ExitCodes.ended(code);
    }

    private Optional<Integer> exitCode() {
        Process mine = child;
        return mine == null || mine.isAlive() ? Optional.empty() : Optional.of(mine.exitValue());
    }

    private String state(Optional<Integer> code) throws PlatformException {
        if (read().isEmpty()) {
            return "was never started";
        }
        if (code.isPresent()) {
            return ended(code.get());
        }
        return process().isPresent() ? "runs" : "exited with an unknown code, because an earlier console started it";
    }

    private synchronized Optional<ProcessHandle> process() throws PlatformException {
        Optional<SlotRecord> found = read();
        return found.isEmpty() ? Optional.empty() : process(found.get());
    }

    private Optional<ProcessHandle> process(SlotRecord found) {
        Process mine = child;
        if (mine != null && mine.pid() == found.pid()) {
            return Optional.of(mine.toHandle()).filter(handle -> mine.isAlive());
        }
        return processes.find(found).filter(ProcessHandle::isAlive);
    }

    private Optional<SlotRecord> read() throws PlatformException {
        try {
            return SlotRecord.read(record);
        } catch (IOException e) {
            throw ProcessPlatform.failed("The process in slot " + slot.id() + " is not known", e);
        }
    }
}
