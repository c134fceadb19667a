package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/**
 * Another host behind this one, as the metadata service is: a network namespace with an address for documentation (RFC 5737)
 * at which port 80 is open. What is sent there from a container must be forwarded by this host.
 */
final class Neighbour implements AutoCloseable {
    static final String ADDRESS = "198.51.100.2";
    static final int PORT = 80;

    private static final String NAMESPACE = "lotse-neighbour";
    private static final String NEAR = "lotse-near";
    private static final String FAR = "lotse-far";

    private final FileChannel alone;
    private final Process server;

    private Neighbour(FileChannel alone, Process server) {
        this.alone = alone;
        this.server = server;
    }

    /** Skips the calling test when this is not root: nobody else can make a network. */
    static Neighbour start() throws IOException {
        Tools.require("ip");
        Tools.require("busybox");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can make a network");
        FileChannel alone = Claims.alone("neighbour");
        remove();
        ip("netns", "add", NAMESPACE);
        ip("link", "add", NEAR, "type", "veth", "peer", "name", FAR);
        ip("link", "set", FAR, "netns", NAMESPACE);
        ip("address", "add", "198.51.100.1/30", "dev", NEAR);
        ip("link", "set", NEAR, "up");
        ip("-n", NAMESPACE, "address", "add", ADDRESS + "/30", "dev", FAR);
        ip("-n", NAMESPACE, "link", "set", FAR, "up");
        ip("-n", NAMESPACE, "route", "add", "default", "via", "198.51.100.1");
        return new Neighbour(
                alone,
                new ProcessBuilder(
                                "ip", "netns", "exec", NAMESPACE, "busybox", "httpd", "-f", "-p", ADDRESS + ":" + PORT)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    private static void ip(String... arguments) throws IOException {
        String said = run(arguments);
        if (!said.isEmpty()) {
            throw new IOException(String.join(" ", arguments) + ": " + said);
        }
    }

    /** What it said; nothing when it went well. */
    private static String run(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.onExit().join();
        return process.exitValue() == 0 ? "" : "failed: " + said;
    }

    /** Also what a run that was cut off has left. */
    private static void remove() throws IOException {
        run("link", "delete", NEAR);
        run("netns", "delete", NAMESPACE);
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        server.onExit().join();
        remove();
        alone.close();
    }
}
