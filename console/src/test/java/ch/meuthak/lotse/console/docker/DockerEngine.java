package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Docker engine, and the {@code docker} and {@code docker-compose} commands that speak to it. */
public final class DockerEngine {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration BUILD_DEADLINE = Duration.ofMinutes(15);
    private static final Path USUAL = Path.of("/var/run/docker.sock");

    private static final boolean HAS_PLUGIN_ALONE = hasPluginAlone();

    private final Path socket;

    DockerEngine(Path socket) {
        this.socket = socket;
    }

    /** The one at {@code DOCKER_HOST}, else at the usual socket; skips or fails the calling test when none answers. */
    public static DockerEngine require() {
        Tools.require("docker");
        Path socket = Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .filter(host -> host.startsWith("unix://"))
                .map(host -> Path.of(host.substring("unix://".length())))
                .orElse(USUAL);
        if (!accepts(socket)) {
            String what = "no Docker engine answers at " + socket + " (DOCKER_HOST names another): this test needs one";
            if ("required".equals(System.getProperty("lotse.suites"))) {
                Assertions.fail(what);
            }
            Assumptions.abort(what);
        }
        return new DockerEngine(socket);
    }

    static boolean accepts(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    public Path socket() {
        return socket;
    }

    /** What {@code docker} with these arguments says; an error when it fails. */
    public String docker(String... arguments) {
        return run(command("docker", arguments), DEADLINE);
    }

    /** The same, fed with the file. */
    public String docker(Path input, String... arguments) {
        return run(command("docker", arguments).redirectInput(input.toFile()), DEADLINE);
    }

    /** What {@code docker-compose} with these arguments says; an error when it fails. */
    public String compose(String... arguments) {
        return run(compose(List.of(arguments)), DEADLINE);
    }

    /** The same in that folder and with that environment besides ours; it may build images. */
    public String compose(Path folder, Map<String, String> environment, String... arguments) {
        ProcessBuilder command = compose(List.of(arguments)).directory(folder.toFile());
        command.environment().putAll(environment);
        return run(command, BUILD_DEADLINE);
    }

    /** The program {@code docker-compose}, and where there is none, as with Compose 2, the plugin {@code docker compose}. */
    private ProcessBuilder compose(List<String> arguments) {
        if (HAS_PLUGIN_ALONE) {
            var all = new ArrayList<>(List.of("compose"));
            all.addAll(arguments);
            return command("docker", all.toArray(String[]::new));
        }
        Tools.require("docker-compose");
        return command("docker-compose", arguments.toArray(String[]::new));
    }

    private static boolean hasPluginAlone() {
        if (Tools.find("docker-compose").isPresent() || Tools.find("docker").isEmpty()) {
            return false;
        }
        try {
            return !run(new ProcessBuilder("docker", "compose", "version"), DEADLINE)
                    .isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "DOCKER_HOST", "unix://" + socket, "COMPOSE_HTTP_TIMEOUT", "60", "DOCKER_BUILDKIT", "0"));
        return builder;
    }

    private static String run(ProcessBuilder command, Duration deadline) {
        try {
            Path output = Files.createTempFile("docker", ".out");
            try {
                command.redirectErrorStream(true).redirectOutput(output.toFile());
                Process process = command.start();
                boolean ended = process.waitFor(deadline);
                process.destroyForcibly();
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command.command()) + ": " + said);
                }
                return said;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
