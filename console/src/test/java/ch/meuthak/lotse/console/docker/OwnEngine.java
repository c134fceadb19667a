package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * An engine that only this test has, to be stopped and killed. It wants root, has no default network, and leaves the machine's
 * packet filter to the engine that is there already: what it publishes is reached on loopback.
 */
public final class OwnEngine implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path home;
    private final Path log;
    private final String proxy;
    private List<String> options;
    private Process process;

    private OwnEngine(Path home, String proxy, List<String> options) throws IOException {
        this.home = home;
        this.proxy = proxy;
        this.options = List.copyOf(options);
        this.log = home.resolve("log");
        this.process = launch();
    }

    /**
     * Skips or fails the calling test when this machine cannot have one.
     *
     * @param options of {@code dockerd}: {@code --live-restore}
     */
    public static OwnEngine start(Path folder, String... options) throws IOException {
        return startBehind("", folder, options);
    }

    /** The same, which asks the HTTP proxy, {@code host:port}, for every registry that is not on loopback. */
    static OwnEngine startBehind(String proxy, Path folder, String... options) throws IOException {
        Tools.require("dockerd");
        if (!"root".equals(System.getProperty("user.name"))) {
            String what = "only root can start a Docker engine: this test needs one of its own";
            if ("required".equals(System.getProperty("lotse.suites"))) {
                Assertions.fail(what);
            }
            Assumptions.abort(what);
        }
        return new OwnEngine(Files.createDirectories(folder), proxy, List.of(options));
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Tools.require("dockerd").toString(),
                "--data-root=" + home.resolve("data"),
                "--exec-root=" + home.resolve("exec"),
                "--pidfile=" + home.resolve("pid"),
                "--host=unix://" + socket(),
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--max-download-attempts=2",
                "--log-level=error"));
        command.addAll(options);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!proxy.isEmpty()) {
            builder.environment()
                    .putAll(Map.of(
                            "HTTP_PROXY",
                            "http://" + proxy,
                            "HTTPS_PROXY",
                            "http://" + proxy,
                            "NO_PROXY",
                            "127.0.0.1"));
        }
        Process started = builder.start();
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!isUp()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IOException(Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return started;
    }

    /** It accepts connections long before it answers. */
    private boolean isUp() {
        try (var engine = new Engine(socket())) {
            engine.apiVersion();
            return true;
        } catch (PlatformException e) {
            return false;
        }
    }

    /** {@code dockerd} itself. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    public Path socket() {
        return home.resolve("docker.sock");
    }

    public DockerEngine engine() {
        return new DockerEngine(socket());
    }

    /** {@code STOP}, {@code CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As a machine that is shut down: it stops its containers, unless it is told to let them live. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** After it was killed or stopped, with other options. */
    public void startAgainWith(String... others) throws IOException {
        options = List.of(others);
        startAgain();
    }

    /** After it was killed or stopped. */
    public void startAgain() throws IOException {
        Files.deleteIfExists(home.resolve("pid"));
        // Its containerd died with it, but another process may have got that one's id: the engine would wait for it.
        Files.deleteIfExists(home.resolve("exec").resolve("containerd").resolve("containerd.pid"));
        process = launch();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                signal("CONT");
                process.destroy();
                if (!process.waitFor(DEADLINE)) {
                    process.destroyForcibly();
                }
            }
            for (String mount : List.of("data", "exec/netns/default")) {
                new ProcessBuilder("umount", "--lazy", home.resolve(mount).toString())
                        .start()
                        .waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
