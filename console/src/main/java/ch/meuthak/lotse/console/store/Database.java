package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection to the file, for one thread at a time. It is opened again after each error. */
final class Database implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Database.class.getName());
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final Path file;
    private final List<String> pragmas;
    private @Nullable Connection connection;

    Database(Path file, List<String> pragmas) {
        this.file = file;
        this.pragmas = pragmas;
    }

    /** Uses the connection. */
    interface Use<T> {
        T on(Connection connection) throws SQLException;
    }

    synchronized <T> T use(Use<T> use) {
        try {
            Connection open = connection == null ? connect() : connection;
            connection = open;
            return use.on(open);
        } catch (SQLException | IOException e) {
            discard();
            throw new JournalException(sentence(e), e);
        }
    }

    private Connection connect() throws SQLException, IOException {
        makeFile();
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        Connection made = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = made.createStatement()) {
            Schema.bringUpToDate(made);
            for (String pragma : pragmas) {
                statement.execute("PRAGMA " + pragma);
            }
        } catch (SQLException e) {
            made.close();
            throw e;
        }
        return made;
    }

    /**
     * SQLite gives the files beside it (-wal, -shm) the same mode, and follows no link there. A file that is there must not be
     * opened here: closing it would let go the locks that other connections of this process have on it.
     */
    private void makeFile() throws IOException {
        try {
            PrivateFiles.create(file);
        } catch (FileAlreadyExistsException e) {
            PrivateFiles.refuseLink(file);
        }
    }

    private String sentence(Exception e) {
        String what = "The journal " + file + " cannot be used: ";
        if (!(e instanceof SQLiteException sqlite)) {
            return what + (e instanceof IOException ? "its file cannot be created (" + e + ")" : e.getMessage()) + ".";
        }
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
        return what
                + switch (primary) {
                    case SQLITE_FULL -> "the disk is full. Free some space; nothing needs a restart.";
                    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                        "it is read-only or gone. Make its folder writable for this user; nothing needs a restart.";
                    case SQLITE_CORRUPT, SQLITE_NOTADB ->
                        "it is damaged. Move it away, and restart the console with an empty history.";
                    case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds a lock on it. Close that program.";
                    default -> sqlite.getMessage() + ". Check the disk.";
                };
    }

    private void discard() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "The connection could not be closed after an error", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        discard();
    }
}
