package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/beside}: what fails in one of its commands must fail CI, whatever the others do and whenever they end. */
@Timeout(120)
class BesideScriptTest {
    private final Path folder;

    BesideScriptTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Program beside(String... commands) throws Exception {
        var all = new ArrayList<>(List.of(
                Tools.require("bash").toString(),
                Path.of("../.ci/beside").toAbsolutePath().toString()));
        all.addAll(List.of(commands));
        return Program.start(folder, Map.of("PATH", System.getenv("PATH")), all);
    }

    @Test
    void whereAllGoWellItGoesWellAndEachLineSaysWhoseItIs() throws Exception {
        try (Program both = beside("one", "echo first; echo second >&2", "other", "sleep 0.2; echo third")) {
            assertThat(both.exitCode()).as(both.output()).isZero();
            assertThat(both.output().lines()).containsExactlyInAnyOrder("one: first", "one: second", "other: third");
        }
    }

    @Test
    void oneThatFailsIsNamedAndFailsTheWholeAfterTheOthersHaveEnded() throws Exception {
        for (String[] commands : new String[][] {
            {"bad", "echo out of luck; exit 3", "good", "sleep 0.5; echo done"},
            {"good", "echo done", "bad", "sleep 0.5; echo out of luck; exit 3"},
        }) {
            try (Program both = beside(commands)) {
                assertThat(both.exitCode()).as(both.output()).isEqualTo(1);
                assertThat(both.output().lines())
                        .contains("bad: out of luck", "good: done")
                        .endsWith("beside: failed: bad");
            }
        }
    }
}
