package ch.meuthak.lotse.console.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and their version in {@code PRAGMA user_version}: one list of statements for each step up. */
final class Schema {
    private static final List<String> DEPLOYMENTS =
            List.of("""
            CREATE TABLE deployment (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                state TEXT NOT NULL,
                final INTEGER NOT NULL,
                idempotency_key TEXT UNIQUE,
                wish TEXT NOT NULL,
                document TEXT NOT NULL
            ) STRICT""", "CREATE INDEX deployment_unfinished ON deployment (final) WHERE NOT final");

    /** Times are milliseconds since 1970. */
    private static final List<String> HOOK = List.of(
            """
            CREATE TABLE used_id (
                id TEXT PRIMARY KEY,
                until INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX used_id_until ON used_id (until)",
            """
            CREATE TABLE hook_call (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                at INTEGER NOT NULL,
                method TEXT NOT NULL,
                caller TEXT NOT NULL,
                who TEXT NOT NULL,
                trusted INTEGER NOT NULL,
                deployment TEXT NOT NULL,
                digest TEXT NOT NULL,
                status INTEGER NOT NULL,
                cause TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX hook_call_kind ON hook_call (kind, sequence)");

    /** Times are milliseconds since 1970. */
    private static final List<String> DRIFT =
            List.of("""
            CREATE TABLE drift_document (
                name TEXT PRIMARY KEY,
                document TEXT NOT NULL
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE timeline (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                at INTEGER NOT NULL,
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,
                sentence TEXT NOT NULL,
                was TEXT NOT NULL,
                became TEXT NOT NULL
            ) STRICT""", "CREATE INDEX timeline_kind ON timeline (kind, sequence)");

    /** Between lines there is a line feed. */
    private static final List<String> LOGS = List.of("""
            CREATE TABLE deployment_log (
                deployment TEXT NOT NULL,
                part TEXT NOT NULL,
                lines TEXT NOT NULL,
                PRIMARY KEY (deployment, part)
            ) STRICT""");

    private static final List<List<String>> VERSIONS = List.of(DEPLOYMENTS, HOOK, DRIFT, LOGS);

    private Schema() {}

    /** @throws SQLException also when a newer console wrote the file */
    static void bringUpToDate(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > VERSIONS.size()) {
            throw new SQLException("a newer console wrote it (its schema is version " + found + ", this console knows "
                    + VERSIONS.size() + "): start that console, or use another state directory");
        }
        if (found == VERSIONS.size()) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : VERSIONS.subList(found, VERSIONS.size())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + VERSIONS.size());
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
