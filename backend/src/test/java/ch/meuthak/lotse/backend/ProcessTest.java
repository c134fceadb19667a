package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.RawClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The backend as the process that it is in production: its environment, its signals, its exit code. */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class ProcessTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Process start(Map<String, String> environment, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                productionClassPath()));
        command.addAll(List.of(more));
        command.add("ch.meuthak.lotse.backend.Main");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "LOTSE_BACKEND_HOST", "127.0.0.1",
                        "LOTSE_BACKEND_PORT", "0",
                        "LOTSE_BACKEND_ADMIN_PORT", "0",
                        "LOTSE_BACKEND_PORT_FILE", folder.resolve("port").toString(),
                        "LOTSE_DRAIN_DELAY", "500ms"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String productionClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private int port(Process process) throws Exception {
        Path file = folder.resolve("port");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file)) {
            assertThat(process.isAlive()).as(() -> read(log())).isTrue();
            assertThat(System.nanoTime()).as(() -> read(log())).isLessThan(end);
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void assertOneLineAndExit1(Process process, String line) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        List<String> lines =
                read(log()).lines().filter(said -> !said.contains(" INFO ")).toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("lotse-backend: ").contains(line);
    }

    @Test
    void sigtermFinishesTheRequestInFlightAndExitsInOrder() throws Exception {
        Process process = start(Map.of(
                "LOTSE_SLOT", "green", "LOTSE_RELEASE_DIGEST", RunningBackend.DIGEST, "LOTSE_DRAIN_DELAY", "3s"));
        int port = port(process);
        try (RawClient slow = RawClient.to(port);
                RawClient idle = RawClient.to(port)) {
            assertThat(idle.send("GET /api/v1/release HTTP/1.1\nHost: x\n\n")
                            .read()
                            .body())
                    .contains("\"slot\":\"green\"", RunningBackend.DIGEST);
            slow.send("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 4\n\n1");
            assertThat(idle.send("GET /health/ready HTTP/1.1\nHost: x\n\n")
                            .read()
                            .status())
                    .isEqualTo(200);
            process.destroy();
            RawClient.Reply ready = ready(port);
            while (ready.status() == 200) {
                ready = ready(port);
            }
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Connection")).isEqualTo("close");
            assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
            assertThat(ready(port).status())
                    .as("it still answers, so that whoever balances the load can notice")
                    .isEqualTo(503);
            assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();
            slow.send("234");
            assertThat(slow.read().status()).isEqualTo(503); // there is no console: the point is that an answer comes
            assertThat(slow.isClosedByServer()).isTrue();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(read(log())).contains("draining", "stopped");
    }

    /** On a connection of its own: the drain closes each one after its answer. */
    private static RawClient.Reply ready(int port) throws Exception {
        try (RawClient client = RawClient.to(port)) {
            return client.send("GET /health/ready HTTP/1.1\nHost: x\n\n").read();
        }
    }

    @Test
    void aTakenPortIsOneLineAndExit1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start(Map.of("LOTSE_BACKEND_PORT", Integer.toString(taken.getLocalPort())));
            assertOneLineAndExit1(process, "cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aWrongValueIsOneLineAndExit1() throws Exception {
        assertOneLineAndExit1(
                start(Map.of("LOTSE_BACKEND_PORT", "70000")), "lotse.backend.port (LOTSE_BACKEND_PORT) is \"70000\"");
    }

    @Test
    void anUnknownSettingIsOneLineAndExit1() throws Exception {
        assertOneLineAndExit1(
                start(Map.of("LOTSE_BACKEND_PROT", "1")),
                "unknown setting LOTSE_BACKEND_PROT: did you mean LOTSE_BACKEND_PORT?");
    }

    @Test
    void aPortFileThatCannotBeWrittenIsOneLineAndExit1() throws Exception {
        assertOneLineAndExit1(
                start(Map.of("LOTSE_BACKEND_PORT_FILE", "/nowhere/port")), "cannot write LOTSE_BACKEND_PORT_FILE");
    }
}
