package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.server.testing.Claims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The project's own {@code docker-compose.yml}, brought up under a project name, on ports and in a subnet that are free, and
 * taken down with its volumes when it is closed. The images are built when the engine does not have them yet: their tag is
 * made of what they are built from.
 */
public final class ComposeStack implements AutoCloseable {
    private static final Duration UP = Duration.ofMinutes(3);

    private final DockerEngine engine;
    private final Path folder;
    private final Map<String, String> environment;

    private ComposeStack(DockerEngine engine, Path folder, Map<String, String> environment) {
        this.engine = engine;
        this.folder = folder;
        this.environment = environment;
    }

    /** Brings it up and waits until all three are healthy; skips or fails the calling test when there is no engine. */
    public static ComposeStack up(Map<String, String> more) {
        ComposeStack stack = prepare(more);
        try {
            stack.compose("up", "-d", "--no-build");
            stack.await(UP, () -> stack.isHealthy("edge") && stack.isHealthy("backend") && stack.isHealthy("console"));
            return stack;
        } catch (RuntimeException | Error e) {
            e.addSuppressed(new IllegalStateException(stack.logs()));
            stack.close();
            throw e;
        }
    }

    /** The images and the settings, nothing running. */
    public static ComposeStack prepare(Map<String, String> more) {
        return prepare(DockerEngine.require(), more);
    }

    /** The same on that engine. */
    static ComposeStack prepare(DockerEngine engine, Map<String, String> more) {
        Repository repository = Repository.require();
        Map<String, String> environment = new HashMap<>(environment(engine, repository.imagesTag()));
        environment.putAll(more);
        ComposeStack stack = new ComposeStack(engine, repository.root(), environment);
        stack.build();
        return stack;
    }

