package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.DeploymentLogs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Logs in the SQLite file of the journal: of each part of a deployment the newest {@value #MOST_LINES} lines and {@value
 * #MOST_BYTES} bytes, of the newest {@value #MOST_DEPLOYMENTS} deployments and the last that succeeded. The last lines may be
 * lost when the power goes, so that no line makes the disk flush.
 */
public final class SqliteDeploymentLogs implements DeploymentLogs, AutoCloseable {
    static final int MOST_LINES = 1000;
    static final int MOST_BYTES = 128 * 1024;
    static final int MOST_DEPLOYMENTS = 100;

    private final Database database;
    private final int deployments;

    private SqliteDeploymentLogs(Database database, int deployments) {
        this.database = database;
        this.deployments = deployments;
    }

    /** In {@code lotse.db} of the folder, which is opened when it is first needed. */
    public static SqliteDeploymentLogs in(Path folder) {
        return in(folder, MOST_DEPLOYMENTS);
    }

    static SqliteDeploymentLogs in(Path folder, int deployments) {
        return new SqliteDeploymentLogs(
                new Database(folder.resolve("lotse.db"), List.of("synchronous = NORMAL")), deployments);
    }

    @Override
    public void keep(String deployment, Part part, List<String> lines) {
        String text = bounded(lines);
        database.use(connection -> {
            connection.setAutoCommit(false);
            put(connection, deployment, part, text);
            forgetTheOldest(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    private static String bounded(List<String> lines) {
        int from = Math.max(0, lines.size() - MOST_LINES);
        int bytes = 0;
        for (int i = lines.size() - 1; i >= from; i--) {
            bytes += lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                from = i + 1;
            }
        }
        return String.join("\n", lines.subList(from, lines.size()));
    }

    private static void put(Connection connection, String deployment, Part part, String text) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO deployment_log (deployment, part, lines) VALUES (?, ?, ?)"
                        + " ON CONFLICT (deployment, part) DO UPDATE SET lines = excluded.lines")) {
            statement.setString(1, deployment);
            statement.setString(2, name(part));
            statement.setString(3, text);
            statement.executeUpdate();
        }
    }

    /** Ids sort by time. */
    private void forgetTheOldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM deployment_log
                WHERE deployment NOT IN
                    (SELECT DISTINCT deployment FROM deployment_log ORDER BY deployment DESC LIMIT ?)
                AND deployment NOT IN
                    (SELECT id FROM deployment WHERE state = 'succeeded' ORDER BY sequence DESC LIMIT 1)""")) {
            statement.setInt(1, deployments);
            statement.executeUpdate();
        }
    }

    @Override
    public List<String> read(String deployment, Part part) {
        return database.use(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT lines FROM deployment_log WHERE deployment = ? AND part = ?")) {
                statement.setString(1, deployment);
                statement.setString(2, name(part));
                try (ResultSet row = statement.executeQuery()) {
                    String text = row.next() ? row.getString(1) : "";
                    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
                }
            }
        });
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        database.close();
    }
}
