package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The hook's calls, in the SQLite file of the journal: the newest {@value #MOST} of each of four kinds (trusted or not, POST
 * or not). Untrusted calls displace only untrusted ones. A row may be lost in a power failure, which does no harm. So no
 * stranger makes the disk flush.
 */
public final class SqliteHookCalls implements HookCalls, AutoCloseable {
    /** How many of each kind are kept. */
    public static final int MOST = 500;

    private static final String NO_FLUSH = "synchronous = NORMAL";
    private static final String COLUMNS = "at, method, caller, who, trusted, deployment, digest, status, cause";

    private final Database database;
    private final int most;

    private SqliteHookCalls(Database database, int most) {
        this.database = database;
        this.most = most;
    }

    /** In {@code lotse.db} of the folder, which is opened when it is first needed. */
    public static SqliteHookCalls in(Path folder) {
        return in(folder, MOST, List.of(NO_FLUSH));
    }

    /** @param pragmas more settings for the connection, to make faults with */
    static SqliteHookCalls in(Path folder, int most, List<String> pragmas) {
        return new SqliteHookCalls(new Database(folder.resolve("lotse.db"), pragmas), most);
    }

    @Override
    public void add(HookCall call) {
        use(connection -> {
            connection.setAutoCommit(false);
            insert(connection, call);
            forgetTheOldest(connection, kind(call));
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    private static String kind(HookCall call) {
        return (call.trusted() ? "trusted " : "other ") + (call.method().equals("POST") ? "post" : "get");
    }

    private static void insert(Connection connection, HookCall call) throws SQLException {
        String values = ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO hook_call (kind, " + COLUMNS + values)) {
            statement.setString(1, kind(call));
            statement.setLong(2, call.at().toEpochMilli());
            statement.setString(3, call.method());
            statement.setString(4, call.caller());
            statement.setString(5, call.who());
            statement.setBoolean(6, call.trusted());
            statement.setString(7, call.deployment());
            statement.setString(8, call.digest());
            statement.setInt(9, call.status());
            statement.setString(10, call.cause());
            statement.executeUpdate();
        }
    }

    private void forgetTheOldest(Connection connection, String kind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM hook_call WHERE kind = ?1 AND sequence <=
                (SELECT sequence FROM hook_call WHERE kind = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2)""")) {
            statement.setString(1, kind);
            statement.setInt(2, most);
            statement.executeUpdate();
        }
    }

    @Override
    public List<HookCall> latest(boolean trusted, int limit) {
        String select = "SELECT " + COLUMNS + " FROM hook_call WHERE trusted = ? ORDER BY sequence DESC LIMIT ?";
        return use(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setBoolean(1, trusted);
                statement.setInt(2, limit);
                return read(statement);
            }
        });
    }

    private static List<HookCall> read(PreparedStatement statement) throws SQLException {
        List<HookCall> calls = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                calls.add(new HookCall(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8),
                        row.getString(9)));
            }
        }
        return List.copyOf(calls);
    }

    private <T> T use(Database.Use<T> use) {
        try {
            return database.use(use);
        } catch (JournalException e) {
            throw new HookCallsUnavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
