package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.drift.DriftUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of drift in the SQLite file of the journal. The last writes may be lost in a power failure, and are detected again
 * then. So no snapshot makes the disk flush.
 */
final class DriftDatabase implements AutoCloseable {
    private static final String NO_FLUSH = "synchronous = NORMAL";

    private final Database database;

    DriftDatabase(Path folder, List<String> pragmas) {
        this.database = new Database(
                folder.resolve("lotse.db"),
                Stream.concat(Stream.of(NO_FLUSH), pragmas.stream()).toList());
    }

    /** @throws DriftUnavailable when the file cannot be used now */
    <T> T use(Database.Use<T> use) {
        try {
            return database.use(use);
        } catch (JournalException e) {
            throw new DriftUnavailable(String.valueOf(e.getMessage()));
        }
    }

    /** The document of that name; absent when there is none. */
    Optional<String> document(String name) {
        return use(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT document FROM drift_document WHERE name = ?")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Puts a document in place of the one of the same name. */
    static void put(Connection connection, String name, String document) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO drift_document (name, document) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET document = excluded.document")) {
            statement.setString(1, name);
            statement.setString(2, document);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
