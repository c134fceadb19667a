package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.TestRegistry;
import ch.meuthak.lotse.console.documents.Document;
import ch.meuthak.lotse.server.testing.Claims;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any image that serves HTTP can be deployed with what the README says about it, and without that the failure says what is
 * missing.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class GuestImagesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DockerEngine engine;
    private TestRegistry registry;
    private HttpServer outside;
    private Path folder;

    @BeforeAll
    void up(@TempDir Path temporary) throws Exception {
        engine = DockerEngine.require();
        GuestImages.requireBase(engine);
        folder = temporary;
        registry = TestRegistry.start(folder.resolve("registry"));
        outside = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        outside.createContext("/", exchange -> {
            byte[] body = "hello from outside".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        outside.start();
    }

    @AfterAll
    void down() {
        client.close();
        if (outside != null) {
            outside.stop(0);
        }
        if (registry != null) {
            Variants.remove(engine, registry.host() + "/lotse/guests");
            registry.close();
        }
    }

    private String repository() {
        return registry.host() + "/lotse/guests";
    }

    /** Builds and pushes; says its digest. */
    private String publish(GuestImages guest, String tag) throws IOException {
        String name = repository() + ":" + tag;
        guest.build(engine, folder, name);
        Matcher found = DIGEST.matcher(engine.docker("push", name));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private ComposeStack stack(String tag, String override, Map<String, String> settings) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "override", ".yml"), override);
        var all = new HashMap<>(settings);
        all.put("COMPOSE_FILE", "docker-compose.yml" + (override.isEmpty() ? "" : ":" + file));
        all.put("LOTSE_IMAGE_REPOSITORY", repository());
        all.put("LOTSE_BACKEND_TAG", tag);
        all.put("LOTSE_DEPLOY_CHECK_TIME", "40s");
        all.put("LOTSE_DEPLOY_CHECK_INTERVAL", "100ms");
        all.put("LOTSE_DEPLOY_BAKE_TIME", "1s");
        all.put("LOTSE_DEPLOY_STOP_TIME", "2s");
        if (override.contains("egress")) {
            giveAWayOut(all);
        }
        return ComposeStack.prepare(engine, all);
    }

    /** A network of which this host is the way out, and the only other there: who is not on it cannot reach that address. */
    private void giveAWayOut(Map<String, String> settings) throws IOException {
        String net = Claims.oneOf("egress", IntStream.range(60, 250).mapToObj(third -> "172.29." + third), any -> true);
        String subnet = "networks: {egress: {ipam: {config: [{subnet: \"" + net + ".0/28\"}]}}}\n";
        Path file = Files.writeString(Files.createTempFile(folder, "egress", ".yml"), subnet);
        settings.merge("COMPOSE_FILE", ":" + file, String::concat);
        settings.put("API_URL", "http://" + net + ".1:" + outside.getAddress().getPort() + "/");
    }

    private String answer(ComposeStack stack) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stack.api())
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheReadmeSaysIsEnough(GuestImages guest) throws Exception {
        String tag = guest.name().toLowerCase(Locale.ROOT);
        publish(guest, tag);
        String next = publish(guest, tag + "-next");
        try (ComposeStack stack = stack(tag, guest.override(), guest.settings());
                BoxConsole console = new BoxConsole(stack.console())) {
            stack.compose("up", "-d", "--no-build");
            stack.await(PATIENCE, () -> stack.isHealthy("console"));
            stack.await(PATIENCE, () -> !console.serving().isEmpty() && answers(stack, guest));

            JsonNode deployment = console.deploy(next);

            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("succeeded");
            assertThat(answer(stack)).contains(guest.answers());
            assertThat(console.serving()).isEqualTo(next);
        }
    }

    private boolean answers(ComposeStack stack, GuestImages guest) throws IOException, InterruptedException {
        return answer(stack).contains(guest.answers().getFirst());
    }

    /** All of them as candidates beside a release that is good, on a stack that gives them nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NGINX    | read-only, and it needs to write /var/l
            FLASK    | The variable GREETING is not set
            DATABASE | The variable REDIS_HOST is not set
            CALLER   | It cannot call other hosts: its network is internal
            """)
    void withoutItTheFailureSaysWhatIsMissing(GuestImages guest, String words) throws Exception {
        String good = "good-" + guest.name().toLowerCase(Locale.ROOT);
        publish(GuestImages.NODE, good);
        String bad = publish(guest, "bad-" + good);
        String nothing = guest == GuestImages.CALLER
                ? "services: {backend: {environment: {API_URL: \"http://192.0.2.1/\"}}}\n"
                : "";
        try (ComposeStack stack = stack(good, nothing, GuestImages.NODE.settings());
                BoxConsole console = new BoxConsole(stack.console())) {
            stack.compose("up", "-d", "--no-build");
            stack.await(PATIENCE, () -> stack.isHealthy("console"));
            stack.await(PATIENCE, () -> !console.serving().isEmpty() && answers(stack, GuestImages.NODE));

            JsonNode deployment = console.deploy(bad);

            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("failed");
            assertThat(deployment.path("failure").asText())
                    .as(deployment.toString())
                    .contains(words);
            assertThat(answer(stack)).contains(GuestImages.NODE.answers());
        }
    }

    @Test
    void theDocumentHasTheLinesThatAreTriedHere() throws Exception {
        String document = Document.of(".github/infrastructure/README.md").chapter("Bring your own image");
        for (GuestImages guest : GuestImages.values()) {
            for (String line : guest.override()
                    .replace("lotse-guests:12", "redis:7")
                    .lines()
                    .toList()) {
                assertThat(document).as(guest.name()).contains(line.strip());
            }
        }
    }
}
