package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.TestRegistry;
import ch.meuthak.lotse.console.docker.TinyImages;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.web.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The project's own compose file with the real edge and the real console, and releases of a few kilobytes: two of them are
 * published, the first serves. Its state is on a small disk of its own, which stays while a holder lives.
 */
final class TinyBox implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FINAL = Set.of("succeeded", "failed", "rolled_back", "cancelled");

    private static final String SMALL_STATE = """
            volumes:
              state:
                driver_opts: {type: tmpfs, device: tmpfs, o: "size=24m,uid=10002,gid=10000,mode=2770"}
            """;

    private final ComposeStack stack;
    private final TestRegistry registry;
    private final TinyImages images;
    private final Map<String, String> revisions = new HashMap<>();
    private final String first;
    private final Path override;
    private String holder = "";

    private TinyBox(ComposeStack stack, TestRegistry registry, TinyImages images, String first, Path override) {
        this.override = override;
        this.stack = stack;
        this.registry = registry;
        this.images = images;
        this.first = first;
        revisions.put(first, "r1");
    }

    static TinyBox up(DockerEngine engine, Path folder) throws Exception {
        return up(engine, folder, Map.of());
    }

    /** The same with these settings, too. */
    static TinyBox up(DockerEngine engine, Path folder, Map<String, String> more) throws Exception {
        TestRegistry registry = TestRegistry.start(folder.resolve("registry"));
        var images = new TinyImages(engine, registry.host() + "/lotse/tiny", folder.resolve("images"));
        String digest = images.push(images.build(TinyImages.GOOD));
        Path override = Files.writeString(folder.resolve("small-state.yml"), SMALL_STATE);
        var settings = new HashMap<>(Map.of(
                "COMPOSE_FILE", "docker-compose.yml:" + override,
                "LOTSE_IMAGE_REPOSITORY", images.repository(),
                "LOTSE_BACKEND_TAG", "r1",
                "LOTSE_DEPLOY_CHECK_INTERVAL", "100ms",
                "LOTSE_DEPLOY_BAKE_TIME", "2s",
                "LOTSE_DEPLOY_STOP_TIME", "2s"));
        settings.putAll(more);
        ComposeStack stack = ComposeStack.prepare(engine, settings);
        var box = new TinyBox(stack, registry, images, digest, override);
        try {
            stack.compose("up", "-d", "--no-build");
            box.hold();
            box.awaitServing(digest);
            return box;
        } catch (RuntimeException | Error e) {
            e.addSuppressed(new IllegalStateException(stack.logs()));
            box.close();
            throw e;
        }
    }

    private void hold() {
        String volume = stack.setting("COMPOSE_PROJECT_NAME") + "_state:/state";
        holder = stack.engine()
                .docker(
                        "run",
                        "-d",
                        "--network",
                        "none",
                        "--user",
                        "0",
                        "--restart",
                        "always",
                        "-v",
                        volume,
                        "--entrypoint",
                        "/usr/bin/perl",
                        stack.image("edge"),
                        "-e",
                        "$SIG{TERM} = sub { exit }; sleep 1 while 1");
    }

    ComposeStack stack() {
        return stack;
    }

    DockerEngine engine() {
        return stack.engine();
    }

    /** The digest of the release that Compose started. */
    String first() {
        return first;
    }

    /** Publishes another release; says its digest. */
    String publish(String behaviour) {
        String digest = images.publish(behaviour);
        revisions.put(digest, "r" + (revisions.size() + 1));
        return digest;
    }

    /** Builds and publishes another release, and keeps its tag here; says its digest. */
    String publishTagged() {
        String name = images.build(TinyImages.GOOD);
        String digest = images.push(name);
        revisions.put(digest, name.substring(name.lastIndexOf(':') + 1));
        return digest;
    }

    /** The tag that a release was published with. */
    String tag(String digest) {
        return Objects.requireNonNull(revisions.get(digest));
    }

    /** An operator edits the compose file: lines of its service {@code backend}. */
    void edit(String lines) throws IOException {
        Files.writeString(override, SMALL_STATE + "services:\n  backend:\n" + lines.indent(4));
    }

    /** A variable of the release that answers through the edge. */
    String variable(String name) throws IOException, InterruptedException {
        return environment()
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }

    /** What the console answers a script. */
    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return Script.ask(method, stack.console().resolve(path).toString(), body);
    }

    JsonNode read(String path) throws IOException, InterruptedException {
        return JSON.readTree(ask("GET", path, "").body());
    }

    /** Asks for a release; says the deployment's id. */
    String deploy(String digest) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("POST", "/api/deployments", "{\"digest\":\"" + digest + "\"}");
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").textValue();
    }

    String state(String id) throws IOException, InterruptedException {
        return read("/api/deployments/" + id).path("state").asText();
    }

    /** The record of a deployment, once it is over. */
    JsonNode end(String id) throws IOException, InterruptedException {
        stack.await(PATIENCE, () -> FINAL.contains(state(id)));
        return read("/api/deployments/" + id);
    }

    void deployed(String digest) throws IOException, InterruptedException {
        JsonNode end = end(deploy(digest));
        if (!end.path("state").asText().equals("succeeded")) {
            throw new AssertionError(end + stack.logs());
        }
    }

    boolean nothingUnfinished() throws IOException, InterruptedException {
        for (JsonNode deployment : read("/api/deployments").path("deployments")) {
            if (!FINAL.contains(deployment.path("state").asText())) {
                return false;
            }
        }
        return true;
    }

    /** The digest of the release that serves, as the console has it; empty when it does not know. */
    String serving() throws IOException, InterruptedException {
        return read("/api/releases").path("serving").asText("").replace("null", "");
    }

    void awaitServing(String digest) {
        stack.await(PATIENCE, () -> serving().equals(digest) && served().equals(digest));
    }

    /** The digest of the release that answers through the edge; empty when none does. */
    String served() throws IOException, InterruptedException {
        Optional<String> revision = environment()
                .lines()
                .filter(line -> line.startsWith("TINY_REVISION="))
                .map(line -> line.substring("TINY_REVISION=".length()))
                .findFirst();
        return revisions.entrySet().stream()
                .filter(known -> revision.equals(Optional.of(known.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private String environment() throws IOException, InterruptedException {
        return Script.ask("GET", stack.api().resolve("/environment").toString(), "")
                .body();
    }

    /** The containers of releases that run. */
    List<String> releases() {
        String project = "label=com.docker.compose.project=" + stack.setting("COMPOSE_PROJECT_NAME");
        return engine().docker(
                        "ps",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        project,
                        "--filter",
                        "label=com.docker.compose.service=backend")
                .lines()
                .filter(id -> !id.isBlank())
                .toList();
    }

    /** A small load of every kind on the edge, at the address that it publishes. */
    Load load() {
        return load(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stack.api().getPort()));
    }

    Load load(InetSocketAddress edge) {
        var pace = Duration.ofMillis(20);
        Exchange get = Exchange.get("/environment").served(answer -> answer.status() == 200);
        return new Load()
                .keepAlive(edge, Optional.empty(), pace, get)
                .connectionPerRequest(edge, Optional.empty(), pace, get.with("Connection: close"));
    }

    /** A logged-in operator. */
    Visitor operator() throws IOException, InterruptedException {
        String url = JSON.readTree(ask("POST", "/api/login-links", "").body())
                .path("url")
                .textValue();
        return Visitor.of(stack.console().toString()).logIn(url);
    }

    /** How long the slowest page takes when the machine lets it: the fastest of five times, as others may be at work. */
    Duration slowestPage(Visitor operator) {
        return Stream.of("/", "/deployments", "/network")
                .map(page -> Stream.generate(() -> time(operator, page))
                        .limit(5)
                        .min(Duration::compareTo)
                        .orElseThrow())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration time(Visitor operator, String page) {
        long began = System.nanoTime();
        int status = operator.get(page).statusCode();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (status != 200) {
            throw new AssertionError(page + " was answered " + status);
        }
        return took;
    }

    /** As {@code kill -9} from a shell of the box: Compose's restart policy applies. */
    void kill(String container) throws IOException, InterruptedException {
        String pid = engine().docker("inspect", "--format", "{{.State.Pid}}", container);
        engine().docker(
                        "run",
                        "--rm",
                        "--pid",
                        "host",
                        "--user",
                        "0",
                        "--network",
                        "none",
                        "--entrypoint",
                        "/usr/bin/perl",
                        stack.image("edge"),
                        "-e",
                        "kill 'KILL', $ARGV[0] or die $!",
                        pid);
    }

    /** The console dies at once, and stays dead: no restart policy, no growing delays. */
    void killConsole() {
        engine().docker("kill", "--signal", "KILL", stack.container("console"));
    }

    void startConsole() {
        engine().docker("start", stack.container("console"));
    }

    /** Nothing more can be written where the console's state is. */
    void fillState() {
        String left = inHolder("open my $out, '>>', '/state/ballast' or die; my $mib = \"\\0\" x 4096;"
                + " 1 while syswrite $out, $mib; print $!");
        if (!left.contains("No space left")) {
            throw new AssertionError(left);
        }
    }

    void freeState() {
        inHolder("unlink '/state/ballast' or die $!");
    }

    private String inHolder(String program) {
        return engine().docker("exec", holder, "/usr/bin/perl", "-e", program);
    }

    @Override
    public void close() {
        try {
            if (!holder.isEmpty()) {
                engine().docker("rm", "--force", holder);
            }
            stack.close();
        } finally {
            images.removeAll();
            registry.close();
        }
    }
}
