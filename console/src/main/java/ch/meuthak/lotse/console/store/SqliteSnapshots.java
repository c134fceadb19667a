package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.drift.Snapshots;
import ch.meuthak.lotse.console.facts.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last snapshot, in the SQLite file of the journal, as a JSON document. */
public final class SqliteSnapshots implements Snapshots, AutoCloseable {
    private static final JsonDocuments<Topology> FORM = new JsonDocuments<>(Topology.class, 2);
    private static final String NAME = "topology";

    private final DriftDatabase database;

    private SqliteSnapshots(DriftDatabase database) {
        this.database = database;
    }

    /** In {@code lotse.db} of the folder, which is opened when it is first needed. */
    public static SqliteSnapshots in(Path folder) {
        return in(folder, List.of());
    }

    /** @param pragmas more settings for the connection, to make faults with */
    static SqliteSnapshots in(Path folder, List<String> pragmas) {
        return new SqliteSnapshots(new DriftDatabase(folder, pragmas));
    }

    @Override
    public Optional<Topology> last() {
        return database.document(NAME).map(FORM::read);
    }

    @Override
    public void keep(Topology topology) {
        String document = FORM.write(topology);
        database.use(connection -> {
            DriftDatabase.put(connection, NAME, document);
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
