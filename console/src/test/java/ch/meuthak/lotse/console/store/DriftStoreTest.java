package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.drift.BoxBaseline;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.drift.DriftUnavailable;
import ch.meuthak.lotse.console.drift.DriftUnreadable;
import ch.meuthak.lotse.console.drift.Entry;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.drift.ServingRelease;
import ch.meuthak.lotse.console.facts.LargeTopology;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.trust.TestClock;
import ch.meuthak.lotse.console.web.HostileTopology;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drift remembers, in a real SQLite file. */
class DriftStoreTest {
    private final TestClock clock = new TestClock("2026-11-23T12:00:00Z");

    private static Topology opened() {
        return ReferenceTopology.healthy()
                .inbound(ReferenceTopology.apiRule("0.0.0.0/0"))
                .topology();
    }

    private static Optional<ServingRelease> release() {
        return Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true));
    }

    @Test
    void whatHappenedOnTheBoxIsKeptWithoutAnySnapshot(@TempDir Path folder) {
        var box = new BoxBaseline("b1", Map.of("edge", clock.instant()));
        try (var timeline = SqliteTimeline.in(folder, clock);
                var snapshots = SqliteSnapshots.in(folder)) {
            assertThat(timeline.box()).isEmpty();
            timeline.keep(box, List.of());
            new DriftDetector(timeline, snapshots, clock).happened(Kind.BOX, "", "The Docker engine ended.");
        }
        try (var timeline = SqliteTimeline.in(folder, clock)) {
            assertThat(timeline.box()).hasValue(box);
            assertThat(timeline.latest(Optional.of(Kind.BOX), Long.MAX_VALUE, 10))
                    .singleElement()
                    .extracting(Entry::sentence)
                    .isEqualTo("The Docker engine ended.");
            assertThat(timeline.memory()).isEmpty();
        }
    }

    // ---- whole snapshots

    private static void roundTrip(Path folder, Topology topology) {
        try (var snapshots = SqliteSnapshots.in(folder)) {
            snapshots.keep(topology);
        }
        try (var snapshots = SqliteSnapshots.in(folder)) {
            assertThat(snapshots.last()).hasValue(topology);
        }
    }

    @Test
    void aSnapshotIsReadAsItWasWritten(@TempDir Path folder) {
        try (var snapshots = SqliteSnapshots.in(folder)) {
            assertThat(snapshots.last()).isEmpty();
        }
        roundTrip(folder, ReferenceTopology.healthy().topology());
        roundTrip(
                folder, ReferenceTopology.healthy().noTargets().domainUnknown().topology());
        roundTrip(
                folder,
                ReferenceTopology.healthy()
                        .nothingRead("ExpiredToken", "Expired.", "")
                        .topology());
        roundTrip(folder, LargeTopology.of(1000, 100, 1000));
    }

    @Test
    void anyTextInASnapshotSurvives(@TempDir Path folder) {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            Supplier<String> text = () -> text(random);
            var hostile =
                    new HostileTopology(text, random.nextInt(4), clock.instant().plusNanos(random.nextInt()));
            roundTrip(folder, hostile.topology());
            roundTrip(folder, hostile.unread());
        }
    }

    private static String text(Random random) {
        int[] points = IntStream.range(0, random.nextInt(12))
                .map(i -> switch (random.nextInt(5)) {
                    case 0 -> random.nextInt(0x20);
                    case 1 -> "\"\\{}[]:,'<>&\u2028\u0000".codePointAt(random.nextInt(14));
                    case 2 -> 0x1F600 + random.nextInt(64);
                    default -> 0x20 + random.nextInt(0xD000);
                })
                .toArray();
        return new String(points, 0, points.length);
    }

    // ---- what is remembered

    private DriftDetector detector(SqliteTimeline timeline, SqliteSnapshots snapshots) {
        return new DriftDetector(timeline, snapshots, clock);
    }

    @Test
    void everythingSurvivesARestartOfTheConsole(@TempDir Path folder) {
        try (var timeline = SqliteTimeline.in(folder, clock);
                var snapshots = SqliteSnapshots.in(folder)) {
            DriftDetector detector = detector(timeline, snapshots);
            detector.look(ReferenceTopology.healthy().topology(), release());
            detector.look(LargeTopology.of(50, 5, 20), release());
            detector.acceptAll("");
            detector.look(ReferenceTopology.healthy().topology(), release());
            assertThat(timeline.memory()).isPresent();
        }
        try (var timeline = SqliteTimeline.in(folder, clock);
                var snapshots = SqliteSnapshots.in(folder)) {
            DriftDetector detector = detector(timeline, snapshots);
            var before = detector.drift();
            detector.look(opened(), release());
            assertThat(detector.drift().acceptedAt()).isEqualTo(before.acceptedAt());
            assertThat(detector.latest(Optional.of(Kind.SECURITY_GROUP), Long.MAX_VALUE, 10))
                    .singleElement()
                    .extracting(Entry::sentence)
                    .asString()
                    .contains("tcp 22 from 0.0.0.0/0 was removed");
            assertThat(detector.lastKnown()).hasValue(opened());
        }
    }

    @Test
    void theNewestLinesAreKeptAndNoneForEver(@TempDir Path folder) {
        try (var timeline = SqliteTimeline.in(folder, clock, 5, List.of());
                var snapshots = SqliteSnapshots.in(folder)) {
            DriftDetector detector = detector(timeline, snapshots);
            for (int i = 0; i < 20; i++) {
                detector.look(i % 2 == 0 ? ReferenceTopology.healthy().topology() : opened(), Optional.empty());
            }
            assertThat(timeline.latest(Optional.empty(), Long.MAX_VALUE, 100))
                    .extracting(Entry::sequence)
                    .containsExactly(20L, 19L, 18L, 17L, 16L);
            assertThat(timeline.latest(Optional.empty(), 18, 1))
                    .extracting(Entry::sequence)
                    .containsExactly(17L);
            clock.move(Duration.ofDays(200));
            detector.acceptAll("");
            assertThat(timeline.latest(Optional.empty(), Long.MAX_VALUE, 100)).hasSize(1);
        }
    }

    @Test
    void onAFullDiskTheConsoleGoesOnAndWritesWhatHappenedWhenThereIsRoom(@TempDir Path folder) {
        SqliteJournal.open(folder).close();
        var detector = new DriftDetector[1];
        try (var timeline = SqliteTimeline.in(folder, clock, 5000, List.of("max_page_count = 40"));
                var snapshots = SqliteSnapshots.in(folder, List.of("max_page_count = 40"))) {
            detector[0] = detector(timeline, snapshots);
            detector[0].look(ReferenceTopology.healthy().topology(), release());
            assertThat(detector[0].drift().problem()).isEmpty();
            assertThatCode(() -> {
                        for (int i = 0; i < 5; i++) {
                            detector[0].look(LargeTopology.of(300, 30, 300), release());
                            detector[0].look(opened(), release());
                        }
                    })
                    .doesNotThrowAnyException();
            detector[0].look(LargeTopology.of(300, 30, 300), release());
            assertThat(detector[0].drift().problem()).contains("the disk is full");
            assertThatExceptionOfType(DriftUnavailable.class)
                    .isThrownBy(() -> detector[0].acceptAll(""))
                    .withMessageContaining("the disk is full");
            assertThat(timeline.memory()).as("what was kept is still whole").isPresent();
        }
    }

    private static void sql(Path folder, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aDocumentThatIsDamagedOrOfAnotherVersionIsToldAndBeginsAnew(@TempDir Path folder) throws SQLException {
        for (String document : List.of(
                "'{\"version\":1,\"content\":{\"accepted\"'",
                "'null'",
                "''",
                "'[]'",
                "'{\"version\":1}'",
                "'{\"version\":1,\"content\":{}}'",
                "replace(document, '\"version\":2', '\"version\":7')",
                "replace(document, '\"SECURITY_GROUP\"', '\"NOVELTY\"')",
                "replace(document, '\"acceptedAt\":\"', '\"acceptedAt\":\"x')")) {
            try (var timeline = SqliteTimeline.in(folder, clock);
                    var snapshots = SqliteSnapshots.in(folder)) {
                detector(timeline, snapshots).look(ReferenceTopology.healthy().topology(), release());
            }
            sql(folder, "UPDATE drift_document SET document = " + document);
            try (var timeline = SqliteTimeline.in(folder, clock);
                    var snapshots = SqliteSnapshots.in(folder)) {
                assertThatExceptionOfType(DriftUnreadable.class).as(document).isThrownBy(timeline::memory);
                DriftDetector detector = detector(timeline, snapshots);
                detector.look(opened(), release());
                assertThat(detector.drift().differences()).as(document).isEmpty();
                assertThat(detector.latest(Optional.of(Kind.ACCEPTED), Long.MAX_VALUE, 1)
                                .getFirst()
                                .sentence())
                        .startsWith("The previous baseline is unreadable (");
                assertThat(timeline.memory()).isPresent();
                assertThat(detector.lastKnown()).hasValue(opened());
            }
            sql(folder, "DELETE FROM drift_document");
        }
    }

    @Test
    void aDamagedSnapshotIsNone(@TempDir Path folder) throws SQLException {
        try (var timeline = SqliteTimeline.in(folder, clock);
                var snapshots = SqliteSnapshots.in(folder)) {
            detector(timeline, snapshots).look(ReferenceTopology.healthy().topology(), release());
            sql(
                    folder,
                    "UPDATE drift_document SET document = '{\"version\":1,\"content\":{\"domain\":\"a\"}}'"
                            + " WHERE name = 'topology'");
            assertThat(detector(timeline, snapshots).lastKnown()).isEmpty();
        }
    }

    @Test
    void aFileOfAConsoleThatKnewNoDriftIsBroughtUpToDate(@TempDir Path folder) throws SQLException {
        SqliteJournal.open(folder).close();
        sql(folder, "DROP TABLE timeline");
        sql(folder, "DROP TABLE drift_document");
        sql(folder, "DROP TABLE deployment_log");
        sql(folder, "PRAGMA user_version = 2");
        try (var timeline = SqliteTimeline.in(folder, clock);
                var snapshots = SqliteSnapshots.in(folder);
                var journal = SqliteJournal.open(folder)) {
            assertThat(timeline.memory()).isEmpty();
            detector(timeline, snapshots).look(ReferenceTopology.healthy().topology(), release());
            assertThat(timeline.memory()).isPresent();
            assertThat(journal.latest(1)).isEmpty();
        }
    }
}
