package ch.meuthak.lotse.console.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A control group with an engine and all its containers, which may have so much of the processors and no more: as a burstable
 * instance whose CPU credits are used up. It also knows what each has used. Wants root and control groups of version 1.
 */
public final class CpuGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> CONTROLLERS = List.of("cpu", "cpuacct");
    private static final long PERIOD_MICROS = 100_000;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;

    private CpuGroup(String name) {
        this.name = name;
    }

    /** A new one without a limit; skips the calling test where there is no such thing. */
    public static CpuGroup create() throws IOException {
        Path quota = ROOT.resolve("cpu/cpu.cfs_period_us");
        Assumptions.assumeTrue(
                Files.exists(quota.resolveSibling("cgroup.procs")) && Files.isWritable(quota.getParent()),
                "only root, where control groups are of version 1, can give a box less of the processor: this needs that");
        var group = new CpuGroup("lotse-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        for (String controller : CONTROLLERS) {
            Files.createDirectories(group.folder(controller).resolve("engine"));
            Files.createDirectories(group.folder(controller).resolve("box"));
        }
        return group;
    }

    private Path folder(String controller) {
        return ROOT.resolve(controller).resolve(name);
    }

    /** For dockerd's option {@code --cgroup-parent}. */
    public String containers() {
        return "/" + name + "/box";
    }

    /** Takes the engine in, with what it has started. */
    public void take(ProcessHandle engine) throws IOException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(engine), engine.descendants()).toList();
        for (String controller : CONTROLLERS) {
            for (ProcessHandle one : all) {
                Files.writeString(folder(controller).resolve("engine/cgroup.procs"), Long.toString(one.pid()));
            }
        }
    }

    /** From now on, all together have so many processors: 0.1 is a tenth of one. */
    public void limit(double processors) throws IOException {
        Files.writeString(
                folder("cpu").resolve("cpu.cfs_quota_us"), Long.toString(Math.round(processors * PERIOD_MICROS)));
    }

    /** Seconds of CPU that all have used since it was made, also what has ended. */
    public double seconds() throws IOException {
        return seconds("");
    }

    /** Those of the engine and its helpers. */
    public double engineSeconds() throws IOException {
        return seconds("engine");
    }

    /** Those of a container that runs, by its whole id. */
    public double containerSeconds(String id) throws IOException {
        return seconds("box/" + id);
    }

    private double seconds(String group) throws IOException {
        String usage = Files.readString(folder("cpuacct").resolve(group).resolve("cpuacct.usage"));
        return Long.parseLong(usage.strip()) / NANOS;
    }

    /** When everything in it has ended. */
    @Override
    public void close() throws IOException {
        for (String controller : CONTROLLERS) {
            for (String part : List.of("engine", "box", "")) {
                Files.deleteIfExists(folder(controller).resolve(part));
            }
        }
    }
}
