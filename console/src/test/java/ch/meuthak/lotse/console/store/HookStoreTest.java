package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.Journal.Entry;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls.HookCallsUnavailable;
import ch.meuthak.lotse.console.trust.SingleUse;
import ch.meuthak.lotse.console.trust.TestClock;
import ch.meuthak.lotse.console.trust.UsedIds.UsedIdsUnavailable;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hook must not forget, in a real SQLite file. */
class HookStoreTest {
    private final TestClock now = new TestClock("2026-11-25T12:00:00Z");

    private SingleUse id(String name) {
        return new SingleUse(name, now.instant().plusSeconds(300));
    }

    @Test
    void anIdIsUsedOnceAlsoForAnotherConsole(@TempDir Path folder) {
        try (var ids = SqliteUsedIds.in(folder, now)) {
            assertThat(ids.isUsed(id("github a"))).isFalse();
            assertThat(ids.use(id("github a"))).isTrue();
            assertThat(ids.use(id("github a"))).isFalse();
            assertThat(ids.use(id("hmac a"))).isTrue();
            assertThat(ids.use(id("github A"))).as("an id is what it is").isTrue();
        }
        try (var ids = SqliteUsedIds.in(folder, now)) {
            assertThat(ids.isUsed(id("github a"))).isTrue();
            assertThat(ids.isUsed(id("github b"))).isFalse();
            assertThat(ids.use(id("github a"))).isFalse();
            assertThat(ids.use(id("github '); DROP TABLE used_id; --"))).isTrue();
            assertThat(ids.size()).isEqualTo(4);
        }
    }

