package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<Program> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Program::close);
    }

    private Program start(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LOTSE_BACKEND_HOST", "127.0.0.1",
                "LOTSE_BACKEND_PORT", "0",
                "LOTSE_BACKEND_ADMIN_PORT", "0",
                "LOTSE_BACKEND_PORT_FILE", folder.resolve("port").toString(),
                "LOTSE_DRAIN_DELAY", "500ms"));
        environment.putAll(more);
        Program program = Program.java(folder, environment, "-cp", Program.productionClassPath(), Main.class.getName());
        started.add(program);
        return program;
    }

    private void assertOneLineAndExit1(Program program, String line) throws InterruptedException {
        assertThat(program.lastWord()).startsWith("lotse-backend: ").contains(line);
        assertThat(program.output().lines().filter(said -> !said.contains(" INFO ")))
                .hasSize(1);
    }

    @Test
    void sigtermFinishesTheRequestInFlightAndExitsInOrder() throws Exception {
        Program program = start(Map.of(
                "LOTSE_SLOT", "green", "LOTSE_RELEASE_DIGEST", RunningBackend.DIGEST, "LOTSE_DRAIN_DELAY", "5s"));
        int port = program.awaitPort(folder.resolve("port"));
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
            program.terminate();
            RawClient.Reply ready = ready(port);
            while (ready.status() == 200) {
                ready = ready(port);
            }
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Connection")).isEqualTo("close");
            assertThat(program.endsWithin(Duration.ofSeconds(1))).isFalse();
            assertThat(ready(port).status())
                    .as("it still answers, so that whoever balances the load can notice")
                    .isEqualTo(503);
            assertThat(program.endsWithin(Duration.ofSeconds(5))).isFalse();
            slow.send("234");
            assertThat(slow.read().status()).isEqualTo(503); // there is no console: the point is that an answer comes
            assertThat(slow.isClosedByServer()).isTrue();
        }
        assertThat(program.exitCode()).isEqualTo(143);
        assertThat(program.output()).contains("draining", "stopped");
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
            Program program = start(Map.of("LOTSE_BACKEND_PORT", Integer.toString(taken.getLocalPort())));
            assertOneLineAndExit1(program, "cannot listen on 127.0.0.1:" + taken.getLocalPort());
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
