package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.drift.Baseline;
import ch.meuthak.lotse.console.drift.BoxBaseline;
import ch.meuthak.lotse.console.drift.DriftUnreadable;
import ch.meuthak.lotse.console.drift.Entry;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.drift.Timeline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timeline, in the SQLite file of the journal: the newest {@value #MOST} lines, none older than 180 days. What drift remembers
 * is a JSON document beside it.
 */
public final class SqliteTimeline implements Timeline, AutoCloseable {
    /** How many lines are kept. */
    public static final int MOST = 5_000;

    private static final Duration KEPT = Duration.ofDays(180);
    private static final JsonDocuments<Baseline> FORM =
            new JsonDocuments<>(Baseline.class, 2, BaselineUpgrade::fromVersion1);
    private static final String NAME = "memory";
    private static final JsonDocuments<BoxBaseline> BOX_FORM = new JsonDocuments<>(BoxBaseline.class, 1);
    private static final String BOX = "box";

    private final DriftDatabase database;
    private final InstantSource clock;
    private final int most;

    private SqliteTimeline(DriftDatabase database, InstantSource clock, int most) {
        this.database = database;
        this.clock = clock;
        this.most = most;
    }

    /** In {@code lotse.db} of the folder, which is opened when it is first needed. */
    public static SqliteTimeline in(Path folder, InstantSource clock) {
        return in(folder, clock, MOST, List.of());
    }

    /** @param pragmas more settings for the connection, to make faults with */
    static SqliteTimeline in(Path folder, InstantSource clock, int most, List<String> pragmas) {
        return new SqliteTimeline(new DriftDatabase(folder, pragmas), clock, most);
    }

    @Override
    public Optional<Baseline> memory() {
        return database.document(NAME).map(FORM::read).map(Baseline::settled);
    }

    @Override
    public void keep(Baseline memory, List<Entry> happened) {
        String document = FORM.write(memory);
        database.use(connection -> {
            connection.setAutoCommit(false);
            DriftDatabase.put(connection, NAME, document);
            for (Entry entry : happened) {
                insert(connection, entry);
            }
            if (!happened.isEmpty()) {
                forgetTheOldest(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    @Override
    public void add(List<Entry> happened) {
        written(happened, Optional.empty());
    }

    @Override
    public Optional<BoxBaseline> box() {
        try {
            return database.document(BOX).map(BOX_FORM::read);
        } catch (DriftUnreadable e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(BoxBaseline box, List<Entry> happened) {
        written(happened, Optional.of(BOX_FORM.write(box)));
    }

    private void written(List<Entry> happened, Optional<String> box) {
        database.use(connection -> {
            connection.setAutoCommit(false);
            if (box.isPresent()) {
                DriftDatabase.put(connection, BOX, box.get());
            }
            for (Entry entry : happened) {
                insert(connection, entry);
            }
            forgetTheOldest(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    private static void insert(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO timeline (at, kind, subject, sentence, was, became) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, entry.at().toEpochMilli());
            statement.setString(2, entry.kind().id());
            statement.setString(3, entry.subject());
            statement.setString(4, entry.sentence());
            statement.setString(5, entry.before());
            statement.setString(6, entry.after());
            statement.executeUpdate();
        }
    }

    private void forgetTheOldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM timeline WHERE at < ?1 OR sequence <=
                (SELECT sequence FROM timeline ORDER BY sequence DESC LIMIT 1 OFFSET ?2)""")) {
            statement.setLong(1, clock.instant().minus(KEPT).toEpochMilli());
            statement.setInt(2, most);
            statement.executeUpdate();
        }
    }

    @Override
    public List<Entry> latest(Optional<Kind> kind, long before, int limit) {
        String select = "SELECT sequence, at, kind, subject, sentence, was, became FROM timeline WHERE sequence < ?1"
                + (kind.isPresent() ? " AND kind = ?3" : "")
                + " ORDER BY sequence DESC LIMIT ?2";
        return database.use(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setLong(1, before);
                statement.setInt(2, limit);
                if (kind.isPresent()) {
                    statement.setString(3, kind.get().id());
                }
                return read(statement);
            }
        });
    }

    /** A line of a kind that only a newer console knows is left out. */
    private static List<Entry> read(PreparedStatement statement) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Optional<Kind> kind = Kind.of(row.getString(3));
                if (kind.isPresent()) {
                    entries.add(new Entry(
                            row.getLong(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            kind.get(),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        database.close();
    }
}
