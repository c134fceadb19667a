package ch.meuthak.lotse.console.cloud;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A {@code moto_server} of this test, on a port that it chooses itself: an AWS that nobody here wrote. */
final class MotoServer implements AutoCloseable {
    private final Program program;
    private final URI endpoint;

    /**
     * Starts one; skips or fails the calling test when the machine has none.
     *
     * @param folder for its output
     */
    MotoServer(Path folder) throws Exception {
        var command = List.of(Tools.require("moto_server").toString(), "-H", "127.0.0.1", "-p", "0");
        program = Program.start(folder, System.getenv(), command);
        endpoint = URI.create(program.awaitLine("Running on (http://127\\.0\\.0\\.1:\\d+)"));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        program.close();
    }
}
