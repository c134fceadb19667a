package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployment.Evidence;
import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import ch.meuthak.lotse.console.deploy.Deployment.Step;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal.Entry;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal in a real SQLite file. */
class SqliteJournalTest {
    private static final Instant NOW = Instant.parse("2026-11-23T16:00:00.123Z");

    @Test
    void whatWasWrittenIsReadBackByAnotherConsole(@TempDir Path folder) {
        Deployment whole = new Deployment(
                "id-1",
                DeploymentState.ROLLED_BACK,
                "hook",
                Optional.of(new Origin("github o/r run 7 by a", "https://github.com/o/r/actions/runs/7")),
                "<b>markup</b> and 'quotes'; DROP TABLE deployment",
                true,
                NOW,
                Optional.of(NOW.plusSeconds(9)),
                release(1),
                Optional.of(Slot.GREEN),
                List.of(
                        new Step("requested", NOW, Optional.of(NOW), "ok"),
                        new Step("baking", NOW, Optional.empty(), "")),
                "It was bad.",
                Optional.of(new Evidence(Optional.of(3), List.of("a", "b"), List.of("503 no"))));
        try (var journal = SqliteJournal.open(folder)) {
            journal.write(new Entry(whole, "key", "wish"));
        }

        try (var journal = SqliteJournal.open(folder)) {
            assertThat(journal.find("id-1")).contains(whole);
            assertThat(journal.findByKey("key")).contains(new Entry(whole, "key", "wish"));
            assertThat(journal.latest(10)).containsExactly(whole);
            assertThat(journal.find("id-2")).isEmpty();
            assertThat(journal.findByKey("")).isEmpty();
        }
    }

    @Test
    void theUnfinishedAreFoundOldestFirstAndTheLastSucceededIsTheNewest(@TempDir Path folder) {
        try (var journal = SqliteJournal.open(folder)) {
            journal.write(entry(deployment(1, DeploymentState.SUCCEEDED)));
            journal.write(entry(deployment(2, DeploymentState.SUCCEEDED)));
            journal.write(entry(deployment(3, DeploymentState.BAKING)));
            journal.write(entry(deployment(4, DeploymentState.REQUESTED)));
            journal.write(entry(deployment(3, DeploymentState.DRAINING)));

            assertThat(journal.unfinished())
                    .extracting(entry -> entry.deployment().id())
                    .containsExactly("3", "4");
            assertThat(journal.unfinished().getFirst().deployment().state()).isEqualTo(DeploymentState.DRAINING);
            assertThat(journal.lastSucceeded()).map(Deployment::id).contains("2");
        }
    }

    @Test
    void theLastSucceededOfAnotherReleaseIsFoundHoweverOftenOneWasRedeployedOrFailedSince(@TempDir Path folder) {
        try (var journal = SqliteJournal.open(folder)) {
            String first = release(1).digest();
            assertThat(journal.lastSucceededOtherThan(first)).isEmpty();
            journal.write(entry(deployment(1, DeploymentState.SUCCEEDED)));
            assertThat(journal.lastSucceededOtherThan(first)).isEmpty();
            journal.write(entry(deployment(2, DeploymentState.SUCCEEDED)));
            journal.write(entry(again("2, again", deployment(2, DeploymentState.SUCCEEDED))));
            journal.write(entry(deployment(3, DeploymentState.FAILED)));
            journal.write(entry(deployment(4, DeploymentState.ROLLED_BACK)));

            assertThat(journal.lastSucceededOtherThan(release(2).digest()))
                    .map(Deployment::id)
                    .contains("1");
            assertThat(journal.lastSucceededOtherThan(first))
                    .map(Deployment::id)
                    .contains("2, again");
        }
    }

    @Test
    void aRowOfAnOlderConsoleThatKnewNoRollbacksOriginsAndConfigurationsIsReadWithNone(@TempDir Path folder)
            throws SQLException {
        Deployment written = deployment(1, DeploymentState.SUCCEEDED);
        try (var journal = SqliteJournal.open(folder)) {
            journal.write(entry(written));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE deployment SET document = json_remove(document, '$.rollback', '$.origin', '$.configuration', '$.fingerprint')");
        }

        try (var journal = SqliteJournal.open(folder)) {
            assertThat(journal.find("1")).contains(written);
        }
    }

    @Test
    void onlyTheNewestAreKeptAndTheLastThatSucceeded(@TempDir Path folder) {
        try (var journal = SqliteJournal.open(folder, 10, List.of())) {
            journal.write(entry(deployment(1, DeploymentState.SUCCEEDED)));
            journal.write(entry(deployment(2, DeploymentState.REQUESTED)));
            IntStream.range(3, 40).forEach(i -> journal.write(entry(deployment(i, DeploymentState.FAILED))));

            assertThat(journal.latest(1000))
                    .extracting(Deployment::id)
                    .startsWith("39")
                    .endsWith("30", "2", "1")
                    .hasSize(12);
        }
    }