    @Test
    void ofManyAtOnceOneIsTheFirst(@TempDir Path folder) throws Exception {
        try (var ids = SqliteUsedIds.in(folder, now);
                var others = SqliteUsedIds.in(folder, now);
                var threads = Executors.newFixedThreadPool(8)) {
            ids.use(id("to make the file"));
            List<Callable<Boolean>> all = IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Boolean>) () -> (i % 2 == 0 ? ids : others).use(id("same")))
                    .toList();
            int first = 0;
            for (Future<Boolean> answer : threads.invokeAll(all)) {
                first += answer.get() ? 1 : 0;
            }
            assertThat(first).isEqualTo(1);
        }
    }

    @Test
    void anIdIsForgottenADayAfterNothingCouldBeAcceptedWithIt(@TempDir Path folder) {
        try (var ids = SqliteUsedIds.in(folder, now)) {
            SingleUse first = id("a");
            ids.use(first);
            now.move(Duration.ofHours(24));
            assertThat(ids.use(first)).as("a clock that was ahead for hours").isFalse();
            now.move(Duration.ofMinutes(6));
            ids.use(id("b"));
            assertThat(ids.size()).isEqualTo(1);
        }
    }

    @Test
    void whenTooManyAreRememberedTheNextIsRefusedUntilSomeAreForgotten(@TempDir Path folder) {
        try (var ids = SqliteUsedIds.in(folder, now, 3, List.of())) {
            IntStream.range(0, 3)
                    .forEach(i -> assertThat(ids.use(id("id " + i))).isTrue());
            assertThatExceptionOfType(UsedIdsUnavailable.class)
                    .isThrownBy(() -> ids.use(id("one more")))
                    .withMessageContaining("too many ids");
            assertThat(ids.size()).isEqualTo(3);
            now.move(Duration.ofHours(25));
            assertThat(ids.use(id("one more"))).isTrue();
        }
    }

    @Test
    void onAFullDiskAnIdCountsAsUsed(@TempDir Path folder) {
        SqliteJournal.open(folder).close();
        try (var ids = SqliteUsedIds.in(folder, now, 50_000, List.of("max_page_count = 14"))) {
            int kept = 0;
            try {
                while (kept < 5000) {
                    ids.use(id("an id that takes some room on the disk, number " + kept));
                    kept++;
                }
            } catch (UsedIdsUnavailable e) {
                assertThat(e).hasMessageContaining("the disk is full");
            }
            int full = kept;
            assertThat(full).isBetween(1, 4999);
            assertThatExceptionOfType(UsedIdsUnavailable.class)
                    .isThrownBy(() -> ids.use(id("an id that takes some room on the disk, number " + full)));
            try (var roomy = SqliteUsedIds.in(folder, now)) {
                assertThat(roomy.use(id("an id that takes some room on the disk, number " + full)))
                        .as("nothing was kept of it, and nothing was done because of it")
                        .isTrue();
            }
        }
    }

    private HookCall call(String method, boolean trusted, int number) {
        return new HookCall(
                now.instant(), method, "203.0.113.9", "hmac", trusted, "d-" + number, "sha256:00", 202, "why");
    }

    @Test
    void aCallIsReadAsItWasWritten(@TempDir Path folder) {
        HookCall whole = new HookCall(
                now.instant(), "POST", "203.0.113.9", "github o/r run 1 by a", true, "d", "sha256:1", 409, "'");
        try (var calls = SqliteHookCalls.in(folder)) {
            calls.add(whole);
        }
        try (var calls = SqliteHookCalls.in(folder)) {
            assertThat(calls.latest(true, 10)).containsExactly(whole);
            assertThat(calls.latest(false, 10)).isEmpty();
        }
    }

    @Test
    void soManyOfEachKindAreKeptAndNoKindPushesOutAnother(@TempDir Path folder) {
        try (var calls = SqliteHookCalls.in(folder, 5, List.of())) {
            calls.add(call("POST", true, 1));
            for (int i = 2; i < 50; i++) {
                calls.add(call("GET", true, i));
                calls.add(call("POST", false, i));
                calls.add(call("GET", false, i));
            }
            assertThat(calls.latest(true, 100))
                    .extracting(HookCall::deployment)
                    .containsExactly("d-49", "d-48", "d-47", "d-46", "d-45", "d-1");
            assertThat(calls.latest(false, 100)).hasSize(10);
            assertThat(calls.latest(false, 3)).hasSize(3);
        }
    }

    @Test
    void onAFullDiskACallIsRefusedAndTheOlderOnesAreStillRead(@TempDir Path folder) {
        SqliteJournal.open(folder).close();
        try (var calls = SqliteHookCalls.in(folder, 100_000, List.of("max_page_count = 14"))) {
            assertThatExceptionOfType(HookCallsUnavailable.class)
                    .isThrownBy(() -> IntStream.range(0, 5000).forEach(i -> calls.add(call("POST", true, i))))
                    .withMessageContaining("the disk is full");
            assertThat(calls.latest(true, 10)).hasSize(10);
        }
    }

    @Test
    void aFileOfAConsoleThatKnewNoHookIsBroughtUpToDate(@TempDir Path folder) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE deployment (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                    state TEXT NOT NULL, final INTEGER NOT NULL, idempotency_key TEXT UNIQUE, wish TEXT NOT NULL,
                    document TEXT NOT NULL) STRICT""");
            statement.execute(
                    "INSERT INTO deployment (id, state, final, wish, document) VALUES ('old', 'failed', 1, '', '"
                            + "{\"id\":\"old\",\"state\":\"FAILED\",\"requestedBy\":\"api\",\"reason\":\"\",\"requestedAt\":"
                            + "\"2026-11-23T16:00:00Z\",\"release\":{\"digest\":\"sha256:00\",\"version\":\"\",\"revision\":\"\"},"
                            + "\"steps\":[],\"failure\":\"\"}')");
            statement.execute("PRAGMA user_version = 1");
        }
        try (var journal = SqliteJournal.open(folder);
                var ids = SqliteUsedIds.in(folder, now)) {
            assertThat(journal.find("old").orElseThrow().origin()).isEmpty();
            assertThat(ids.use(id("a"))).isTrue();
            journal.write(new Entry(journal.find("old").orElseThrow(), "hook abc", "wish"));
        }
    }
}
