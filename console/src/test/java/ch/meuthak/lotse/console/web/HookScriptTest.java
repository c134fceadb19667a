package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.hook.HookGate;
import ch.meuthak.lotse.console.hook.HookLimits;
import ch.meuthak.lotse.console.hook.HookServer;
import ch.meuthak.lotse.console.trust.MemoryHookCalls;
import ch.meuthak.lotse.console.trust.MemoryUsedIds;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.hook.HookExamples;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script on the page, pasted literally into a file and run by bash with real curl and openssl. */
class HookScriptTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final TrustSettings TRUST =
            new TrustSettings("backend.example.ch", Optional.empty(), Optional.of(new SharedSecrets(List.of(SECRET))));

    private static final List<String> PROGRAMS = List.of("awk", "curl", "cut", "date", "od", "openssl", "tr");

    private final InstantSource clock = InstantSource.system();
    private final FakeDeployments deployments = new FakeDeployments(clock);
    private final MemoryHookCalls calls = new MemoryHookCalls();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void itAsksForADeploymentAndEndsWellWhenThatHas() throws IOException, InterruptedException {
        try (HookServer server = hook();
                Program script = run(SECRET)) {
            assertThat(server).isNotNull();
            Await.until("a deployment", () -> !deployments.latest(1).isEmpty());
            Deployment asked = deployments.latest(1).getFirst();
            end(asked.id());
            assertThat(script.exitCode()).as(script.output()).isZero();
            assertThat(script.output()).contains("succeeded");
            assertThat(asked.reason()).isEqualTo("from our CI");
            assertThat(asked.release()).isEqualTo(FakeDeployments.OLDER);
        }
    }

    @Test
    void withAnotherSecretItEndsAtOnceWithTheAnswer() throws IOException, InterruptedException {
        try (HookServer server = hook();
                Program script = run("another-" + SECRET)) {
            assertThat(server).isNotNull();
            assertThat(script.exitCode()).as(script.output()).isNotZero();
            assertThat(script.output()).contains("401");
            assertThat(deployments.latest(1)).isEmpty();
            assertThat(calls.last().cause()).contains("the signature is made with another secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {SECRET + SECRET, SECRET + SECRET + "!", "Schlüssel, nur für diesen einen Test gemacht \\x41 %s"})
    void aSecretMayBeAsLongAsItLikesAndHaveAnyCharacters(String secret) throws IOException, InterruptedException {
        try (HookServer server = hook(new SharedSecrets(List.of(secret)));
                Program script = run(secret)) {
            assertThat(server).isNotNull();
            Await.until("a deployment", () -> !deployments.latest(1).isEmpty());
            end(deployments.latest(1).getFirst().id());
            assertThat(script.exitCode()).as(script.output()).isZero();
        }
    }

    /** Everybody on a machine may read the arguments of everybody's programs. */
    @Test
    void theSecretIsNoProgramsArgument() throws IOException, InterruptedException {
        Path arguments = folder.resolve("arguments");
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String name : PROGRAMS) {
            Path program = Files.writeString(
                    programs.resolve(name),
                    "#!/bin/bash\nprintf '%s\\n' \"" + name + " $*\" >>" + arguments + "\nexec " + Tools.require(name)
                            + " \"$@\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        try (HookServer server = hook();
                Program script = run("another-" + SECRET, programs + ":" + System.getenv("PATH"))) {
            assertThat(server).isNotNull();
            assertThat(script.exitCode()).as(script.output()).isNotZero();
        }
        assertThat(Files.readAllLines(arguments))
                .anyMatch(line -> line.startsWith("openssl dgst "))
                .anyMatch(line -> line.startsWith("curl "))
                .noneMatch(line -> line.contains(SECRET))
                .noneMatch(line -> line.contains(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8))));
    }

    private HookServer hook() {
        return hook(new SharedSecrets(List.of(SECRET)));
    }

    private HookServer hook(SharedSecrets secrets) {
        var settings = new TrustSettings(TRUST.domain(), Optional.empty(), Optional.of(secrets));
        var trust = new Trust(settings, new MemoryUsedIds(), clock);
        var gate = new HookGate(trust, calls, HookLimits.defaults());
        return HookServer.start(folder.resolve("hook.sock"), new FakeFeed(), Optional::empty, deployments, gate, clock);
    }

    private Program run(String secret) throws IOException {
        return run(secret, System.getenv("PATH"));
    }

    /** Its {@code curl} takes the socket instead of the network, as its configuration file says; the rest is as pasted. */
    private Program run(String secret, String path) throws IOException {
        Path bash = Tools.require("bash");
        Tools.require("curl");
        Tools.require("openssl");
        Path script = Files.writeString(
                folder.resolve("deploy.sh"),
                HookExamples.of(TRUST, Optional.empty()).script());
        Files.writeString(folder.resolve(".curlrc"), "unix-socket = \"" + folder.resolve("hook.sock") + "\"\n");
        return Program.start(
                folder,
                Map.of(
                        "PATH",
                        path,
                        "LOTSE_URL",
                        "http://localhost",
                        "LOTSE_HOOK_SECRET",
                        secret,
                        "DIGEST",
                        FakeDeployments.OLDER.digest()),
                List.of(bash.toString(), script.toString()));
    }

    private void end(String id) {
        while (!deployments.find(id).orElseThrow().state().isFinal()) {
            deployments.advance(id);
        }
    }
}
