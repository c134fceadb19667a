package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.diagnosis.Box.Resources;
import ch.meuthak.lotse.console.host.Memory;
import ch.meuthak.lotse.console.host.ProcessorTime;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is left of this machine. It remembers the processor's time of a minute ago; not safe for several threads. */
final class HostWatch {
    /** Shorter spans say more of chance than of the machine. */
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Path proc;
    private final Path disk;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param proc {@code /proc}
     * @param disk on the file system whose free space counts
     */
    HostWatch(Path proc, Path disk) {
        this.proc = proc;
        this.disk = disk;
    }

    private record Sample(Instant at, ProcessorTime time) {}

    /** Absent where the machine does not tell of its memory. */
    Optional<Resources> look(Instant now) throws IOException {
        Optional<Memory> memory = Memory.read(proc.resolve(Memory.FILE.getFileName()));
        OptionalDouble stolen = stolen(now);
        FileStore store = Files.getFileStore(disk);
        long size = store.getTotalSpace();
        long free = store.getUsableSpace();
        return memory.map(known -> new Resources(known.total(), known.available(), size, free, stolen));
    }

    private OptionalDouble stolen(Instant now) throws IOException {
        Optional<ProcessorTime> read = ProcessorTime.read(proc.resolve(ProcessorTime.FILE.getFileName()));
        if (read.isEmpty()) {
            return OptionalDouble.empty();
        }
        samples.addLast(new Sample(now, read.get()));
        Instant longAgo = now.minus(SPAN);
        Optional<Sample> before = Optional.empty();
        while (!samples.getFirst().at().isAfter(longAgo)) {
            before = Optional.of(samples.removeFirst());
        }
        before.ifPresent(samples::addFirst);
        return before.map(sample ->
                        OptionalDouble.of(read.get().since(sample.time()).stolenOfAll()))
                .orElse(OptionalDouble.empty());
    }
}
