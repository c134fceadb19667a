package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.Platform.Remains;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.deploy.Unanswered;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.host.CapacityCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Releases as real containers, of images from a real registry, beside one that real Compose made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerPlatformTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Path folder;
    private DockerBox box;
    private DockerPlatform platform;

    @BeforeAll
    void makeBox(@TempDir Path temporary) throws Exception {
        folder = temporary;
        box = DockerBox.open(folder);
        platform = box.platform();
    }

    @AfterEach
    void freeGreen() throws Exception {
        platform.stop(Slot.GREEN, Duration.ofSeconds(1));
    }

    @AfterAll
    void removeBox() {
        if (box != null) {
            box.close();
        }
    }

    private Release pulled(String behaviour, String... changes) throws Exception {
        Release release =
                platform.find(box.images().publish(behaviour, changes)).orElseThrow();
        platform.pull(release, line -> {});
        return release;
    }

    private Running started(String behaviour, String... changes) throws Exception {
        return platform.start(pulled(behaviour, changes), Slot.GREEN);
    }

    @Test
    void theContainerThatComposeMadeIsInItsSlotAndIsTheReleaseOfItsImage() throws Exception {
        Running blue = platform.running(Slot.BLUE).orElseThrow();

        assertThat(blue.release()).isEqualTo(new Release(box.firstDigest(), "1.1", "r1"));
        assertThat(blue.address()).hasToString("http://" + TinyCompose.BLUE + ":5000");
        assertThat(box.compose().ids()).containsExactly(blue.id());
        assertThat(platform.running(Slot.GREEN)).isEmpty();
        assertThat(platform.remains(Slot.BLUE, 10).state()).isEqualTo("runs");
        assertThat(platform.remains(Slot.BLUE, 10).lastLines()).contains("listening");
    }

    @Test
    void theContainersOfTheProjectAreDescribedAlsoThoseThatDoNotRun() throws Exception {
        Running blue = platform.running(Slot.BLUE).orElseThrow();
        Running green = started(TinyImages.GOOD);

        assertThat(platform.containers())
                .hasSize(2)
                .allSatisfy(one -> {
                    assertThat(one.service()).isEqualTo("backend");
                    assertThat(one.restarts()).isZero();
                    assertThat(one.published()).isEmpty();
                })
                .extracting(Box.Container::startedAt)
                .contains(blue.startedAt(), green.startedAt());

        box.engine().docker("stop", "--time", "1", green.id());

        assertThat(platform.containers()).extracting(Box.Container::state).containsOnlyOnce("running");
        assertThat(platform.containers()).extracting(Box.Container::state).containsOnlyOnce("exited");
    }

    @Test
    void aCandidateServesBesideTheServingReleaseAndSaysWhatItIs() throws Exception {
        List<String> progress = new ArrayList<>();
        String digest = box.images().publish(TinyImages.GOOD);
        Release asked = platform.find(digest).orElseThrow();
        assertThat(asked).as("not here, perhaps in the registry").isEqualTo(new Release(digest, "", ""));

        platform.admit(asked);
        platform.pull(asked, progress::add);
        Running green = platform.start(asked, Slot.GREEN);

        assertThat(box.awaitReady(green)).contains(digest).contains("\"slot\":\"green\"");
        Running found = platform.running(Slot.GREEN).orElseThrow();
        assertThat(found.isSameRunAs(green)).isTrue();
        assertThat(found.release().digest()).isEqualTo(digest);
        assertThat(found.release().version()).startsWith("1.");
        assertThat(platform.running(Slot.BLUE)).isPresent();
        assertThat(progress).first().asString().startsWith("Pulling 127.0.0.1:");
        assertThat(progress).last().isEqualTo("Pulled. The digest matches");
        assertThat(platform.start(asked, Slot.GREEN)).as("resumed").isEqualTo(green);
        assertThat(platform.kept()).map(Release::digest).contains(digest, box.firstDigest());
    }

    @Test
    void whatTheOperatorSaidIsCarriedOverAndWhatTheOldImageSaidIsNot() throws Exception {
        Running green = started(TinyImages.GOOD, "ENV ONLY_NEW=new", "LABEL only.new=new", "EXPOSE 7777");
        JsonNode blue = box.inspect(platform.running(Slot.BLUE).orElseThrow().id());
        JsonNode made = box.inspect(green.id());

        assertThat(made.path("HostConfig")).isEqualTo(blue.path("HostConfig"));
        JsonNode config = made.path("Config");
        assertThat(config.path("Env").valueStream().map(JsonNode::asText))
                .contains(
                        "GREETING=from the operator",
                        "ONLY_NEW=new",
                        "LOTSE_SLOT=green",
                        "LOTSE_RELEASE_DIGEST=" + green.release().digest())
                .doesNotContain("ONLY_FIRST=first", "TINY_REVISION=r1");
        assertThat(config.path("User").asText()).isEqualTo("10001:10000");
        ObjectNode check = config.path("Healthcheck").deepCopy();
        check.remove("StartInterval"); // what an engine of API 1.44 gets besides
        assertThat(check).isEqualTo(blue.path("Config").path("Healthcheck"));
        assertThat(config.path("StopTimeout").asInt()).isEqualTo(7);
        assertThat(config.path("ExposedPorts").has("7777/tcp")).isTrue();
        assertThat(config.path("ExposedPorts").has("6666/tcp")).isFalse();
        Map<String, String> labels = Engine.JSON.convertValue(
                config.path("Labels"),
                Engine.JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
        assertThat(labels)
                .containsEntry("team", "pilots")
                .containsEntry("only.new", "new")
                .containsEntry(Names.NUMBER, "2")
                .containsEntry(Names.SLOT, "green")
                .containsEntry(Names.SERVICE, "backend")
                .containsEntry(
                        "com.docker.compose.config-hash",
                        blue.path("Config")
                                .path("Labels")
                                .path("com.docker.compose.config-hash")
                                .asText())
                .doesNotContainKey("only.first");
        String first = blue.path("Name").asText();
        assertThat(first).startsWith("/" + TinyCompose.PROJECT).endsWith("1");
        assertThat(made.path("Name").asText())
                .as("as this Compose names it")
                .isEqualTo(first.substring(0, first.length() - 1) + "2");
    }

    @Test
    void aCandidateIsOnAllNetworksOfTheServiceUnderItsNamesAndAtItsSlotsAddress() throws Exception {
        Running green = started(TinyImages.GOOD);

        JsonNode networks = box.inspect(green.id()).path("NetworkSettings").path("Networks");
        JsonNode api = networks.path(TinyCompose.PROJECT + "_api");
        assertThat(api.path("IPAddress").asText()).isEqualTo(TinyCompose.GREEN);
        assertThat(api.path("Aliases").valueStream().map(JsonNode::asText)).contains("backend", "the-api");
        JsonNode other = networks.path(TinyCompose.PROJECT + "_other");
        assertThat(other.path("IPAddress").asText()).startsWith("172.30.51.");
        assertThat(other.path("Aliases").valueStream().map(JsonNode::asText)).contains("backend");
        String blue = platform.running(Slot.BLUE).orElseThrow().id().substring(0, 12);
        assertThat(networks.toString()).doesNotContain(blue);
    }

    @Test
    void whatExitsAtOnceSaysWhyAndIsNotLeftToBeRestarted() throws Exception {
        Running green = started(TinyImages.EXITS);
        DockerBox.await(() -> platform.remains(Slot.GREEN, 1).exitCode().isPresent());

        Remains live = platform.remains(Slot.GREEN, 10);
        assertThat(live.exitCode()).contains(3);
        assertThat(live.state()).startsWith("exited with code 3");
        assertThat(live.lastLines()).contains("cannot find my database, giving up");
        DockerBox.await(
                () -> platform.running(Slot.GREEN).filter(green::isSameRunAs).isEmpty());

        platform.stop(Slot.GREEN, GRACE);

        assertThat(box.exists(green.id())).isFalse();
        Remains kept = box.newPlatform().remains(Slot.GREEN, 100);
        assertThat(kept.exitCode()).as("for another console").contains(3);
        assertThat(kept.state()).isEqualTo("exited with code 3");
        assertThat(kept.lastLines()).contains("cannot find my database, giving up");
    }

    @Test
    void whatNeedsMoreMemoryThanItsLimitIsSaidToHaveBeenKilledForThat() throws Exception {
        started(TinyImages.EATS_MEMORY);
        DockerBox.await(() -> platform.remains(Slot.GREEN, 1).exitCode().isPresent());

        Remains remains = platform.remains(Slot.GREEN, 10);
        assertThat(remains.exitCode()).contains(137);
        assertThat(remains.state())
                .startsWith(
                        "ran out of memory: the kernel killed it at its limit of 48 MiB (exit code 137); raise mem_limit");
        assertThat(remains.lastLines()).contains("hungry");
    }

    /** The engine restarts it at once: what it says of it then is how it ended before. */
    @Test
    void theBoxTellsWhichContainerRanOutOfMemoryItsLimitAndItsLastUse() throws Exception {
        Running green = started(TinyImages.EATS_MEMORY);
        String name = box.inspect(green.id()).path("Name").asText().substring(1);
        DockerBox.await(() -> starved(name).flatMap(Box.Container::end).isPresent());

        Box.Container found = starved(name).orElseThrow();
        assertThat(found.memoryLimit()).isEqualTo(48L << 20);
        assertThat(found.end().orElseThrow().code()).isEqualTo(137);
        DockerBox.await(() -> starved(name)
                .flatMap(Box.Container::end)
                .flatMap(Box.End::used)
                .filter(use -> use.bytes() > 0)
                .isPresent());
    }

    private Optional<Box.Container> starved(String name) throws Exception {
        return platform.containers().stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> one.end().filter(Box.End::outOfMemory).isPresent())
                .findFirst();
    }

    @Test
    void whatIgnoresSigtermIsKilledWhenItsTimeIsOver() throws Exception {
        Running green = started(TinyImages.IGNORES_SIGTERM);
        box.awaitReady(green);

        platform.stop(Slot.GREEN, Duration.ofMillis(1500));

        assertThat(platform.running(Slot.GREEN)).isEmpty();
        assertThat(box.exists(green.id())).isFalse();
        Remains remains = platform.remains(Slot.GREEN, 1);
        assertThat(remains.exitCode()).contains(137);
        assertThat(remains.state()).isEqualTo("was killed (exit code 137): it had not exited 2 s after SIGTERM");
    }

    @Test
    void whatExitsWhenItIsToldToIsGivenTheTime() throws Exception {
        Running green = started(TinyImages.GOOD);
        box.awaitReady(green);

        platform.stop(Slot.GREEN, Duration.ofSeconds(30));

        Remains remains = platform.remains(Slot.GREEN, 1);
        assertThat(remains.exitCode()).contains(0);
        assertThat(remains.state()).isEqualTo("exited with code 0 (no error)");
        assertThat(remains.lastLines()).containsExactly("stopping");
        assertThat(Files.getPosixFilePermissions(box.state().resolve("docker").resolve("remains-green.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        platform.stop(Slot.GREEN, GRACE);
        assertThat(platform.remains(Slot.GREEN, 1)).as("after a second stop").isEqualTo(remains);
    }

    @Test
    void aSlotInWhichAnotherReleaseRunsIsNotStarted() throws Exception {
        started(TinyImages.GOOD);
        Release another = pulled(TinyImages.GOOD);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.start(another, Slot.GREEN))
                .withMessageContaining("Slot green is not free");
    }

    @Test
    void aContainerThatAConsoleMadeButDidNotStartIsReplaced() throws Exception {
        Running green = started(TinyImages.GOOD);
        box.engine().docker("stop", "-t", "1", green.id());
        assertThat(platform.running(Slot.GREEN)).isEmpty();

        Running again = platform.start(green.release(), Slot.GREEN);

        assertThat(again.id()).isNotEqualTo(green.id());
        assertThat(box.exists(green.id())).isFalse();
        box.awaitReady(again);
    }

    @Test
    void anImageThatCannotBeRunIsSaidSoAndCanBeCleanedUp() throws Exception {
        Release broken = pulled(TinyImages.GOOD, "CMD [\"/no/such/program\"]");

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.start(broken, Slot.GREEN))
                .withMessageContaining("/no/such/program");
        assertThat(platform.remains(Slot.GREEN, 1).state()).startsWith("was created but could not be started: ");

        platform.stop(Slot.GREEN, GRACE);
        assertThat(box.compose().ids()).hasSize(1);
    }

    @Test
    void anImageThatIsNotInTheRegistryIsSaidNotToBe() {
        Release unknown = new Release("sha256:" + "ab".repeat(32), "", "");

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(unknown, line -> {}))
                .withMessageContaining("did not pull")
                .withMessageContaining("The registry has no image with this digest.");
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.start(unknown, Slot.GREEN))
                .withMessageContaining("is no longer here");
    }

    @Test
    void onlyADigestNamesARelease() throws Exception {
        for (String name : List.of(
                "latest", "sha256:abc", "sha512:" + "0".repeat(128), "../evil", "", "sha256:" + "G".repeat(64))) {
            assertThat(platform.find(name)).as(name).isEmpty();
        }
    }

    @Test
    void anImageThatIsHereIsNotPulledAgain() throws Exception {
        Release release = pulled(TinyImages.GOOD);
        List<String> progress = new ArrayList<>();

        platform.pull(release, progress::add);

        assertThat(progress).singleElement().asString().endsWith(" is already here");
        assertThat(platform.find(release.digest()).orElseThrow().revision()).startsWith("r");
    }

    @Test
    void pruningKeepsWhatRunsWhatIsAskedForWhatIsNewestAndWhatHasATag() throws Exception {
        Release running = pulled(TinyImages.GOOD);
        platform.start(running, Slot.GREEN);
        Release previous = pulled(TinyImages.GOOD);
        Release old = pulled(TinyImages.GOOD);
        Release newest = pulled(TinyImages.GOOD);
        String tagged = box.images().build(TinyImages.GOOD);
        String taggedDigest = box.images().push(tagged);
        assertThat(platform.kept())
                .map(Release::digest)
                .containsSubsequence(newest.digest(), old.digest(), previous.digest());

        platform.prune(List.of(previous), 0);

        assertThat(platform.kept())
                .map(Release::digest)
                .contains(running.digest(), previous.digest(), taggedDigest, box.firstDigest())
                .doesNotContain(old.digest(), newest.digest());
        platform.pull(old, line -> {});
        platform.prune(List.of(), 1);
        assertThat(platform.kept()).map(Release::digest).contains(old.digest()).doesNotContain(previous.digest());
    }

    @Test
    void anotherRepositorysImagesAreNeitherKeptNorPruned() throws Exception {
        var others = new TinyImages(box.engine(), box.registry().host() + "/other", folder.resolve("others"));
        String name = others.build(TinyImages.GOOD);
        try {
            String digest = others.push(name);
            box.engine().docker("image", "tag", name, "lotse-docker-test-untouched:1");

            platform.prune(List.of(), 0);

            assertThat(platform.kept()).map(Release::digest).doesNotContain(digest);
            assertThat(box.engine().docker("image", "ls", "--quiet", others.repository()))
                    .isNotBlank();
        } finally {
            box.engine().docker("image", "rm", "lotse-docker-test-untouched:1");
            others.removeAll();
        }
    }

    @Test
    void tooLittleMemoryOrDiskIsSaidWithTheNumbersBeforeAnythingIsTouched() throws Exception {
        Release release = platform.find(box.images().publish(TinyImages.GOOD)).orElseThrow();
        Path meminfo = Files.writeString(folder.resolve("meminfo"), "MemTotal: 999999 kB\nMemAvailable:   40960 kB\n");

        try (var poor = box.newPlatform(new CapacityCheck(meminfo, box.state()))) {
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> poor.admit(release))
                    .withMessageContaining("40 MiB available, 48 MiB needed. Nothing was changed.");
        }
        assertThatExceptionOfType(CapacityCheck.Shortage.class)
                .isThrownBy(() -> new CapacityCheck(meminfo, box.state()).requireDisk(1L << 60, "Free some."))
                .withMessageMatching(
                        "Not enough disk space .*: \\d+ MiB free, 1099511627776 MiB needed.* Free some\\.");
        assertThat(box.compose().ids()).hasSize(1);
    }

    @Test
    void theOutputOfAReleaseIsBoundedInLinesAndInTheirLength() throws Exception {
        started(
                TinyImages.GOOD,
                "CMD [\"/bin/busybox\",\"sh\",\"-c\",\"i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done;"
                        + " head -c 5000 /dev/zero | tr '\\\\0' x; echo; echo -e '\\\\033[31mred\\\\033[0m end'; sleep 60\"]");
        DockerBox.await(() -> platform.remains(Slot.GREEN, 1).lastLines().equals(List.of("red end")));

        List<String> lines = platform.remains(Slot.GREEN, 100).lastLines();
        assertThat(lines).hasSize(100).contains("line 2999");
        assertThat(lines).allMatch(line -> line.length() <= 2003);
        platform.stop(Slot.GREEN, Duration.ofSeconds(1));
        assertThat(platform.remains(Slot.GREEN, 5000).lastLines()).hasSize(1000);
    }

    @Test
    void aCancelledPullIsBrokenOff() throws Exception {
        Release release = platform.find(box.images().publish(TinyImages.GOOD)).orElseThrow();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> platform.pull(release, line -> {}));
        assertThat(Thread.interrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThat(platform.running(Slot.BLUE)).as("a look is not broken off").isPresent();
        assertThat(Thread.interrupted()).as("but it keeps the interruption").isTrue();
    }

    @Test
    void theServicesSpecificationOutlivesItsLastContainer() throws Exception {
        Running blue = platform.running(Slot.BLUE).orElseThrow();
        JsonNode before = box.inspect(blue.id());
        platform.stop(Slot.BLUE, GRACE);
        assertThat(box.compose().ids()).isEmpty();
        try {
            Running again = box.newPlatform().start(blue.release(), Slot.BLUE);

            assertThat(box.inspect(again.id()).path("HostConfig")).isEqualTo(before.path("HostConfig"));
            box.awaitReady(again);
        } finally {
            platform.stop(Slot.BLUE, GRACE);
            box.compose().run("up", "-d");
        }
    }

    /**
     * A host with a full queue answers no connection, as one behind a firewall that drops does. It is the box, at the address of
     * another network than the release's.
     */
    @Test
    void aReleaseThatCallsAHostInVainIsSeenToAndThatItsNetworksLeadNowhere() throws Exception {
        String other = "lotse-test-" + System.nanoTime();
        box.engine().docker("network", "create", other);
        String host = box.engine()
                .docker("network", "inspect", other, "--format", "{{(index .IPAM.Config 0).Gateway}}")
                .strip();
        List<SocketChannel> waiting = new ArrayList<>();
        try (var full = new ServerSocket(0, 1)) {
            for (int i = 0; i < 4; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                waiting.add(one);
            }
            Running green = platform.start(pulled(TinyImages.GOOD), Slot.GREEN);
            box.awaitReady(green);
            assertThat(platform.unanswered(Slot.GREEN)).isEqualTo(Unanswered.NONE);

            String port = String.valueOf(full.getLocalPort());
            if (hasDefaultRoute(green)) {
                box.engine().docker("exec", "--detach", green.id(), "/bin/busybox", "nc", host, port);
                DockerBox.await(
                        () -> platform.unanswered(Slot.GREEN).equals(new Unanswered(List.of(host + ":" + port), true)));
            } else {
                String call = "/bin/busybox nc " + host + " " + port + " 2>&1 || echo no way";
                assertThat(box.engine().docker("exec", green.id(), "/bin/busybox", "sh", "-c", call))
                        .as("the caller gets an error at once")
                        .contains("no way");
            }
        } finally {
            for (SocketChannel one : waiting) {
                one.close();
            }
            box.engine().docker("network", "rm", other);
        }
        platform.stop(Slot.GREEN, GRACE);
        assertThat(platform.unanswered(Slot.GREEN)).isEqualTo(Unanswered.NONE);
    }

    /** Docker before 28 gives a container of an internal network a default route, which leads to the box. */
    private boolean hasDefaultRoute(Running release) {
        return box.engine()
                .docker("exec", release.id(), "/bin/busybox", "cat", "/proc/net/route")
                .lines()
                .anyMatch(line -> line.matches("\\S+\\s+00000000\\s.*"));
    }
}
