package ch.meuthak.lotse.console.cloud;

import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code moto_server} of this test, on a port that it chooses itself: an AWS that nobody here wrote. */
final class MotoServer implements AutoCloseable {
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final URI endpoint;

    /** Starts one; skips or fails the calling test when the machine has none. */
    MotoServer(Path log) throws IOException {
        Path program = Tools.require("moto_server");
        process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", "0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        endpoint = awaitRunning(log, System.nanoTime() + Duration.ofSeconds(60).toNanos());
    }

    URI endpoint() {
        return endpoint;
    }

    private URI awaitRunning(Path log, long deadline) throws IOException {
        while (true) {
            Matcher running = RUNNING.matcher(Files.readString(log));
            if (running.find()) {
                return URI.create(running.group(1));
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("moto_server did not say where it runs: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
