package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.BuiltBackend;
import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Program;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The built backend in slot blue of a real HAProxy with the edge's configuration. */
record BackendBehindEdge(Program backend, HaProxy edge) implements AutoCloseable {

    /**
     * Starts both; skips or fails the calling test when the jar or HAProxy is missing.
     *
     * @param networks {@code LOTSE_LOAD_BALANCER_NETWORK}
     * @param more settings of the backend
     */
    static BackendBehindEdge start(Path folder, String networks, Map<String, String> more) throws Exception {
        return start(folder, Map.of("LOTSE_LOAD_BALANCER_NETWORK", networks), more);
    }

    /** The same with any settings of the edge. */
    static BackendBehindEdge start(Path folder, Map<String, String> ofTheEdge, Map<String, String> more)
            throws Exception {
        Path port = folder.resolve("port");
        Map<String, String> settings = new HashMap<>(Map.of(
                "LOTSE_BACKEND_PORT", "0",
                "LOTSE_BACKEND_HOST", "127.0.0.1",
                "LOTSE_BACKEND_PORT_FILE", port.toString(),
                "LOTSE_BACKEND_ADMIN_PORT", "0"));
        settings.putAll(more);
        String jar = BuiltBackend.require().toString();
        var both = new BackendBehindEdge(Program.java(folder, settings, "-jar", jar), HaProxy.start(ofTheEdge));
        URI release = URI.create("http://127.0.0.1:" + both.backend.awaitPort(port));
        new HaProxyEdge(both.edge.settings()).route(Slot.BLUE, release);
        return both;
    }

    /** What the edge counts as the release's. */
    Traffic traffic() {
        try {
            return new HaProxyEdge(edge.settings()).traffic(Slot.BLUE);
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }

    /** What the edge has under way there. */
    long open() {
        try {
            return new HaProxyEdge(edge.settings()).open(Slot.BLUE).total();
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        edge.close();
        backend.close();
    }
}
