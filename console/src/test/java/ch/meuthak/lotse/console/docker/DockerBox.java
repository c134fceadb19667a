package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.host.CapacityCheck;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Everything a test of the Docker platform needs, with one release that Compose started in slot blue. */
public final class DockerBox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DockerEngine engine;
    private final TestRegistry registry;
    private final TinyImages images;
    private final String firstDigest;
    private final TinyCompose compose;
    private final Path state;
    private final List<DockerPlatform> platforms = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private DockerBox(DockerEngine engine, TestRegistry registry, TinyImages images, Path folder) throws IOException {
        this.engine = engine;
        this.registry = registry;
        this.images = images;
        this.state = Files.createDirectories(folder.resolve("state"));
        String first = images.build(TinyImages.GOOD, "ENV ONLY_FIRST=first", "LABEL only.first=first", "EXPOSE 6666");
        this.firstDigest = images.push(first);
        this.compose = TinyCompose.up(engine, folder, first);
    }

    /** Skips or fails the calling test when something that it needs is missing. */
    public static DockerBox open(Path folder) throws IOException {
        DockerEngine engine = DockerEngine.require();
        TestRegistry registry = TestRegistry.start(folder.resolve("registry"));
        var images = new TinyImages(engine, registry.host() + "/lotse/tiny", folder.resolve("images"));
        try {
            return new DockerBox(engine, registry, images, folder);
        } catch (IOException | RuntimeException e) {
            images.removeAll();
            registry.close();
            throw e;
        }
    }

    public DockerEngine engine() {
        return engine;
    }

    public TestRegistry registry() {
        return registry;
    }

    public TinyImages images() {
        return images;
    }

    public TinyCompose compose() {
        return compose;
    }

    /** That of the release in slot blue. */
    public String firstDigest() {
        return firstDigest;
    }

    public Path state() {
        return state;
    }

    public DockerSettings settings() {
        return new DockerSettings(
                engine.socket(),
                images.repository(),
                TinyCompose.PROJECT,
                "backend",
                5000,
                TinyCompose.BLUE,
                TinyCompose.GREEN,
                state);
    }

    /** One for the whole box. */
    public synchronized DockerPlatform platform() {
        return platforms.isEmpty() ? newPlatform() : platforms.getFirst();
    }

    /** As another console has it. */
    public DockerPlatform newPlatform() {
        return add(new DockerPlatform(settings(), InstantSource.system()));
    }

    DockerPlatform newPlatform(CapacityCheck room) {
        return add(new DockerPlatform(settings(), InstantSource.system(), GivenTime.ALL, room));
    }

    private synchronized DockerPlatform add(DockerPlatform platform) {
        platforms.add(platform);
        return platform;
    }

    JsonNode inspect(String id) {
        try {
            return Engine.JSON
                    .readTree(engine.docker("container", "inspect", id))
                    .path(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean exists(String id) {
        return engine.docker("ps", "-a", "--no-trunc", "-q").contains(id);
    }

    /** What it answers at its release path, once it is ready. */
    public String awaitReady(Running running) throws Exception {
        await(() -> get(running.address().resolve("/health/ready")).statusCode() == 200);
        return get(running.address().resolve("/api/v1/release")).body();
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        platforms.forEach(DockerPlatform::close);
        compose.close();
        images.removeAll();
        registry.close();
        client.shutdownNow();
    }
}
