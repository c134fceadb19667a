package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.TestRegistry;
import ch.meuthak.lotse.console.documents.Document;
import ch.meuthak.lotse.console.pipeline.OwnProgram;
import ch.meuthak.lotse.console.pipeline.RunStep;
import ch.meuthak.lotse.console.pipeline.Runner;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.server.testing.Program;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The infrastructure's "Deploy your own program", typed as it stands there: a repository with a Dockerfile, a program that knows
 * nothing of Lotse, and the workflow; a folder on the box that gets the compose file and {@code .env} and nothing else. The
 * images come from a registry on this machine, and so does the compose file that a reader downloads from the release.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OwnProgramIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> LOTSE = List.of("console", "edge");
    private static final String DOCKERFILE = """
            FROM debian:12-slim
            COPY app.pl /app.pl
            CMD ["perl", "/app.pl"]
            """;
    private static final String PROGRAM = """
            use IO::Socket::INET;
            $SIG{TERM} = sub { exit 0 };
            my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 64, ReuseAddr => 1) or die $!;
            while (my $client = $server->accept) {
              while (<$client>) { last if /^\\s*$/ }
              print $client "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\nConnection: close\\r\\n\\r\\nANSWER";
              close $client;
            }
            """;

    private final OwnProgram readme = OwnProgram.read();
    private Path folder;
    private Path repository;
    private Path home;
    private ComposeStack stack;
    private DockerEngine engine;
    private TestRegistry registry;
    private TokenIssuer issuer;
    private BoxLoadBalancer balancer;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        stack = ComposeStack.prepare(Map.of());
        engine = stack.engine();
        registry = TestRegistry.start(folder.resolve("registry"));
        issuer = TokenIssuer.start();
        LOTSE.forEach(this::release);
        repository = Files.createDirectories(folder.resolve("app"));
        home = Files.createDirectories(folder.resolve("box"));
        Files.writeString(repository.resolve("Dockerfile"), DOCKERFILE);
        push("one");
        setUpTheBox();
        balancer = BoxLoadBalancer.before(stack.api(), folder.resolve("tls"));
        stack.await(PATIENCE, () -> stack.isHealthy("console") && answer().equals("one"));
    }

    /** As release.yml has published it. */
    private void release(String service) {
        String image = image(service);
        engine.docker("tag", stack.image(service), image);
        engine.docker("push", image);
        engine.docker("image", "rm", image);
    }

    private String image(String service) {
        return registry.host() + "/owner/lotse/" + service + ":1.0.0";
    }

    /** Changes the program and has the workflow's first job build and push it; gives the digest. */
    private String push(String says) throws Exception {
        Files.writeString(repository.resolve("app.pl"), PROGRAM.replace("ANSWER", says));
        Map<String, String> job = Map.of(
                "PATH",
                System.getenv("PATH"),
                "DOCKER_HOST",
                "unix://" + engine.socket(),
                "GITHUB_ACTOR",
                "you",
                "GITHUB_REPOSITORY",
                "You/App");
        RunStep.Result result =
                readme.build(registry.host()).run(repository, job, Map.of("github.token", "ghs_token"), PATIENCE);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.outputs().getOrDefault("digest", "");
    }

    /** The commands of the README. Settings that keep this stack out of the way of others come from the environment. */
    private void setUpTheBox() throws Exception {
        String commands = readme.box()
                .replace("ghcr.io/OWNER", registry.host() + "/owner")
                .replace("ghcr.io", registry.host())
                .replace("YOUR-NUMBER", TokenIssuer.REPOSITORY_ID)
                .replace("ITS-OWNERS", TokenIssuer.OWNER_ID);
        String download = """
                curl() { [ "$*" = "-fsSLO https://github.com/OWNER/lotse/releases/download/v1.0.0/docker-compose.yml" ] && cp "$COMPOSE" .; }
                docker-compose() { command docker-compose --ansi never "$@"; }
                """;
        var environment = new HashMap<String, String>();
        Stream.of(
                        "COMPOSE_PROJECT_NAME",
                        "DOCKER_SOCKET",
                        "LOTSE_API_PORT",
                        "LOTSE_API_SUBNET",
                        "LOTSE_CONSOLE_PORT",
                        "LOTSE_CONSOLE_TOKEN",
                        "LOTSE_DNS_SERVERS",
                        "LOTSE_EDGE_ADDRESS",
                        "LOTSE_SLOT_BLUE",
                        "LOTSE_SLOT_GREEN",
                        "LOTSE_AWS_DIR",
                        "AWS_REGION",
                        "AWS_EC2_METADATA_DISABLED")
                .forEach(name -> environment.put(name, stack.setting(name)));
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "DOCKER_HOST", "unix://" + engine.socket(),
                "DOCKER_GID", stack.setting("DOCKER_GID"),
                "LOTSE_HOOK_GITHUB_ISSUER", issuer.url(),
                "LOTSE_DEPLOY_BAKE_TIME", "3s",
                "LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8",
                "COMPOSE", Document.ROOT.resolve("docker-compose.yml").toString()));
        String script = "set -e\ncd " + home + "\n" + download + commands.replaceFirst("docker-compose logs .*", "");
        try (Program program = Program.start(folder, environment, List.of("bash", "-c", script))) {
            assertThat(program.endsWithin(PATIENCE)).as(program.output()).isTrue();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
    }

    private String answer() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stack.api())
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    @AfterAll
    void end() {
        if (balancer != null) {
            balancer.close();
        }
        if (registry != null) {
            stack.close();
            LOTSE.forEach(service -> engine.docker("image", "rm", "--force", image(service)));
            engine.docker("image", "rm", "--force", registry.host() + "/you/app:latest");
            issuer.close();
            registry.close();
        }
    }

    @Test
    void aPushOfTheOtherRepositoryServesAndTheRunIsGreen() throws Exception {
        String digest = push("two");
        var runner = new Runner(folder)
                .tokensFrom(issuer.requestUrl(), issuer.requestToken())
                .env("NODE_EXTRA_CA_CERTS", balancer.authority().toString());
        readme.inputs(Map.of(
                        "vars.LOTSE_DOMAIN",
                        balancer.url().replace("https://", ""),
                        "needs.build.outputs.digest",
                        digest,
                        "github.event.head_commit.message",
                        "Say two"))
                .forEach(runner::with);

        Runner.Outcome outcome = runner.with("domain", "api.example.ch").run(PATIENCE);

        assertThat(outcome.exitCode()).as(outcome.output() + stack.logs()).isZero();
        assertThat(outcome.outputs()).containsEntry("state", "succeeded");
        assertThat(answer()).isEqualTo("two");
        assertThat(engine.docker(
                                "ps",
                                "--all",
                                "--format",
                                "{{.Image}}",
                                "--filter",
                                "label=com.docker.compose.project=" + stack.setting("COMPOSE_PROJECT_NAME"))
                        .lines())
                .as("images of the release and of the repository, and none of ours that was built here")
                .allMatch(image -> image.startsWith(registry.host() + "/owner/lotse/")
                        || image.startsWith(registry.host() + "/you/app"));
    }

    @Test
    void theBoxHasTheTwoFilesAndTheRepositoryItsOwn() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("box"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".env", "docker-compose.yml");
        }
        assertThat(home.resolve("lotse/docker-compose.yml"))
                .hasSameTextualContentAs(Document.ROOT.resolve("docker-compose.yml"));
    }
}
