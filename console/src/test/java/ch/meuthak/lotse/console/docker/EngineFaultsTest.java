package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are not there, that hang, or that answer what they should not. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineFaultsTest {
    private static final Release RELEASE = new Release("sha256:" + "1".repeat(64), "", "");

    private Path folder;
    private Path socket;
    private DockerPlatform platform;

    @BeforeEach
    void make(@TempDir Path temporary) {
        folder = temporary;
        socket = temporary.resolve("docker.sock");
        platform = new DockerPlatform(settings(), InstantSource.system());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private DockerSettings settings() {
        return new DockerSettings(
                socket, "example.ch/api", "", "backend", 5000, "172.30.50.11", "172.30.50.12", folder.resolve("state"));
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static String failure(Attempt attempt) {
        var thrown = new ArrayList<String>();
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(attempt::run)
                .satisfies(e -> thrown.add(String.valueOf(e.getMessage())));
        return thrown.getFirst();
    }

    @Test
    void anEngineThatIsNotThereIsSaidNotToBeInOneSentenceWithWhatToDo() {
        for (Attempt attempt : List.<Attempt>of(
                () -> platform.running(Slot.BLUE),
                () -> platform.admit(RELEASE),
                () -> platform.find(RELEASE.digest()),
                () -> platform.pull(RELEASE, line -> {}),
                () -> platform.start(RELEASE, Slot.GREEN),
                () -> platform.stop(Slot.GREEN, Duration.ofSeconds(1)),
                () -> platform.remains(Slot.GREEN, 1),
                platform::kept,
                () -> platform.prune(List.of(), 1))) {
            assertThat(failure(attempt))
                    .contains("the connection failed (")
                    .contains(socket.toString())
                    .contains("systemctl start docker")
                    .doesNotContain("\n");
        }
    }

    @Test
    void anEngineThatAcceptsAndNeverAnswersIsGivenUpOnAfterTheDeadline() throws Exception {
        try (var hanging = new StubEngine(socket, (request, channel) -> {})) {
            long start = System.nanoTime();

            String said = failure(() -> platform.running(Slot.BLUE));

            assertThat(said).contains("did not list its containers within 5 s: it hangs");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
            assertThat(hanging.asked()).hasSize(1);
        }
    }

    @Test
    void whileTheEngineHangsOneCallWaitsForItAndAllOthersFailAtOnce() throws Exception {
        var asked = new CountDownLatch(2);
        try (var hanging = new StubEngine(socket, (request, channel) -> asked.countDown())) {
            failure(() -> platform.running(Slot.BLUE));
            Thread waiting = Thread.ofVirtual().start(() -> failure(() -> platform.running(Slot.BLUE)));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();

            failure(platform::kept);
            failure(() -> platform.remains(Slot.BLUE, 1));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(hanging.asked()).hasSize(2);
            waiting.join();
        }
    }

    @Test
    void anEngineThatAnswersAgainIsBelievedAtOnce() throws Exception {
        try (var hanging = new StubEngine(socket, (request, channel) -> {})) {
            failure(() -> platform.running(Slot.BLUE));
            assertThat(hanging.asked()).hasSize(1);
        }
        Files.delete(socket);
        try (var well = new StubEngine(socket, (request, channel) -> StubEngine.reply(channel, 200, "[]"))) {
            assertThat(platform.running(Slot.BLUE)).isEmpty();
            assertThat(platform.kept()).isEmpty();
            assertThat(well.asked()).hasSize(2);
        }
    }

    @Test
    void anAnswerThatTricklesIsGivenUpOnToo() throws Exception {
        try (var trickling = new StubEngine(socket, (request, channel) -> {
            StubEngine.write(channel, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[");
            var pause = new CountDownLatch(1);
            while (channel.isOpen()) {
                StubEngine.write(channel, " ");
                try {
                    pause.await(100, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        })) {
            assertThat(failure(() -> platform.running(Slot.BLUE))).contains("within 5 s");
            assertThat(trickling.asked()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsTooLongToBeTrueIsNotReadToItsEnd() throws Exception {
        try (var endless = new StubEngine(socket, (request, channel) -> {
            StubEngine.write(channel, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            while (channel.isOpen()) {
                StubEngine.write(channel, chunk);
            }
        })) {
            assertThat(failure(() -> platform.running(Slot.BLUE))).contains("its answer is longer than 8388608 bytes");
            assertThat(endless.asked()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsNoJsonOrBreaksOffIsAnErrorAndNotNothing() throws Exception {
        for (String answer : List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
                "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n[{\"Id\":",
                "gibberish\r\n\r\n",
                "")) {
            try (var odd = new StubEngine(socket, (request, channel) -> {
                StubEngine.write(channel, answer);
                channel.close();
            })) {
                assertThat(failure(() -> platform.running(Slot.BLUE)))
                        .as(answer)
                        .containsPattern(
                                "could not list its containers|did not list its containers: its answer is not JSON");
                assertThat(odd.asked()).isNotEmpty();
            }
            Files.delete(socket);
        }
    }

    @Test
    void whatTheEngineRefusesIsSaidInItsOwnWordsOnOneLine() throws Exception {
        try (var refusing = new StubEngine(
                socket,
                (request, channel) -> StubEngine.reply(channel, 500, "{\"message\":\"no\\n  way\\u001b[31m\"}"))) {
            assertThat(failure(() -> platform.running(Slot.BLUE)))
                    .isEqualTo("The Docker engine did not list its containers: no way");
            assertThat(refusing.asked()).hasSize(1);
        }
    }

    @Test
    void aValueOfTheEnvironmentThatTheEngineRepeatsIsNotShown() throws Exception {
        ObjectNode specification =
                Engine.JSON.createObjectNode().put("Prefix", "api_backend_").put("SlotNetwork", "slots");
        specification
                .withArray("/Config/Env")
                .add("FEED_KEY=secret=of the feed")
                .add("MODE=on");
        specification.withObject("/Networks/slots");
        specification.withObject("/HostConfig");
        new StateFile(folder.resolve("state/docker/specification.json")).write(specification);
        String echo = "{\"message\":\"no such option: [FEED_KEY=secret=of the feed MODE=on LOTSE_SLOT=green]\"}";
        String image = "{\"Id\":\"sha256:0\",\"RepoDigests\":[\"example.ch/api@" + RELEASE.digest() + "\"]}";

        try (var echoing = new StubEngine(socket, (request, channel) -> {
            boolean create = request.startsWith("POST /containers/create");
            String found = request.contains("/images/")
                    ? image
                    : request.contains("/version") ? "{\"ApiVersion\":\"1.41\"}" : "[]";
            StubEngine.reply(channel, create ? 400 : 200, create ? echo : found);
        })) {
            assertThat(failure(() -> platform.start(RELEASE, Slot.GREEN)))
                    .isEqualTo("The Docker engine did not create container api_backend_1:"
                            + " no such option: [FEED_KEY=*** MODE=on LOTSE_SLOT=green]");
            assertThat(echoing.asked()).isNotEmpty();
        }
    }

    @Test
    void anErrorInsideAPullThatBeganWellIsAnError() throws Exception {
        try (var failing = new StubEngine(socket, (request, channel) -> {
            if (request.startsWith("GET")) {
                boolean there = request.contains("/distribution/"); // in the registry
                StubEngine.reply(channel, there ? 200 : 404, "{\"message\":\"No such image\"}");
            } else {
                StubEngine.reply(
                        channel,
                        200,
                        "{\"status\":\"Pulling fs layer\",\"id\":\"a\"}\r\n"
                                + "{\"errorDetail\":{\"message\":\"no space left on device\"},\"error\":\"x\"}\r\n");
            }
        })) {
            assertThat(failure(() -> platform.pull(RELEASE, line -> {})))
                    .isEqualTo("The Docker engine did not pull example.ch/api@" + RELEASE.digest()
                            + ": no space left on device");
            assertThat(failing.asked()).hasSize(4);
        }
    }

    @Test
    void aPullAfterWhichThereIsNoImageWithTheDigestIsAnError() throws Exception {
        String other = "{\"Id\":\"sha256:0\",\"RepoDigests\":[\"example.ch/api@sha256:" + "2".repeat(64) + "\"]}";
        try (var lying = new StubEngine(socket, (request, channel) -> {
            boolean pull = request.startsWith("POST");
            StubEngine.reply(channel, 200, pull ? "{\"status\":\"Downloaded newer image\"}" : other);
        })) {
            assertThat(failure(() -> platform.pull(RELEASE, line -> {}))).contains("has no image with that digest");
            assertThat(lying.asked()).isNotEmpty();
        }
    }

    @Test
    void aPullIsBrokenOffWithItsConnectionWhenTheDeploymentIsCancelled() throws Exception {
        var pulling = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var slow = new StubEngine(socket, (request, channel) -> {
            if (request.startsWith("GET")) {
                StubEngine.reply(channel, 404, "{}");
                return;
            }
            StubEngine.write(channel, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            pulling.countDown();
            try {
                channel.read(ByteBuffer.allocate(1)); // an error when the other end has left something unread
            } finally {
                closed.countDown();
            }
        })) {
            var thrown = new ArrayList<Exception>();
            Thread deployment = Thread.ofVirtual().start(() -> {
                try {
                    platform.pull(RELEASE, line -> {});
                } catch (PlatformException | InterruptedException e) {
                    thrown.add(e);
                }
            });
            assertThat(pulling.await(30, TimeUnit.SECONDS)).isTrue();

            deployment.interrupt();
            deployment.join();

            assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(slow.asked()).isNotEmpty();
        }
    }

    @Test
    void aProjectOfWhichThereAreTwoMustBeNamed() throws IOException {
        String one =
                "{\"Id\":\"%s\",\"Labels\":{\"com.docker.compose.project\":\"%s\",\"ch.meuthak.lotse.slot\":\"blue\"}}";
        String two = "[" + one.formatted("a", "shop") + "," + one.formatted("b", "test") + "]";
        try (var shared = new StubEngine(socket, (request, channel) -> StubEngine.reply(channel, 200, two))) {
            assertThat(failure(() -> platform.running(Slot.BLUE)))
                    .contains("The Compose projects shop, test all have a service backend in a slot")
                    .contains("LOTSE_COMPOSE_PROJECT");
            assertThat(shared.asked()).hasSize(1);
        }
    }
}
