package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.Sha256;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The steps of {@code release.yml} as they stand there, with the real {@code git} and {@code gh}: the check of the tag, the notes,
 * the release, the tag of the major version. {@code ReleaseBuildIT} has those that build.
 */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class ReleaseTest {
    private static final JsonNode RELEASE = Checkout.yaml(".github/workflows/release.yml");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CHANGES = """
            # Changelog

            ## 1.10.0 (unreleased)

            * To come.

            ## 1.0.1

            ## 1.0.0 (2026-12-01)

            * The first one.

            ### Details

            * A detail.

            ## 0.9.0 (2026-11-01)

            * Older.
            """;

    @TempDir
    private Path folder;

    /** A repository with a changelog, the script, and a commit on main. */
    private Path repository(String changes) throws Exception {
        Path work = folder.resolve("work");
        Files.createDirectories(work.resolve(".github"));
        Files.copy(Checkout.ROOT.resolve(".github/release-notes"), work.resolve(".github/release-notes"));
        Files.writeString(work.resolve("CHANGELOG.md"), changes);
        git(
                work,
                "init -q -b main && git add . && git commit -q -m first && git update-ref refs/remotes/origin/main HEAD");
        return work;
    }

    private String git(Path work, String commands) throws Exception {
        Tools.require("git");
        var command = List.of("bash", "-ec", "cd \"$0\"; git " + commands, work.toString());
        try (Program program = Program.start(folder, job("v0.0.0", ""), command)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output().strip();
        }
    }

    private static Map<String, String> job(String tag, String commit) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                Map.entry("GIT_AUTHOR_NAME", "You"),
                Map.entry("GIT_AUTHOR_EMAIL", "you@example.ch"),
                Map.entry("GIT_COMMITTER_NAME", "You"),
                Map.entry("GIT_COMMITTER_EMAIL", "you@example.ch"),
                Map.entry("GITHUB_SHA", commit),
                Map.entry("GITHUB_REF", "refs/tags/" + tag),
                Map.entry("GITHUB_REF_NAME", tag)));
    }

    private RunStep.Result check(Path work, String tag) throws Exception {
        RunStep check = RunStep.of(RELEASE, "check", "Check the tag and the release notes");
        return check.run(work, job(tag, git(work, "rev-parse HEAD")), Map.of(), SOON);
    }

    @Test
    void theTagIsTheVersionAndItsNotesAreItsSection() throws Exception {
        RunStep.Result result = check(repository(CHANGES), "v1.0.0");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.outputs()).isEqualTo(Map.of("version", "1.0.0"));
        assertThat(result.output().strip()).isEqualTo("* The first one.\n\n### Details\n\n* A detail.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.0.2  | has no section "## 1.0.2"
            v1.10.0 | says "1.10.0 (unreleased)". Write the date
            v1.0.1  | section "## 1.0.1" of CHANGELOG.md is empty
            v2.0.0  | has no section "## 2.0.0"
            """)
    void aVersionWithoutNotesIsNoRelease(String tag, String why) throws Exception {
        RunStep.Result result = check(repository(CHANGES), tag);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .hasLineCount(1)
                .startsWith("::error title=No release notes::")
                .contains(why);
        assertThat(result.outputs()).isEmpty();
    }

    @Test
    void aCommitThatMainDoesNotHaveIsNoRelease() throws Exception {
        Path work = repository(CHANGES);
        git(work, "commit -q --allow-empty -m 'on a branch'");

        RunStep.Result result = check(work, "v1.0.0");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).startsWith("::error title=Not on main::The tag v1.0.0 ");
    }

    /** Every section of the real file but an unreleased one. */
    @Test
    void theChangelogCanBeReleased() {
        assertThat(Checkout.text("CHANGELOG.md").lines().filter(line -> line.startsWith("## ")))
                .isNotEmpty()
                .allMatch(line -> line.matches("## \\d+\\.\\d+\\.\\d+ \\((unreleased|\\d{4}-\\d\\d-\\d\\d)\\)"));
    }

    @Test
    void theFilesAndTheNotesWithTheImagesBecomeTheRelease() throws Exception {
        Path work = repository(CHANGES);
        String sum = Sha256.hex("archive".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(work.resolve("release"));
        Files.writeString(work.resolve("release/lotse-console-1.0.0.tar.gz"), "archive");
        Files.writeString(work.resolve("release/SHA256SUMS"), sum + "  lotse-console-1.0.0.tar.gz\n");

        List<String> changes = publish(work, "Publish the release", 0);

        assertThat(changes).hasSize(4);
        JsonNode draft = Checkout.JSON.readTree(changes.getFirst().replaceFirst("POST /releases ", ""));
        assertThat(draft.path("tag_name").asText()).isEqualTo("v1.0.0");
        assertThat(draft.path("name").asText()).isEqualTo("Lotse 1.0.0");
        assertThat(draft.path("body").asText())
                .startsWith("* The first one.")
                .contains(
                        "| `ghcr.io/you/lotse/console:1.0.0` | `sha256:c` |",
                        "| `ghcr.io/you/lotse/edge:1.0.0` | `sha256:e` |",
                        "| `ghcr.io/you/lotse/backend:1.0.0`, an example of a release | `sha256:b` |");
        assertThat(changes.subList(1, 3))
                .anyMatch(change -> change.startsWith("upload SHA256SUMS "))
                .contains("upload lotse-console-1.0.0.tar.gz " + sum);
        assertThat(changes.getLast()).startsWith("PATCH /releases/1 ").contains("\"draft\":false");

        Files.writeString(work.resolve("release/lotse-console-1.0.0.tar.gz"), "another");
        assertThat(publish(work, "Publish the release", 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.0.0               | POST /git/refs {"ref":"refs/tags/v1","sha":"SHA"}
            v1.0.0 v10.0.0       | POST /git/refs {"ref":"refs/tags/v1","sha":"SHA"}
            v1 v0.9.0 v1.0.0     | PATCH /git/refs/tags/v1 {"force":true,"sha":"SHA"}
            v1 v1.0.0 v1.10.0    |
            """)
    void theMajorTagIsTheNewestReleaseOfItsMajorVersion(String tags, String change) throws Exception {
        Path work = repository(CHANGES);

        List<String> changes = publish(work, "Move the tag of the major version", 0, tags.split(" +"));

        assertThat(changes)
                .isEqualTo(change == null ? List.of() : List.of(change.replace("SHA", git(work, "rev-parse HEAD"))));
    }

    /** The changes that a step of the last job makes on GitHub for the tag v1.0.0. */
    private List<String> publish(Path work, String name, int exitCode, String... tags) throws Exception {
        Tools.require("gh");
        Path socket = Files.createTempDirectory(folder, "gh").resolve("github");
        try (GitHubStandIn github = GitHubStandIn.start(socket).tagged(tags)) {
            Map<String, String> environment = job("v1.0.0", git(work, "rev-parse HEAD"));
            environment.putAll(GitHubStandIn.client(socket, socket.resolveSibling("configuration")));
            environment.put("GH_REPO", "you/lotse");
            RunStep.Result result = RunStep.of(RELEASE, "publish", name)
                    .run(
                            work,
                            environment,
                            Map.of(
                                    "needs.check.outputs.version", "1.0.0",
                                    "needs.build.outputs.registry", "ghcr.io/you/lotse",
                                    "needs.build.outputs.backend", "sha256:b",
                                    "needs.build.outputs.console", "sha256:c",
                                    "needs.build.outputs.edge", "sha256:e"),
                            SOON);
            assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
            return List.copyOf(github.changes());
        }
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        var command = List.of(
                Tools.require("shellcheck").toString(),
                Checkout.ROOT.resolve(".github/release-notes").toString());
        try (Program linter = Program.start(folder, System.getenv(), command)) {
            assertThat(linter.exitCode()).as(linter.output()).isZero();
        }
    }
}
