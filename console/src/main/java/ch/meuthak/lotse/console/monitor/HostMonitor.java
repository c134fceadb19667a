package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.facts.Box.Cpu;
import ch.meuthak.lotse.console.facts.Box.Resources;
import ch.meuthak.lotse.console.host.CpuReading;
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

/** What is left of this machine. It remembers what the processor gave a minute ago; not safe for several threads. */
final class HostMonitor {
    /** Shorter spans depend on chance. */
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Path proc;
    private final Path groups;
    private final Path disk;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param proc {@code /proc}
     * @param groups {@code /sys/fs/cgroup}
     * @param disk on the file system whose free space counts
     */
    HostMonitor(Path proc, Path groups, Path disk) {
        this.proc = proc;
        this.groups = groups;
        this.disk = disk;
    }

    private record Sample(Instant at, CpuReading cpu) {}

    /** Absent if the machine does not report its memory. */
    Optional<Resources> look(Instant now) throws IOException {
        Optional<Memory> memory = Memory.read(proc.resolve(Memory.FILE.getFileName()));
        Optional<Cpu> cpu = cpu(now);
        FileStore store = Files.getFileStore(disk);
        long size = store.getTotalSpace();
        long free = store.getUsableSpace();
        return memory.map(known -> new Resources(known.total(), known.available(), size, free, cpu));
    }

    private Optional<Cpu> cpu(Instant now) throws IOException {
        CpuReading read = CpuReading.read(proc.resolve(ProcessorTime.FILE.getFileName()), groups);
        samples.addLast(new Sample(now, read));
        Instant longAgo = now.minus(SPAN);
        Optional<Sample> before = Optional.empty();
        while (!samples.getFirst().at().isAfter(longAgo)) {
            before = Optional.of(samples.removeFirst());
        }
        before.ifPresent(samples::addFirst);
        return before.flatMap(sample -> cpu(sample, new Sample(now, read)));
    }

    private static Optional<Cpu> cpu(Sample from, Sample to) {
        double passed = Duration.between(from.at(), to.at()).toNanos();
        double throttled = Math.clamp((to.cpu().throttled() - from.cpu().throttled()) / passed, 0, 1);
        return to.cpu()
                .processor()
                .flatMap(end -> from.cpu().processor().map(end::since))
                .map(since -> new Cpu(since.stolenOfAll(), since.stolenOfWanted(), throttled));
    }
}
