package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.testing.Claims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Compose project with a service {@code backend} in slot blue, in which an operator has said something about everything.
 * Its address and names are fixed, so what a run that was killed left is found and removed by the next; two at a time there
 * cannot be, as a console takes either for its own.
 */
public final class TinyCompose implements AutoCloseable {
    public static final String BLUE = "172.30.51.11";
    public static final String GREEN = "172.30.51.12";
    public static final String PROJECT = "lotsedockertest";

    private final DockerEngine engine;
    private final Path file;
    private final FileChannel alone = Claims.alone("tiny-compose");

    private TinyCompose(DockerEngine engine, Path file) {
        this.engine = engine;
        this.file = file;
    }

    /** Starts it with that image. */
    public static TinyCompose up(DockerEngine engine, Path folder, String image) throws IOException {
        Path file = Files.writeString(folder.resolve("docker-compose.yml"), text(image));
        var compose = new TinyCompose(engine, file);
        compose.down();
        compose.run("up", "-d");
        return compose;
    }

    private static String text(String image) {
        return """
                services:
                  backend:
                    image: %s
                    environment:
                      GREETING: from the operator
                    labels:
                      team: pilots
                    mem_limit: 48m
                    memswap_limit: 48m
                    read_only: true
                    tmpfs:
                      - /tmp
                    cap_drop: [ALL]
                    security_opt: ["no-new-privileges:true"]
                    restart: always
                    stop_grace_period: 7s
                    user: "10001:10000"
                    logging:
                      driver: json-file
                      options: {max-size: 1m, max-file: "2"}
                    healthcheck:
                      test: [CMD, /bin/busybox, "true"]
                      interval: 30s
                      start_period: 5s
                    volumes:
                      - hook:/run/hook
                    networks:
                      api:
                        ipv4_address: %s
                        aliases: [the-api]
                      other: {}
                volumes:
                  hook: {}
                networks:
                  other:
                    internal: true
                    ipam: {config: [{subnet: 172.30.51.16/28}]}
                  api:
                    internal: true
                    ipam: {config: [{subnet: 172.30.51.0/28}]}
                """.formatted(image, BLUE);
    }

    /** Another text in the compose file, as an editor does it. */
    void edit(String old, String now) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(old);
        }
        Files.writeString(file, text.replace(old, now));
    }

    /** The command for a changed file, as in .github/infrastructure/README.md. */
    String prepare() {
        return run("up", "--no-start", "--no-recreate", "--no-deps", "--scale", "backend=2", "backend");
    }

    /** {@code docker-compose} with these arguments. */
    public String run(String... arguments) {
        var all = new ArrayList<>(List.of("--ansi", "never", "-p", PROJECT, "-f", file.toString()));
        all.addAll(List.of(arguments));
        return engine.compose(all.toArray(String[]::new));
    }

    /** The ids of the service's containers, as {@code docker-compose ps} has them. */
    public List<String> ids() {
        return run("ps", "-q", "backend")
                .lines()
                .filter(id -> id.matches("[0-9a-f]{64}"))
                .sorted()
                .toList();
    }

    /** What there is of it, gone. */
    @Override
    public void close() {
        try (alone) {
            down();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void down() {
        run("down", "-v", "--timeout", "1");
    }
}
