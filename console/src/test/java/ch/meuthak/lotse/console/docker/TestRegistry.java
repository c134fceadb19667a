package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real registry on loopback, empty, for as long as the test runs: engines take 127.0.0.1 for secure enough. */
public final class TestRegistry implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    public static final String USER = "puller";
    public static final String PASSWORD = "right-password";

    /** Who may log in where a login is wanted, and {@code AWS} with the password that moto gives. */
    private static final String HTPASSWD = """
            puller:$2y$05$abcdefghijklmnopqrstuuBO.kmgTJhdt40M5ZyHgFmcpBdUb9aS.
            AWS:$2y$05$abcdefghijklmnopqrstuu/4ofrUS75HrKu6f.iuRo0I/XlrmpqlC
            """;

    private final Path home;
    private final Process process;
    private final int port;

    private TestRegistry(Path home, Process process, int port) {
        this.home = home;
        this.process = process;
        this.port = port;
    }

    /** Keeps what is pushed in the folder. */
    public static TestRegistry start(Path folder) throws IOException {
        return start(folder, Files.createTempDirectory(Files.createDirectories(folder), "data"), "");
    }

    /** Another one with the same images, for those who have logged in. */
    public TestRegistry withLogin() throws IOException {
        Path users = Files.writeString(home.resolve("htpasswd"), HTPASSWD);
        return start(home, home, "auth: {htpasswd: {realm: test, path: \"" + users + "\"}}");
    }

    private static TestRegistry start(Path folder, Path data, String auth) throws IOException {
        Path program = Tools.require("docker-registry");
        int port = Claims.port();
        Path home = Files.createTempDirectory(Files.createDirectories(folder), "registry");
        Path config = Files.writeString(home.resolve("config.yml"), """
                version: 0.1
                log: {level: error}
                storage:
                  filesystem: {rootdirectory: %s}
                  delete: {enabled: true}
                http: {addr: "127.0.0.1:%d"}
                %s
                """.formatted(data, port, auth));
        Process process = new ProcessBuilder(program.toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        if (!answers(process, port)) {
            process.destroyForcibly();
            throw new IllegalStateException("the registry did not start: " + Files.readString(home.resolve("log")));
        }
        return new TestRegistry(data, process, port);
    }

    /** False when it has ended, as it does when somebody else has the port. */
    private static boolean answers(Process process, int port) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected() && process.isAlive();
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return false;
    }

    /** {@code 127.0.0.1:23456}, the beginning of the names of its images. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public URI url() {
        return URI.create("http://" + host());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
