package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.docker.EngineSocket.Call;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports the end and the return of the engine. It keeps one silent connection open, which ends only with the engine, also in a
 * short restart.
 */
public final class EngineMonitor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineMonitor.class.getName());
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Events about the engine itself; it has one kind of them, after its settings were loaded again. */
    private static final String PATH = "/events?filters=%7B%22type%22%3A%5B%22daemon%22%5D%7D";

    private final EngineSocket socket;
    private final Consumer<String> told;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean listening;
    private @Nullable Instant lostAt;

    private EngineMonitor(Path socket, Consumer<String> told, InstantSource clock) {
        this.socket = new EngineSocket(socket, GivenTime.ALL);
        this.told = told;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("engine-watch").unstarted(this::run);
    }

    /**
     * Starts to listen.
     *
     * @param told gets one sentence for each end, and one for each return of the engine
     */
    public static EngineMonitor start(Path socket, Consumer<String> told, InstantSource clock) {
        var watch = new EngineMonitor(socket, told, clock);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                Instant before = clock.instant();
                if (listen() && Duration.between(before, clock.instant()).compareTo(LONGEST) < 0) {
                    lostAt = clock.instant();
                    told.accept("The Docker engine ended or was restarted.");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns at the end of the connection, with whether there was one. */
    private boolean listen() throws InterruptedException {
        listening = false;
        try {
            socket.interruptibly(Call.get("report its events", PATH, LONGEST), (status, body) -> {
                EngineAnswer.requireGood(status, body);
                back();
                listening = true;
                return drain(body);
            });
        } catch (PlatformException | EngineRefusal e) {
            LOG.log(Level.FINE, "Listening to the engine: {0}", e.getMessage());
        }
        return listening;
    }

    /** Whether the engine has answered since its last end. */
    boolean isListening() {
        return listening;
    }

    private void back() {
        Instant lost = lostAt;
        lostAt = null;
        if (lost != null) {
            told.accept("The Docker engine answers again, "
                    + Duration.between(lost, clock.instant()).toSeconds() + " s later.");
        }
    }

    private static boolean drain(InputStream body) throws IOException {
        byte[] events = new byte[1024];
        int read = 0;
        while (read >= 0) {
            read = body.read(events);
        }
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
        socket.close();
    }
}
