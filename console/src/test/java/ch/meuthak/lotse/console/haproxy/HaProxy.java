package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.RawClient;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A HAProxy of this machine with the edge's real configuration, on a port of its own, as a user who may nothing where that can
 * be arranged. The slots' addresses lead nowhere until the console says otherwise.
 */
public final class HaProxy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CONFIGURATION = Path.of("edge");
    private static final String NOBODY = "65534";

    private final Path directory;
    private final int port = Claims.port();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Process process;

    private HaProxy(Map<String, String> settings) throws IOException {
        directory = Files.createTempDirectory("edge");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Stream<Path> files = Files.list(CONFIGURATION)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        environment.putAll(Map.of(
                "LOTSE_API_PORT",
                Integer.toString(port),
                "LOTSE_EDGE_DIR",
                directory.toString(),
                "LOTSE_SLOT_BLUE",
                "127.0.0.1:1",
                "LOTSE_SLOT_GREEN",
                "127.0.0.1:1"));
        environment.putAll(settings);
    }

    /** With these variables beside those that every edge of the tests has. */
    public static HaProxy start(Map<String, String> settings) throws IOException {
        HaProxy edge = new HaProxy(settings);
        edge.start();
        return edge;
    }

    void start() throws IOException {
        Tools.require("haproxy");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name"))) {
            command.addAll(
                    List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--no-new-privs"));
        }
        command.addAll(List.of(
                "perl",
                directory.resolve("start.pl").toString(),
                "-db",
                "-f",
                directory.resolve("haproxy.cfg").toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        await(() -> isListening() || !started.isAlive());
        assertThat(started.isAlive()).as(output()).isTrue();
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            new HaProxyEdge(settings()).active();
            return socket.isConnected();
        } catch (IOException | PlatformException e) {
            return false;
        }
    }

    /** For the console that has it as its edge. */
    public HaProxySettings settings() {
        return HaProxySettings.of(directory.resolve("haproxy.sock"));
    }

    Path map() {
        return directory.resolve("active.map");
    }

    /** Where it listens on loopback. */
    public int port() {
        return port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Path log() {
        return directory.resolve("haproxy.log");
    }

    /** Everything that it said so far. */
    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own; {@code \n} is sent as CR LF. */
    Reply ask(String request) throws IOException {
        try (RawClient client = RawClient.to(port)) {
            return client.send(request).read();
        }
    }

    Reply get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\nHost: backend.meuthak.ch\nConnection: close\n\n");
    }

    /** MiB of memory that the process holds now. */
    long memory() throws IOException {
        return Files.readAllLines(
                        Path.of("/proc/" + Objects.requireNonNull(process).pid() + "/status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the deadline of " + PATIENCE).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
