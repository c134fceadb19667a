package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.CpuGroup;
import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.OwnEngine;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The project's own stack on an engine of its own, all of which can be given less of the processor. */
public final class ScarceBox implements AutoCloseable {
    private static final Duration UP = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final int CLIENTS = 8;

    private final CpuGroup cpu;
    private final OwnEngine own;
    private final ComposeStack stack;
    private final BoxConsole console;

    private ScarceBox(CpuGroup cpu, OwnEngine own, ComposeStack stack) {
        this.cpu = cpu;
        this.own = own;
        this.stack = stack;
        this.console = new BoxConsole(stack.console(), PATIENCE, LOOK_AGAIN);
    }

    /** Brings it up without a limit; skips or fails the calling test when there is no engine, or no control group for it. */
    public static ScarceBox up(Path folder, Map<String, String> more) throws IOException, InterruptedException {
        ComposeStack images = ComposeStack.prepare(Map.of());
        CpuGroup cpu = CpuGroup.create();
        OwnEngine own = OwnEngine.start(folder.resolve("engine"), "--cgroup-parent=" + cpu.containers());
        try {
            cpu.take(own.process());
            EngineFaultsIT.bridge("-I");
            copy(images, own.engine());
            ComposeStack stack = ComposeStack.prepare(own.engine(), more);
            stack.compose("up", "-d", "--no-build");
            stack.await(UP, () -> stack.isHealthy("edge") && stack.isHealthy("backend") && stack.isHealthy("console"));
            return new ScarceBox(cpu, own, stack);
        } catch (RuntimeException | Error | IOException e) {
            close(own, cpu);
            throw e;
        }
    }

    private static void copy(ComposeStack from, DockerEngine to) throws IOException, InterruptedException {
        Path images = Files.createTempFile("lotse-images", ".tar");
        try {
            from.engine()
                    .docker(
                            "save",
                            "--output",
                            images.toString(),
                            from.image("edge"),
                            from.image("backend"),
                            from.image("console"));
            to.docker("load", "--quiet", "--input", images.toString());
        } finally {
            Files.delete(images);
        }
    }

    public ComposeStack stack() {
        return stack;
    }

    public BoxConsole console() {
        return console;
    }

    public CpuGroup cpu() {
        return cpu;
    }

    /** About so many requests in a second, on kept connections and on new ones. */
    public Load load(int perSecond) {
        var edge = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stack.api().getPort());
        Duration pace = Duration.ofSeconds(CLIENTS).dividedBy(perSecond);
        Exchange get = Exchange.get("/api/v1/release");
        Load load = new Load();
        for (int i = 0; i < CLIENTS / 2; i++) {
            load.keepAlive(edge, Optional.empty(), pace, get);
            load.connectionPerRequest(edge, Optional.empty(), pace, get.with("Connection: close"));
        }
        return load;
    }

    /** An image of the releases' repository that never answers, and that only this engine has; its digest. */
    public String releaseThatHangs(Path folder) throws IOException {
        Files.writeString(
                Files.createDirectories(folder).resolve("Dockerfile"),
                "FROM " + stack.image("backend") + "\nENTRYPOINT [\"/usr/bin/perl\", \"-e\", \"sleep 9999\"]\n");
        String name = stack.setting("LOTSE_IMAGE_REPOSITORY") + ":hangs";
        own.engine().docker("build", "--quiet", "--tag", name, folder.toString());
        return own.engine().docker("image", "inspect", "--format", "{{.Id}}", name);
    }

    /** The release's container, by its whole id. */
    public String release() {
        List<String> found = own.engine()
                .docker("ps", "--quiet", "--no-trunc", "--filter", "label=com.docker.compose.service=backend")
                .lines()
                .toList();
        return found.getFirst();
    }

    /** Seconds of CPU that each part has used so far; what is missing in {@code all} are containers that have ended. */
    public Map<String, Double> seconds() throws IOException {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("all", cpu.seconds());
        parts.put("engine", cpu.engineSeconds());
        parts.put("edge", cpu.containerSeconds(stack.inspect("edge", "{{.Id}}")));
        parts.put("console", cpu.containerSeconds(stack.inspect("console", "{{.Id}}")));
        parts.put("release", cpu.containerSeconds(release()));
        return parts;
    }

    @Override
    public void close() throws IOException {
        console.close();
        cpu.limit(4);
        stack.close();
        try {
            close(own, cpu);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(OwnEngine own, CpuGroup cpu) throws IOException, InterruptedException {
        EngineFaultsIT.bridge("-D");
        own.close();
        cpu.close();
    }
}
