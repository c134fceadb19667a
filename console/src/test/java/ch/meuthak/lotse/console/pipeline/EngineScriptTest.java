package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/engine} on a machine that lacks something says what to install. */
@Timeout(120)
class EngineScriptTest {
    /** What every machine has; {@code sudo} here does nothing but call. */
    private static final List<String> USUAL = List.of(
            "env", "dirname", "mktemp", "id", "rm", "timeout", "sh", "bash", "tail", "awk", "sort", "cat", "seq",
            "sleep");

    private final Path bin;

    EngineScriptTest(@TempDir Path bin) {
        this.bin = bin;
    }

    @Test
    void withoutAnEngineItNamesThePackageThatHasOne() throws Exception {
        assertThat(run()).contains("engine: docker is not installed", "apt-get install docker.io");
    }

    @Test
    void withAClientAloneItNamesThePackageOfTheEngine() throws Exception {
        program("docker", "exit 1");

        assertThat(run()).contains("engine: dockerd is not installed", "apt-get install docker.io");
    }

    /** An engine that answers, which has no base image and gets none. */
    @Test
    void withoutDebootstrapItSaysWhatItWouldTake() throws Exception {
        program("docker", "[ \"$1\" = version ]");

        assertThat(run())
                .contains("engine: debootstrap is not installed", "apt-get install debootstrap")
                .doesNotContain("env:");
    }

    private String run() throws IOException, InterruptedException {
        for (String name : USUAL) {
            program(name, "exec " + where(name) + " \"$@\"");
        }
        program("sudo", "exec \"$@\"");
        var script =
                new ProcessBuilder("/bin/bash", Path.of("../.ci/engine").toString(), "true").redirectErrorStream(true);
        script.environment().put("PATH", bin.toString());
        script.environment().put("SBIN", bin.toString());
        script.environment().put("TMPDIR", bin.toString());
        script.environment().remove("DOCKER_HOST");
        Process process = script.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isNotZero();
        return said;
    }

    private static Path where(String name) {
        return List.of(Path.of("/usr/bin", name), Path.of("/bin", name)).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void program(String name, String body) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
