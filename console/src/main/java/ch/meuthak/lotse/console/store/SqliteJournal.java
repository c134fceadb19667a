package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.server.StartException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal in a SQLite file. A write is on disk when it returns. The newest {@value #HISTORY} deployments are kept,
 * together with those that are not final and the last one that succeeded.
 *
 * <p>When the disk fails, the connection is closed and opened again at the next call. So the journal works again as soon as the
 * disk does.
 */
public final class SqliteJournal implements Journal, AutoCloseable {
    /** How many deployments are kept. */
    public static final int HISTORY = 1000;

    private final Database writer;
    private final Database reader;
    private final int history;

    private SqliteJournal(Path file, int history, List<String> pragmas) {
        this.writer = new Database(file, pragmas);
        this.reader = new Database(file, pragmas);
        this.history = history;
    }

    /**
     * Opens {@code lotse.db} in the folder, and makes it (mode 0600) when it is not there.
     *
     * @throws StartException in one line, when it cannot be opened, or a newer console wrote it
     */
    public static SqliteJournal open(Path folder) {
        try {
            return open(folder, HISTORY, List.of());
        } catch (JournalException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    /** @param pragmas more settings for each connection, to make faults with */
    static SqliteJournal open(Path folder, int history, List<String> pragmas) {
        var journal = new SqliteJournal(folder.resolve("lotse.db"), history, pragmas);
        journal.writer.use(Connection::isReadOnly);
        return journal;
    }

    @Override
    public void write(Entry entry) {
        writer.use(connection -> {
            connection.setAutoCommit(false);
            upsert(connection, entry);
            forgetTheOldest(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    private static void upsert(Connection connection, Entry entry) throws SQLException {
        Deployment deployment = entry.deployment();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO deployment (id, state, final, idempotency_key, wish, document) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET state = excluded.state, final = excluded.final, document = excluded.document""")) {
            statement.setString(1, deployment.id());
            statement.setString(2, deployment.state().id());
            statement.setBoolean(3, deployment.state().isFinal());
            statement.setString(4, entry.idempotencyKey().isEmpty() ? null : entry.idempotencyKey());
            statement.setString(5, entry.wish());
            statement.setString(6, DeploymentDocument.write(deployment));
            statement.executeUpdate();
        }
    }

    private void forgetTheOldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM deployment
                WHERE final
                AND sequence <= (SELECT sequence FROM deployment ORDER BY sequence DESC LIMIT 1 OFFSET ?)
                AND sequence <> (SELECT coalesce(max(sequence), 0) FROM deployment WHERE state = 'succeeded')""")) {
            statement.setInt(1, history);
            statement.executeUpdate();
        }
    }

    @Override
    public Optional<Deployment> find(String id) {
        return first(entries("WHERE id = ?", id)).map(Entry::deployment);
    }

    @Override
    public Optional<Entry> findByKey(String idempotencyKey) {
        return first(entries("WHERE idempotency_key = ?", idempotencyKey));
    }

    @Override
    public List<Deployment> latest(int limit) {
        return entries("ORDER BY sequence DESC LIMIT CAST(? AS INTEGER)", String.valueOf(limit)).stream()
                .map(Entry::deployment)
                .toList();
    }

    @Override
    public List<Entry> unfinished() {
        return entries("WHERE NOT final ORDER BY sequence");
    }

    @Override
    public Optional<Deployment> lastSucceeded() {
        String succeeded = DeploymentState.SUCCEEDED.id();
        return first(entries("WHERE state = ? ORDER BY sequence DESC LIMIT 1", succeeded))
                .map(Entry::deployment);
    }

    @Override
    public Optional<Deployment> lastSucceededOtherThan(String digest) {
        String succeeded = DeploymentState.SUCCEEDED.id();
        String condition = "WHERE state = ? AND json_extract(document, '$.release.digest') <> ?";
        return first(entries(condition + " ORDER BY sequence DESC LIMIT 1", succeeded, digest))
                .map(Entry::deployment);
    }

    private List<Entry> entries(String condition, String... arguments) {
        return reader.use(connection -> {
            String select = "SELECT document, coalesce(idempotency_key, ''), wish FROM deployment ";
            try (PreparedStatement statement = connection.prepareStatement(select + condition)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setString(i + 1, arguments[i]);
                }
                return read(statement);
            }
        });
    }

    private static List<Entry> read(PreparedStatement statement) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Deployment deployment = DeploymentDocument.read(rows.getString(1));
                entries.add(new Entry(deployment, rows.getString(2), rows.getString(3)));
            }
        }
        return List.copyOf(entries);
    }

    private static Optional<Entry> first(List<Entry> entries) {
        return entries.stream().findFirst();
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
