package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@code moto_server} of this test, on a port that it chooses itself: an AWS that nobody here wrote. */
public final class MotoServer implements AutoCloseable {
    private final Program program;
    private final URI endpoint;

    /**
     * Starts one; skips or fails the calling test when the machine has none.
     *
     * @param folder for its output
     */
    public MotoServer(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /**
     * The same with settings of moto.
     *
     * @param settings environment variables, {@code MOTO_...}
     */
    public MotoServer(Path folder, Map<String, String> settings) throws Exception {
        var environment = new HashMap<>(System.getenv());
        environment.putAll(settings);
        var command = List.of(Tools.require("moto_server").toString(), "-H", "127.0.0.1", "-p", "0");
        program = Program.start(folder, environment, command);
        endpoint = URI.create(program.awaitLine("Running on (http://127\\.0\\.0\\.1:\\d+)"));
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        program.close();
    }
}
