package ch.meuthak.lotse.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.box.ComposeStack;
import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.TestRegistry;
import ch.meuthak.lotse.console.documents.Document;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The box's script starts everything on a real engine, from a registry and nothing else: no clone, no file of ours. What only
 * Amazon Linux has is left out: {@code dnf}, {@code systemctl}, the user {@code ec2-user}, the metadata.
 */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BoxSetupIT {
    private static final List<String> SERVICES = List.of("backend", "console", "edge");
    private static final Duration UP = Duration.ofMinutes(3);

    private ComposeStack compose;
    private DockerEngine engine;
    private TestRegistry registry;
    private Path box;
    private final Map<String, String> digests = new HashMap<>();
    private String backendBefore;
    private String backendAfterTheUpgrade;

    @BeforeAll
    void setUp(@TempDir Path folder) throws Exception {
        compose = ComposeStack.prepare(Map.of());
        engine = compose.engine();
        registry = TestRegistry.start(folder.resolve("registry"));
        publish();
        // Compose 1 wants the folders that images could be built from; Compose 2, which a box gets, does not.
        box = Files.createDirectories(folder.resolve("box"));
        Files.createDirectories(box.resolve("console/edge"));
        UserData script = script(folder);

        script.output(environment(), lines("write_settings", "pin", "take_compose_file", "start_all"));
        awaitHealth();
        backendBefore = compose.inspect("backend", "{{.Id}} {{.State.StartedAt}}");

        script.output(environment(), lines("upgrade " + digests.get("console") + " " + digests.get("edge")));
        awaitHealth();
        backendAfterTheUpgrade = compose.inspect("backend", "{{.Id}} {{.State.StartedAt}}");
    }

    private void awaitHealth() {
        compose.await(UP, () -> SERVICES.stream().allMatch(compose::isHealthy));
    }

    private UserData script(Path folder) throws Exception {
        try (var moto = new MotoStack(folder)) {
            moto.create();
            return UserData.of(folder, moto.userData());
        }
    }

    private String image(String service) {
        return registry.host() + "/lotse/" + service + ":1";
    }

    /** And forgets what was published, so that it has to be pulled. */
    private void publish() {
        for (String service : SERVICES) {
            engine.docker("tag", compose.image(service), image(service));
            Matcher digest = Pattern.compile("sha256:[0-9a-f]{64}").matcher(engine.docker("push", image(service)));
            assertThat(digest.find()).isTrue();
            digests.put(service, digest.group());
            engine.docker("image", "rm", image(service));
        }
    }

    /** What keeps this stack out of the way of others on the engine, and from AWS. */
    private Map<String, String> environment() {
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
                        "AWS_EC2_METADATA_DISABLED")
                .forEach(name -> environment.put(name, compose.setting(name)));
        environment.put("DOCKER_HOST", "unix://" + engine.socket());
        return environment;
    }

    private String[] lines(String... steps) {
        var lines = Stream.of(
                "folder=" + box,
                "image=" + registry.host() + "/lotse/backend",
                "tag=1",
                "compose=" + Tools.require("docker-compose"),
                "metadata() { echo 172.31.0.0/16; }",
                "id() { echo 1000; }",
                "stat() { command stat -c %g \"$DOCKER_SOCKET\"; }",
                "chown() { command chown -R 1000 \"$folder\" || true; }",
                "set -e");
        return Stream.concat(lines, Stream.of(steps)).toArray(String[]::new);
    }

    @AfterAll
    void end() {
        if (registry != null) {
            compose.close();
            SERVICES.forEach(service -> engine.docker("image", "rm", "--force", image(service)));
            registry.close();
        }
    }

    @Test
    void theComposeFileIsTheRepositorysOwn() {
        assertThat(box.resolve("docker-compose.yml")).hasSameTextualContentAs(Path.of("../docker-compose.yml"));
        assertThat(engine.docker("ps", "--all", "--format", "{{.Image}}").lines())
                .as("what the file was taken out of is gone, and the console is there")
                .filteredOn(made -> made.startsWith(registry.host() + "/lotse/console"))
                .hasSize(1);
    }

    @Test
    void theApiAndTheConsoleAnswer() throws Exception {
        assertThat(Script.ask("GET", compose.api() + "/health/ready", "").statusCode())
                .isEqualTo(200);
        assertThat(Script.ask("GET", compose.console() + "/api/releases", "").body())
                .contains(registry.host() + "/lotse/backend");
        assertThat(box.resolve("started")).exists();
    }

    @Test
    void anUpgradeOfConsoleAndEdgeLeavesTheReleaseAlone() {
        assertThat(backendAfterTheUpgrade).isEqualTo(backendBefore);
    }

    /** Step 12 of the infrastructure's README, in the box's own folder. */
    @Test
    void theDocumentedCommandPrintsTheLoginLink(@TempDir Path folder) throws Exception {
        Matcher command = Pattern.compile("ec2-user@\\S+ '(cd /opt/lotse && docker-compose logs [^']+)'")
                .matcher(Document.of(".github/infrastructure/README.md").text());
        assertThat(command.find()).isTrue();
        assertThat(StackTemplate.read().text()).contains("'" + command.group(1) + "'");
        var environment = new HashMap<>(environment());
        environment.put("PATH", System.getenv("PATH"));
        String here = command.group(1).replace("/opt/lotse", box.toString());

        try (Program shell = Program.start(folder, environment, List.of("bash", "-c", here))) {
            assertThat(shell.exitCode()).as(shell.output()).isZero();
            assertThat(shell.output().strip())
                    .as("one line; Compose 1 colours who has said it")
                    .doesNotContain("\n")
                    .containsPattern("console[_-]1 .*console +" + Pattern.quote(compose.console() + "/login?token=")
                            + "[\\w-]+$");
        }
    }
}
