package ch.meuthak.lotse.console.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.BuiltBackend;
import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.server.testing.Program;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as the process that somebody starts and ends with Ctrl-C, or worse, with the built backend in it. */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class SandboxProcessTest {
    private final List<Program> started = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path backend;

    @BeforeEach
    void requireTheBackend() {
        backend = BuiltBackend.require();
    }

    @AfterEach
    void end() throws Exception {
        for (Program program : started) {
            program.close();
            program.awaitEnd();
        }
        for (String state : List.of("state", "one", "other", "third", "disk")) {
            backends(folder.resolve(state)).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Program start(Path state, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "LOTSE_API_PORT", "0",
                "LOTSE_CONSOLE_PORT", "0",
                "LOTSE_SANDBOX_HTTPS_PORT", "0",
                "LOTSE_SANDBOX_AWS_PORT", "0",
                "LOTSE_CONSOLE_TOKEN", Script.TOKEN,
                "LOTSE_STATE_DIR", state.toString(),
                "LOTSE_DEPLOY_BAKE_TIME", "200ms"));
        environment.putAll(more);
        Program program = Program.java(
                folder,
                environment,
                "-Dlotse.backend.jar=" + backend,
                "-cp",
                Program.classPath(),
                SandboxMain.class.getName());
        started.add(program);
        return program;
    }

    /** In which the first release was deployed, and which was ended in order. */
    private Path stateWithARelease() throws Exception {
        Path state = folder.resolve("state");
        Program sandbox = start(state, Map.of());
        awaitDeployment(sandbox, console(sandbox) + "/api/deployments?limit=1", "/deployments/0/state", "succeeded");
        interrupted(sandbox, state);
        return state;
    }

    private static void interrupted(Program sandbox, Path state) throws Exception {
        List<Integer> ports = ports(sandbox);
        sandbox.interrupt();
        sandbox.awaitEnd();
        assertThat(backends(state)).as(sandbox.output()).isEmpty();
        assertThat(ports).hasSizeGreaterThan(2).allSatisfy(SandboxProcessTest::isFree);
    }

    @Test
    void aDiskThatFillsUpTakesNoDeploymentSaysSoAndServesOn() throws Exception {
        Path state = smallDisk();
        try {
            Program sandbox = start(state, Map.of());
            String deployments = console(sandbox) + "/api/deployments";
            awaitDeployment(sandbox, deployments + "?limit=1", "/deployments/0/state", "succeeded");
            fill(state.resolve("ballast"));

            HttpResponse<String> refused = sandbox.await("a refusal", () -> {
                HttpResponse<String> answer = Script.ask("POST", deployments, "{}");
                assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(202);
                return answer;
            });
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("the disk is full. Free some space; nothing needs a restart");
            assertThat(serves(sandbox).get("slot").asText()).isNotEmpty();
            assertThat(json(Script.ask("GET", deployments, ""))
                            .at("/deployments/0/state")
                            .asText())
                    .isNotEmpty();

            Files.delete(state.resolve("ballast"));
            String id = json(Script.ask("POST", deployments, "{}")).get("id").asText();
            awaitDeployment(sandbox, deployments + "/" + id, "/state", "succeeded");
            interrupted(sandbox, state);
        } finally {
            end();
            run("umount", "-l", state.toString()); // lazily: what was killed may still hold it for a moment
        }
    }

    private Path smallDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && run("mount", "-t", "tmpfs", "-o", "size=128m,mode=700", "tmpfs", disk.toString()) == 0,
                "only root can mount a small disk, and not everywhere: not tested here");
        return disk;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void isFree(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that were closed may still linger, a listener may not
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    private static List<Integer> ports(Program sandbox) {
        return sandbox.output()
                .lines()
                .filter(line -> line.matches("(aws|edge|console|load balancer|Elastic IP) .*:\\d+ \\(\\d+ ms\\)"))
                .map(line -> Integer.parseInt(line.replaceAll("^.*:(\\d+) \\(\\d+ ms\\)$", "$1")))
                .toList();
    }

    /** The releases that run out of a state directory, whoever started them. */
    private static List<ProcessHandle> backends(Path state) {
        String releases = state.resolve("releases") + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(releases))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static String console(Program sandbox) throws Exception {
        return sandbox.awaitLine("^console +(http://127.0.0.1:\\d+) ");
    }

    private static String edge(Program sandbox) throws Exception {
        return sandbox.awaitLine("^edge +(http://127.0.0.1:\\d+) ");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return new JsonMapper().readTree(answer.body());
    }

    private static JsonNode serves(Program sandbox) throws Exception {
        String url = edge(sandbox) + "/api/v1/release";
        return sandbox.await("an answer of " + url, () -> json(Script.ask("GET", url, "")));
    }

    private static void awaitDeployment(Program sandbox, String url, String pointer, String state) throws Exception {
        sandbox.await(state, () -> {
            JsonNode found = json(Script.ask("GET", url, ""));
            assertThat(found.at(pointer).asText()).as(found.toString()).isEqualTo(state);
            return found;
        });
    }

    /** A sandbox in the middle of a deployment: the candidate has the traffic, the old release stands by. */
    private record Baking(Program sandbox, String id, JsonNode old) {}

    private Baking baking(Path state) throws Exception {
        Program sandbox = start(state, Map.of("LOTSE_DEPLOY_BAKE_TIME", "10m"));
        JsonNode old = serves(sandbox);
        JsonNode asked = json(Script.ask("POST", console(sandbox) + "/api/deployments", "{\"reason\":\"again\"}"));
        String id = asked.get("id").asText();
        awaitDeployment(sandbox, console(sandbox) + "/api/deployments/" + id, "/state", "baking");
        assertThat(backends(state)).hasSize(2);
        assertThat(serves(sandbox).get("slot")).isNotEqualTo(old.get("slot"));
        return new Baking(sandbox, id, old);
    }

    private void servesTheOldReleaseAloneAndSaysWhatHappened(Program next, Path state, Baking before) throws Exception {
        JsonNode serving = serves(next);
        assertThat(serving.get("slot")).isEqualTo(before.old().get("slot"));
        String record = console(next) + "/api/deployments/" + before.id();
        awaitDeployment(next, record, "/state", "rolled_back");
        assertThat(json(Script.ask("GET", record, "")).get("failure").asText())
                .contains("The console stopped while this deployment was baking", "Deploy again.");
        next.await("one backend", () -> {
            assertThat(backends(state)).hasSize(1);
            return true;
        });
    }

    @Test
    void ctrlCInTheMiddleOfADeploymentLeavesNothingRunningAndTheNextStartServesTheReleaseFromBefore() throws Exception {
        Path state = stateWithARelease();
        Baking before = baking(state);

        interrupted(before.sandbox(), state);

        Program next = start(state, Map.of());
        servesTheOldReleaseAloneAndSaysWhatHappened(next, state, before);
        interrupted(next, state);
    }

    @Test
    void aKilledSandboxLeavesItsReleasesRunningAndTheNextStartTakesThemUpWithinTenSeconds() throws Exception {
        Path state = stateWithARelease();
        Baking before = baking(state);

        before.sandbox().kill();

        assertThat(backends(state)).as("they outlive it").hasSize(2);
        Program next = start(state, Map.of());
        edge(next);
        long began = System.nanoTime();
        JsonNode serving = serves(next);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(serving.get("startedAt"))
                .as("the same process")
                .isEqualTo(before.old().get("startedAt"));
        servesTheOldReleaseAloneAndSaysWhatHappened(next, state, before);
        interrupted(next, state);
    }

    /** The console deploys in the background as soon as it starts: a release is there before the sandbox is up. */
    @Test
    void ctrlCWhileItStartsLeavesNothingRunningEither() throws Exception {
        Path state = folder.resolve("state");
        Program sandbox = start(state, Map.of());
        sandbox.await("a first release", () -> {
            assertThat(backends(state)).isNotEmpty();
            return true;
        });

        sandbox.interrupt();

        sandbox.awaitEnd();
        assertThat(backends(state)).as(sandbox.output()).isEmpty();
        assertThat(sandbox.output()).doesNotContain("Exception");
    }

    @Test
    void twoRunAtOnceEachWithItsOwnStateAndAThirdInTheSameStateIsRefusedInOneLine() throws Exception {
        Program one = start(folder.resolve("one"), Map.of());
        Program other = start(folder.resolve("other"), Map.of());
        serves(one);
        serves(other);
        assertThat(backends(folder.resolve("one"))).hasSize(1);
        assertThat(backends(folder.resolve("other"))).hasSize(1);

        assertThat(start(folder.resolve("one"), Map.of()).lastWord())
                .startsWith("sandbox: The state directory " + folder.resolve("one") + " is in use by another console")
                .contains("process " + one.pid(), "LOTSE_STATE_DIR");
        int taken = ports(other).getFirst();
        assertThat(start(folder.resolve("third"), Map.of("LOTSE_SANDBOX_AWS_PORT", Integer.toString(taken)))
                        .lastWord())
                .isEqualTo("sandbox: port " + taken
                        + " is taken: stop what listens there, or set LOTSE_SANDBOX_AWS_PORT to another port");

        serves(one);
        interrupted(one, folder.resolve("one"));
        serves(other);
        interrupted(other, folder.resolve("other"));
    }
}
