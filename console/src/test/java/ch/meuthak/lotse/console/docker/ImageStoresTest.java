package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.host.CapacityCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the engine's image stores list the same image: Docker's own (graph drivers), and containerd's, the default of Docker 29. */
class ImageStoresTest {
    private static final String REPOSITORY = "example.ch:5000/api";
    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String NAME = REPOSITORY + "@" + DIGEST;

    private Path folder;

    @BeforeEach
    void remember(@TempDir Path temporary) {
        folder = temporary;
    }

    /** {@code RepoTags} as seen in answers of Docker 20.10 and 28.5, and whether it has a tag. */
    static Stream<Arguments> listings() {
        return Stream.of(
                Arguments.of("Docker 20.10, by digest", "[\"<none>:<none>\"]", false),
                Arguments.of("Docker 28, own store, by digest", "[]", false),
                Arguments.of("older, by digest", "null", false),
                Arguments.of("containerd, by digest", "[\"" + NAME + "\"]", false),
                Arguments.of("own store, with a tag", "[\"" + REPOSITORY + ":latest\"]", true),
                Arguments.of("containerd, with a tag", "[\"" + NAME + "\",\"" + REPOSITORY + ":1\"]", true),
                Arguments.of("with a tag of somebody else", "[\"debian:12-slim\",\"" + NAME + "\"]", true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listings")
    void onlyATagKeepsAnOldRelease(String store, String tags, boolean kept) throws Exception {
        String image = "{\"Id\":\"sha256:abc\",\"RepoTags\":%s,\"RepoDigests\":[\"%s\"],\"Created\":1,\"Size\":9}"
                .formatted(tags, NAME);
        try (var engine = engine("[" + image + "]", "[]");
                var platform = platform(0)) {
            platform.prune(List.of(), 0);

            assertThat(engine.asked().stream().filter(call -> call.startsWith("DELETE")))
                    .as(store)
                    .hasSize(kept ? 0 : 1);
        }
    }

    /** containerd's store describes an image with the bytes of its packed layers, and lists it with those that it takes. */
    @Test
    void theDiskMustHaveRoomForTheUnpackedImage() throws Exception {
        long huge = 1L << 60;
        String container = "{\"Id\":\"c\",\"Image\":\"sha256:abc\",\"State\":\"running\",\"Labels\":{"
                + "\"com.docker.compose.project\":\"p\",\"com.docker.compose.service\":\"backend\"},"
                + "\"NetworkSettings\":{\"Networks\":{\"n\":{\"IPAddress\":\"172.30.50.11\"}}}}";
        String image = "{\"Id\":\"sha256:abc\",\"RepoTags\":[],\"RepoDigests\":[],\"Size\":" + huge + "}";
        try (var _ = engine("[" + image + "]", "[" + container + "]");
                var platform = platform(1)) {
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> platform.admit(new Release(DIGEST, "", "")))
                    .withMessageContaining((huge >> 20) + " MiB needed");
        }
    }

    private StubEngine engine(String images, String containers) throws IOException {
        return new StubEngine(folder.resolve("docker.sock"), (request, channel) -> {
            String path = request.replaceFirst("^\\S+ (\\S+) .*", "$1");
            String answer = path.startsWith("/images/json")
                    ? images
                    : path.startsWith("/containers/json") ? containers : one(path, containers);
            StubEngine.reply(channel, answer.isEmpty() ? 404 : 200, answer);
        });
    }

    private static String one(String path, String containers) {
        if (path.startsWith("/containers/c/json")) {
            return containers.substring(1, containers.length() - 1).replace("\"running\"", "{\"Running\":true}");
        }
        return path.startsWith("/images/sha256") ? "{\"Id\":\"sha256:abc\",\"Size\":9,\"Config\":{}}" : "";
    }

    private DockerPlatform platform(int memory) throws IOException {
        Path state = folder.resolve("state");
        Path meminfo =
                Files.writeString(folder.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable: " + memory + " kB\n");
        return new DockerPlatform(
                new DockerSettings(
                        folder.resolve("docker.sock"),
                        REPOSITORY,
                        "p",
                        "backend",
                        5000,
                        "172.30.50.11",
                        "172.30.50.12",
                        state),
                InstantSource.system(),
                GivenTime.ALL,
                new CapacityCheck(meminfo, state));
    }
}
