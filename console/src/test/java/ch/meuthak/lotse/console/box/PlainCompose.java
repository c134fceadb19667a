package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Claims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The ordinary way: one service that publishes its port, and nothing in front of it. */
public final class PlainCompose implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private final DockerEngine engine;
    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private PlainCompose(DockerEngine engine, Path folder, int port) {
        this.engine = engine;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it with that image and waits until it is ready. */
    public static PlainCompose up(DockerEngine engine, String image) throws IOException {
        var plain = new PlainCompose(engine, Files.createTempDirectory("lotse-plain"), Claims.port());
        plain.recreate(image);
        return plain;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Changes the file to name that image, and then what everybody does; returns when it is ready. */
    public void recreate(String image) {
        try {
            Files.writeString(folder.resolve("docker-compose.yml"), """
                    services:
                      backend:
                        image: %s
                        ports: ["127.0.0.1:%d:5000"]
                        restart: always
                        mem_limit: 192m
                        memswap_limit: 192m
                    """.formatted(image, port));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        compose("pull", "--quiet");
        compose("up", "-d");
        Await.until(READY_WITHIN, "a release that is ready", this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(api().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String compose(String... arguments) {
        String[] all = Stream.concat(Stream.of("--ansi", "never"), Stream.of(arguments))
                .toArray(String[]::new);
        return engine.compose(folder, Map.of("COMPOSE_PROJECT_NAME", "lotse-plain-" + port), all);
    }

    @Override
    public void close() {
        client.shutdownNow();
        compose("down", "--volumes", "--timeout", "1");
        try {
            Files.deleteIfExists(folder.resolve("docker-compose.yml"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
