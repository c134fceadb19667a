package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of {@code images.yml} that build a release, as they stand there, in a repository of its own that has the compiled
 * classes of this one. The images are built by GitHub's actions, which do not run here.
 */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class ReleaseBuildIT {
    private static final JsonNode IMAGES = Checkout.yaml(".github/workflows/images.yml");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The sources and the compiled classes with their times, so that nothing is compiled again. */
    private static final String COPY = """
            cd "$0"
            mkdir -p "$1"
            tar -cf - --exclude=./.git --exclude=target . | tar -xf - -C "$1"
            for module in server backend console; do
              mkdir "$1/$module/target"
              cp -a "$module/target/classes" "$module/target/test-classes" "$1/$module/target/"
            done
            cd "$1"
            git init -q -b main && git add . && git commit -q -m 'Release 9.8.7'
            """;

    @TempDir
    private Path folder;

    private Map<String, String> environment() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("HOME", System.getenv("HOME")),
                Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                Map.entry("GIT_AUTHOR_NAME", "You"),
                Map.entry("GIT_AUTHOR_EMAIL", "you@example.ch"),
                Map.entry("GIT_COMMITTER_NAME", "You"),
                Map.entry("GIT_COMMITTER_EMAIL", "you@example.ch"),
                Map.entry("GIT_AUTHOR_DATE", "2026-12-01T12:00:00Z"),
                Map.entry("GIT_COMMITTER_DATE", "2026-12-01T12:00:00Z"),
                Map.entry("GITHUB_REPOSITORY", "You/Lotse"),
                Map.entry("GITHUB_SHA", "0".repeat(40)),
                Map.entry("MAVEN_ARGS", "-Dspotless.check.skip -Dmaven.compiler.useIncrementalCompilation=false")));
    }

    /** Builds the release in a folder with this name. */
    private Path build(String name) throws Exception {
        Path work = folder.resolve(name);
        bash(COPY, Checkout.ROOT.toString(), work.toString());
        step(work, "Build the jars");
        Map<String, String> names = step(work, "Name the images");
        assertThat(names)
                .containsEntry("registry", "ghcr.io/you/lotse")
                .containsEntry("tag", "9.8.7")
                .containsEntry("latest", "9.8.7");
        assertThat(step(work, "Collect the files of the release"))
                .containsEntry("archive", "lotse-console-9.8.7.tar.gz");
        return work.resolve("release");
    }

    private Map<String, String> step(Path work, String name) throws Exception {
        RunStep.Result result =
                RunStep.of(IMAGES, "build", name).run(work, environment(), Map.of("inputs.version", "9.8.7"), PATIENCE);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.outputs();
    }

    private String bash(String script, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("bash", "-euc", script), Stream.of(arguments))
                .toList();
        try (Program program = Program.start(folder, environment(), command)) {
            assertThat(program.endsWithin(PATIENCE)).as(program.output()).isTrue();
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output().strip();
        }
    }

    @Test
    void theFilesHaveTheVersionOfTheTagAndTheirSumsAndAnotherBuildHasTheSame() throws Exception {
        Tools.require("git");
        Path release = build("one");

        assertThat(bash("cd \"$0\" && sha256sum --check --quiet SHA256SUMS && ls", release.toString())
                        .lines())
                .containsExactly(
                        "SHA256SUMS",
                        "docker-compose.yml",
                        "lotse-console-9.8.7.cdx.json",
                        "lotse-console-9.8.7.tar.gz",
                        "stack.yaml");
        JsonNode sbom = Checkout.JSON.readTree(
                release.resolve("lotse-console-9.8.7.cdx.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/version").asText()).isEqualTo("9.8.7");
        assertThat(sbom.path("components").findValuesAsText("name")).contains("lotse-server", "helidon-webserver");
        assertThat(sbom.toString()).doesNotContain("SNAPSHOT", "development");
        theArchiveIsTheDoctor(release);
        assertThat(build("two").resolve("SHA256SUMS")).hasSameTextualContentAs(release.resolve("SHA256SUMS"));
    }

    private void theArchiveIsTheDoctor(Path release) throws Exception {
        String files = bash(
                "cd \"$0\" && tar xzf \"$1\" && find lotse-console-9.8.7 -type f",
                folder.toString(),
                release.resolve("lotse-console-9.8.7.tar.gz").toString());
        assertThat(files)
                .contains("lotse-console-9.8.7/LICENSE", "lotse-console-9.8.7/libs/lotse-server-9.8.7.jar")
                .doesNotContain("SNAPSHOT", "development");
        String jar = folder.resolve("lotse-console-9.8.7/lotse-console.jar").toString();
        assertThat(bash("\"$0\" -jar \"$1\" --version", Program.java(), jar)).isEqualTo("lotse-console 9.8.7");
        assertThat(bash("\"$0\" -jar \"$1\" doctor --help", Program.java(), jar))
                .contains("--domain");
    }
}
