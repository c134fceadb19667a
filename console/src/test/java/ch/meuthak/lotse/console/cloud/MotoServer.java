package ch.meuthak.lotse.console.cloud;

import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A {@code moto_server} of this test: an AWS that nobody here wrote. */
final class MotoServer implements AutoCloseable {
    private final Process process;
    private final int port;

    /** Starts one; skips or fails the calling test when the machine has none. */
    MotoServer(Path log) throws IOException {
        Path program = Tools.require("moto_server");
        port = freePort();
        process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitOpen(System.nanoTime() + Duration.ofSeconds(60).toNanos());
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitOpen(long deadline) throws IOException {
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("moto_server did not open its port");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean isOpen() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
