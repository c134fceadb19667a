package ch.meuthak.lotse.console.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and their version in {@code PRAGMA user_version}: one list of statements for each step up. */
final class Schema {
    private static final List<List<String>> VERSIONS =
            List.of(List.of("""
            CREATE TABLE deployment (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                state TEXT NOT NULL,
                final INTEGER NOT NULL,
                idempotency_key TEXT UNIQUE,
                wish TEXT NOT NULL,
                document TEXT NOT NULL
            ) STRICT""", "CREATE INDEX deployment_unfinished ON deployment (final) WHERE NOT final"));

    private Schema() {}

    /** @throws SQLException also when a newer console wrote the file */
    static void bringUpToDate(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > VERSIONS.size()) {
            throw new SQLException("a newer console wrote it (its schema is version " + found + ", this console knows "
                    + VERSIONS.size() + "): start that console, or another state directory");
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
