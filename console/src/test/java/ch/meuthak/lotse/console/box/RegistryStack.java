package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.FaultyRegistry;
import ch.meuthak.lotse.console.docker.TestRegistry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The project's own stack, whose backend's image comes from a registry on loopback, where more of them can be published.
 * What is pulled comes through a {@link FaultyRegistry}, which does nothing wrong until it is told to.
 */
public final class RegistryStack implements AutoCloseable {
    private static final String REPOSITORY = "/lotse/backend";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestRegistry registry;
    private final FaultyRegistry front;
    private final Variants variants;
    private final ComposeStack stack;
    private final BoxConsole console;

    private RegistryStack(TestRegistry registry, FaultyRegistry front, Variants variants, ComposeStack stack) {
        this.registry = registry;
        this.front = front;
        this.variants = variants;
        this.stack = stack;
        this.console = new BoxConsole(stack.console());
    }

    /** Brings it up with these settings; skips or fails the calling test when there is no engine. */
    public static RegistryStack up(Path folder, Map<String, String> more) throws IOException {
        ComposeStack built = ComposeStack.prepare(Map.of());
        DockerEngine engine = built.engine();
        TestRegistry registry = TestRegistry.start(folder.resolve("registry"));
        FaultyRegistry front = new FaultyRegistry(registry.url());
        var variants =
                new Variants(engine, built.image("backend"), registry.host() + REPOSITORY, folder.resolve("variants"));
        try {
            String tag = variants.first();
            engine.docker("pull", "--quiet", front.host() + REPOSITORY + ":" + tag);
            variants.removeAll();
            var settings = new HashMap<>(more);
            // All of the load comes from one address, the gateway.
            settings.put("LOTSE_EDGE_CONNECTIONS", "5000");
            settings.put("LOTSE_IMAGE_REPOSITORY", front.host() + REPOSITORY);
            settings.put("LOTSE_BACKEND_TAG", tag);
            return new RegistryStack(registry, front, variants, ComposeStack.up(settings));
        } catch (RuntimeException | Error e) {
            clean(engine, registry, front);
            throw e;
        }
    }

    private static void clean(DockerEngine engine, TestRegistry registry, FaultyRegistry front) {
        Variants.remove(engine, front.host() + REPOSITORY);
        Variants.remove(engine, registry.host() + REPOSITORY);
        front.close();
        registry.close();
    }

    public ComposeStack stack() {
        return stack;
    }

    public BoxConsole console() {
        return console;
    }

    /** Where more images are made. */
    public Variants variants() {
        return variants;
    }

    /** Where the engine pulls from. */
    public FaultyRegistry registry() {
        return front;
    }

    /** What the API says it is, through the edge. */
    public JsonNode release() throws IOException, InterruptedException {
        URI uri = stack.api().resolve("/api/v1/release");
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON", e);
        }
    }

    /** The service's containers, whatever state they are in: {@code name state}. */
    public List<String> backends() {
        return stack.engine()
                .docker(
                        "ps",
                        "--all",
                        "--format",
                        "{{.Names}} {{.State}}",
                        "--filter",
                        "label=com.docker.compose.project=" + stack.setting("COMPOSE_PROJECT_NAME"),
                        "--filter",
                        "label=com.docker.compose.service=backend")
                .lines()
                .toList();
    }

    @Override
    public void close() {
        console.close();
        stack.close();
        clean(stack.engine(), registry, front);
    }
}