    @Test
    void aKeyBelongsToOneDeployment(@TempDir Path folder) {
        try (var journal = SqliteJournal.open(folder)) {
            journal.write(new Entry(deployment(1, DeploymentState.REQUESTED), "key", "a"));

            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.write(new Entry(deployment(2, DeploymentState.REQUESTED), "key", "b")));
            assertThat(journal.find("2")).isEmpty();
            journal.write(new Entry(deployment(1, DeploymentState.PULLING), "key", "a"));
        }
    }

    @Test
    void aFullFileRefusesAWriteKeepsWhatWasThereAndGoesOnWhenThereIsRoom(@TempDir Path folder) {
        try (var full = SqliteJournal.open(folder, 1000, List.of("max_page_count = 12"))) {
            int written = writeUntilFull(full);
            assertThat(full.find(String.valueOf(written))).isPresent();
            assertThat(full.find(String.valueOf(written + 1))).isEmpty();

            try (var roomy = SqliteJournal.open(folder)) {
                roomy.write(entry(deployment(5000, DeploymentState.FAILED)));
            }
            assertThat(full.find("5000")).as("it still reads").isPresent();
        }
    }

    @Test
    void aFullDiskRefusesAWriteAndTheSameJournalGoesOnWhenSpaceIsFreed(@TempDir Path folder) throws Exception {
        Path disk = mountSmallDisk(folder.resolve("disk"));
        Path ballast = disk.resolve("ballast");
        try (var journal = SqliteJournal.open(disk)) {
            journal.write(entry(deployment(0, DeploymentState.FAILED)));
            fill(ballast);
            int written = writeUntilFull(journal);
            assertThat(journal.latest(1)).extracting(Deployment::id).containsExactly(String.valueOf(written));

            Files.delete(ballast);
            journal.write(entry(deployment(5000, DeploymentState.FAILED)));
            assertThat(journal.find("5000")).isPresent();
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void aDiskThatTurnsReadOnlyRefusesAWriteAndTheSameJournalGoesOnWhenItIsWritableAgain(@TempDir Path folder)
            throws Exception {
        Path disk = mountSmallDisk(folder.resolve("disk"));
        var journal = SqliteJournal.open(disk);
        try {
            journal.write(entry(deployment(1, DeploymentState.FAILED)));
            journal.close();
            run("mount", "-o", "remount,ro", disk.toString());
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.write(entry(deployment(2, DeploymentState.FAILED))))
                    .withMessageContaining("it is read-only or gone");

            run("mount", "-o", "remount,rw", disk.toString());
            journal.write(entry(deployment(3, DeploymentState.FAILED)));
            assertThat(journal.latest(10)).extracting(Deployment::id).containsExactly("3", "1");
        } finally {
            journal.close();
            run("umount", disk.toString());
        }
    }

    private static int writeUntilFull(SqliteJournal journal) {
        for (int i = 1; i < 5000; i++) {
            try {
                journal.write(entry(deployment(i, DeploymentState.FAILED)));
            } catch (JournalException e) {
                assertThat(e).hasMessageContaining("disk is full. Free some space; nothing needs a restart");
                return i - 1;
            }
        }
        throw new AssertionError("it never got full");
    }

    private static Path mountSmallDisk(Path disk) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root can mount a small disk: not tested here");
        Files.createDirectory(disk);
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()) == 0,
                "this machine does not let root mount a small disk: not tested here");
        return disk;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void aFolderThatIsNotThereIsAPlainSentence(@TempDir Path folder) {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> SqliteJournal.open(folder.resolve("nowhere")))
                .withMessageContaining("its file cannot be created");
    }

    @Test
    void aFileThatIsNoDatabaseIsAPlainSentence(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("lotse.db"), "this is not a database, whatever it says on the tin".repeat(20));

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> SqliteJournal.open(folder))
                .withMessageContaining("it is damaged. Move it away");
    }

    @Test
    void aFileOfANewerConsoleIsLeftAlone(@TempDir Path folder) throws SQLException {
        SqliteJournal.open(folder).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> SqliteJournal.open(folder))
                .withMessageContaining("a newer console wrote it");
    }

    @Test
    void nobodyElseCanReadTheFiles(@TempDir Path folder) throws IOException {
        try (var journal = SqliteJournal.open(folder)) {
            journal.write(entry(deployment(1, DeploymentState.REQUESTED)));
            for (String name : List.of("lotse.db", "lotse.db-wal", "lotse.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void theFileIsInWriteAheadModeAndFullySynchronous(@TempDir Path folder) throws SQLException {
        SqliteJournal.open(folder).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(row.getString(1)).isEqualTo("wal");
        }
        var database = new Database(folder.resolve("lotse.db"), List.of());
        int synchronous = database.use(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("PRAGMA synchronous")) {
                return row.getInt(1);
            }
        });
        assertThat(synchronous).as("FULL").isEqualTo(2);
        database.close();
    }

    private static Entry entry(Deployment deployment) {
        return new Entry(deployment, "", "");
    }

    private static Release release(int number) {
        return new Release("sha256:" + String.format("%064x", number), "1.0", "abc");
    }

    private static Deployment again(String id, Deployment same) {
        return new Deployment(
                id,
                same.state(),
                same.requestedBy(),
                same.origin(),
                same.reason(),
                same.rollback(),
                same.requestedAt(),
                same.finishedAt(),
                same.release(),
                same.slot(),
                same.steps(),
                same.failure(),
                same.evidence());
    }

    private static Deployment deployment(int number, DeploymentState state) {
        return new Deployment(
                String.valueOf(number),
                state,
                "api",
                Optional.empty(),
                "because ".repeat(20),
                false,
                NOW,
                state.isFinal() ? Optional.of(NOW) : Optional.empty(),
                release(number),
                Optional.of(Slot.BLUE),
                List.of(),
                "",
                Optional.empty());
    }
}