    /** What others build at this moment, too, is built once: who comes second finds it there. */
    private void build() {
        try (FileChannel alone = Claims.alone("images")) {
            Stream.of("edge", "backend", "console")
                    .filter(service -> alone.isOpen() && !isBuilt(service))
                    .forEach(service -> compose("build", service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(DockerEngine engine, String tag) {
        int port = Claims.port();
        String net = freeNetwork(engine);
        try {
            return Map.ofEntries(
                    Map.entry("DOCKER_SOCKET", engine.socket().toString()),
                    Map.entry(
                            "DOCKER_GID",
                            Files.getAttribute(engine.socket(), "unix:gid").toString()),
                    Map.entry("COMPOSE_PROJECT_NAME", "lotse-box-" + port),
                    Map.entry("LOTSE_IMAGE_REPOSITORY", "lotse-box-backend"),
                    Map.entry("LOTSE_BACKEND_TAG", tag),
                    Map.entry("LOTSE_CONSOLE_IMAGE", "lotse-box-console:" + tag),
                    Map.entry("LOTSE_EDGE_IMAGE", "lotse-box-edge:" + tag),
                    Map.entry("LOTSE_API_PORT", Integer.toString(port)),
                    Map.entry("LOTSE_CONSOLE_PORT", Integer.toString(Claims.port())),
                    Map.entry("LOTSE_CONSOLE_TOKEN", Script.TOKEN),
                    Map.entry("LOTSE_API_SUBNET", net + ".0/28"),
                    Map.entry("LOTSE_EDGE_ADDRESS", net + ".1"),
                    Map.entry("LOTSE_SLOT_BLUE", net + ".11"),
                    Map.entry("LOTSE_SLOT_GREEN", net + ".12"),
                    Map.entry("LOTSE_DOMAIN", "backend.example.ch"),
                    Map.entry("AWS_REGION", "us-east-1"),
                    Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
                    Map.entry("LOTSE_DNS_SERVERS", "127.0.0.1:1"),
                    Map.entry(
                            "LOTSE_AWS_DIR",
                            Files.createTempDirectory("lotse-box")
                                    .resolve("no-aws")
                                    .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first three numbers of a network that no other project of this engine has. */
    private static String freeNetwork(DockerEngine engine) {
        String taken = networks(engine);
        return Claims.oneOf(
                "network",
                IntStream.rangeClosed(60, 250).mapToObj(third -> "172.30." + third),
                net -> !taken.contains(net + ".") && !isHere(net));
    }

    /** Asked again when a network that was listed has gone meanwhile: other tests use the engine, too. */
    private static String networks(DockerEngine engine) {
        while (true) {
            List<String> command = new ArrayList<>(List.of("network", "inspect", "--format", "{{json .IPAM.Config}}"));
            engine.docker("network", "ls", "--quiet").lines().forEach(command::add);
            try {
                return engine.docker(command.toArray(String[]::new));
            } catch (IllegalStateException e) {
                if (!String.valueOf(e.getMessage()).contains(" not found")) {
                    throw e;
                }
            }
        }
    }

    /** Another engine's, for instance. */
    private static boolean isHere(String net) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address.getHostAddress().startsWith(net + "."));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API as the outside sees it. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + setting("LOTSE_API_PORT"));
    }

    /** The console as an operator on the box sees it. */
    public URI console() {
        return URI.create("http://127.0.0.1:" + setting("LOTSE_CONSOLE_PORT"));
    }

    /** What a variable of the compose file is. */
    public String setting(String variable) {
        return environment.getOrDefault(variable, "");
    }

    public DockerEngine engine() {
        return engine;
    }

    /** The image of a service. */
    public String image(String service) {
        return service.equals("backend")
                ? setting("LOTSE_IMAGE_REPOSITORY") + ":" + setting("LOTSE_BACKEND_TAG")
                : setting("LOTSE_" + service.toUpperCase(Locale.ROOT) + "_IMAGE");
    }

    /** The container that Compose has started for a service: {@code project_service_1}, with dashes since Compose 2. */
    public String container(String service) {
        String compose = "com.docker.compose.";
        return engine.docker(
                        "ps",
                        "--all",
                        "--format",
                        "{{.Label \"" + compose + "container-number\"}} {{.Names}}",
                        "--filter",
                        "label=" + compose + "project=" + setting("COMPOSE_PROJECT_NAME"),
                        "--filter",
                        "label=" + compose + "service=" + service)
                .lines()
                .map(line -> line.split(" "))
                .min(Comparator.comparingInt(numbered -> Integer.parseInt(numbered[0])))
                .map(numbered -> numbered[1])
                .orElse("");
    }

    /** One value of {@code docker inspect}, as a Go template. */
    public String inspect(String service, String template) {
        return engine.docker("inspect", "--format", template, container(service));
    }

    /** What the check of its image says now; the engine asks only once a minute. */
    public boolean isHealthy(String service) {
        String[] check = inspect(service, "{{range .Config.Healthcheck.Test}}{{println .}}{{end}}")
                .lines()
                .skip(1)
                .toArray(String[]::new);
        String[] command = Stream.concat(Stream.of("exec", container(service)), Stream.of(check))
                .toArray(String[]::new);
        try {
            engine.docker(command);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean isBuilt(String service) {
        return !engine.docker("images", "--quiet", image(service)).isEmpty();
    }

    /** What everybody said, for a failure's message. */
    public String logs() {
        return compose("logs", "--no-color", "--tail=100");
    }

    /** {@code docker-compose} with these arguments; returns what it said, throws when it failed. */
    public String compose(String... arguments) {
        String[] all = Stream.concat(Stream.of("--ansi", "never"), Stream.of(arguments))
                .toArray(String[]::new);
        return engine.compose(folder, environment, all);
    }

    /** Tries until it holds. */
    public void await(Duration deadline, Callable<Boolean> condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception notYet) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("not within " + deadline + "\n" + logs(), notYet);
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + deadline + "\n" + logs());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Takes it down, volumes and networks and candidates included. */
    @Override
    public void close() {
        String label = "label=com.docker.compose.project=" + setting("COMPOSE_PROJECT_NAME");
        engine.docker("ps", "--all", "--quiet", "--filter", label)
                .lines()
                .forEach(container -> engine.docker("rm", "--force", container));
        compose("down", "--volumes", "--remove-orphans", "--timeout", "1");
    }
}
