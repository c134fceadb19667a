package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine's end is seen by whoever holds a connection to it. */
class EngineMonitorTest {
    private static final String SILENCE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final List<String> told = new CopyOnWriteArrayList<>();

    private static StubEngine engine(Path socket) throws Exception {
        Files.deleteIfExists(socket);
        return new StubEngine(socket, (request, channel) -> {
            assertThat(request).startsWith("GET /events?");
            StubEngine.write(channel, SILENCE);
        });
    }

    @Test
    void anEngineThatIsRestartedIsToldTwice(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("docker.sock");
        StubEngine first = engine(socket);
        try (var watch = EngineMonitor.start(socket, told::add, InstantSource.system())) {
            Await.until("a listener", watch::isListening);
            assertThat(told).isEmpty();

            first.close();
            Await.until("the end", () -> told.size() == 1);
            assertThat(told.getFirst()).isEqualTo("The Docker engine ended or was restarted.");

            try (StubEngine second = engine(socket)) {
                Await.until("the beginning", () -> told.size() == 2);
                assertThat(told.getLast()).matches("The Docker engine answers again, [0-9]+ s later\\.");
                Await.until("a listener", () -> second.asked().size() == 1);
            }
        }
    }

    @Test
    void anEngineThatWasNeverThereDidNotEnd(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (var watch = EngineMonitor.start(socket, told::add, InstantSource.system())) {
            try (StubEngine _ = engine(socket)) {
                Await.until("a listener", watch::isListening);
            }
            Await.until("the end", () -> !told.isEmpty());
        }
        assertThat(told).containsExactly("The Docker engine ended or was restarted.");
    }
}
