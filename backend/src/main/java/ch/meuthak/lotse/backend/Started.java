package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.backend.api.Release;
import ch.meuthak.lotse.server.LotseServer;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A running backend.
 *
 * @param port the actual port of the API
 * @param adminPort the actual port of metrics and health
 */
record Started(LotseServer server, int port, int adminPort, Release release) implements AutoCloseable {

    /** Writes the API's port atomically: a program that waits for the file never reads half a number. */
    void writePort(Path file) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, port + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            server.close();
            throw new StartException("cannot write LOTSE_BACKEND_PORT_FILE " + file + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
