package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.DeploymentLogs.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs are bounded in every direction, and for nobody else to read. */
class SqliteDeploymentLogsTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<String> lines(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> i + " ".repeat(length)).toList();
    }

    @Test
    void whatIsKeptIsReadByAnotherConsole() throws Exception {
        try (var logs = SqliteDeploymentLogs.in(folder)) {
            logs.keep("d1", Part.CONSOLE, List.of("one", "", "three"));
            logs.keep("d1", Part.RELEASE, List.of("out"));
            logs.keep("d1", Part.RELEASE, List.of("out", "more"));
        }
        try (var logs = SqliteDeploymentLogs.in(folder)) {
            assertThat(logs.read("d1", Part.CONSOLE)).containsExactly("one", "", "three");
            assertThat(logs.read("d1", Part.RELEASE)).containsExactly("out", "more");
            assertThat(logs.read("d2", Part.RELEASE)).isEmpty();
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("lotse.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void onlyTheNewestLinesAreKept() {
        try (var logs = SqliteDeploymentLogs.in(folder)) {
            logs.keep("d1", Part.RELEASE, lines(1500, 1));
            assertThat(logs.read("d1", Part.RELEASE)).hasSize(1000).first().isEqualTo("500 ");

            logs.keep("d1", Part.RELEASE, lines(1000, 2000));
            assertThat(String.join("\n", logs.read("d1", Part.RELEASE)))
                    .hasSizeBetween(100 * 1024, 128 * 1024)
                    .contains("999 ");
        }
    }

    @Test
    void onlyTheNewestDeploymentsAreKeptAndTheLastThatSucceeded() {
        try (var journal = SqliteJournal.open(folder);
                var logs = SqliteDeploymentLogs.in(folder, 3)) {
            assertThat(journal.latest(1)).isEmpty();
            for (int i = 1; i <= 5; i++) {
                logs.keep("d" + i, Part.CONSOLE, List.of("line"));
                logs.keep("d" + i, Part.RELEASE, List.of("line"));
            }
            assertThat(logs.read("d2", Part.CONSOLE)).isEmpty();
            assertThat(logs.read("d3", Part.CONSOLE)).containsExactly("line");
            assertThat(logs.read("d5", Part.RELEASE)).containsExactly("line");
        }
    }
}
