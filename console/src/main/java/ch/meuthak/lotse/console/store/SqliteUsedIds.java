package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.trust.SingleUse;
import ch.meuthak.lotse.console.trust.UsedIds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The used ids, in the SQLite file of the journal. An id is on disk when {@link #use} returns. It is forgotten a day after
 * nothing could be accepted with it any more: so a clock that was ahead for some hours, and is set right, lets nothing pass
 * twice.
 */
public final class SqliteUsedIds implements UsedIds, AutoCloseable {
    /** More than the hook's rate limit lets through in that day; a full table refuses. */
    static final int MOST = 50_000;

    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final InstantSource clock;
    private final int most;

    private SqliteUsedIds(Database database, InstantSource clock, int most) {
        this.database = database;
        this.clock = clock;
        this.most = most;
    }

    /** In {@code lotse.db} of the folder, which is opened when it is first needed. */
    public static SqliteUsedIds in(Path folder, InstantSource clock) {
        return in(folder, clock, MOST, List.of());
    }

    /** @param pragmas more settings for the connection, to make faults with */
    static SqliteUsedIds in(Path folder, InstantSource clock, int most, List<String> pragmas) {
        return new SqliteUsedIds(new Database(folder.resolve("lotse.db"), pragmas), clock, most);
    }

    @Override
    public boolean use(SingleUse id) {
        try {
            return database.use(connection -> use(connection, id));
        } catch (JournalException e) {
            throw new UsedIdsUnavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean isUsed(SingleUse id) {
        try {
            return database.use(connection -> isUsed(connection, id));
        } catch (JournalException e) {
            throw new UsedIdsUnavailable(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isUsed(Connection connection, SingleUse id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM used_id WHERE id = ?")) {
            statement.setString(1, id.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private boolean use(Connection connection, SingleUse id) throws SQLException {
        connection.setAutoCommit(false);
        prune(connection);
        boolean first = count(connection) < most ? insert(connection, id) : refuse(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return first;
    }

    private static boolean insert(Connection connection, SingleUse id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO used_id (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, id.id());
            statement.setLong(2, id.until().toEpochMilli());
            return statement.executeUpdate() == 1;
        }
    }

    private static boolean refuse(Connection connection) throws SQLException {
        connection.rollback();
        throw new SQLException("too many ids of calls are remembered; the oldest are forgotten within a day");
    }

    private void prune(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM used_id WHERE until < ?")) {
            statement.setLong(1, clock.instant().minus(KEPT).toEpochMilli());
            statement.executeUpdate();
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM used_id")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** How many are remembered. */
    int size() {
        return database.use(SqliteUsedIds::count);
    }

    @Override
    public void close() {
        database.close();
    }
}
