package ch.meuthak.lotse.console.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.deploy.rollout.TinyReleases;
import ch.meuthak.lotse.console.host.Memory;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases as real processes. */
class ProcessPlatformTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Path state;
    private TinyReleases builds;
    private ProcessPlatform platform;

    @BeforeEach
    void make(@TempDir Path folder) {
        state = folder.resolve("state");
        builds = new TinyReleases(folder.resolve("builds"));
        platform = platform(settings());
    }

    @AfterEach
    void stop() throws Exception {
        platform.stopAll(Duration.ofSeconds(1));
    }

    private ProcessSettings settings() {
        var defaults = ProcessSettings.defaults(state);
        return new ProcessSettings(
                state,
                defaults.java(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"),
                Map.of("LOTSE_EXTRA", "extra"),
                0,
                0,
                4096);
    }

    private static ProcessPlatform platform(ProcessSettings settings) {
        return new ProcessPlatform(settings, InstantSource.system());
    }

    private Release publish(String behaviour) throws Exception {
        return platform.publish(builds.jar(behaviour, "abc"));
    }

    @Test
    void aReleaseIsNamedByEveryByteThatRuns() throws Exception {
        Path jar = builds.jar("good", "abc");
        Path libs = Files.createDirectory(jar.resolveSibling("libs"));
        Files.writeString(libs.resolve("b.jar"), "b");
        Files.writeString(libs.resolve("a.jar"), "a");

        Release release = platform.publish(jar);

        String manifest =
                sha256(Files.readAllBytes(jar)) + "  lotse-backend.jar\n" + sha256("a".getBytes(StandardCharsets.UTF_8))
                        + "  libs/a.jar\n" + sha256("b".getBytes(StandardCharsets.UTF_8)) + "  libs/b.jar\n";
        String sorted = String.join(
                        "\n",
                        manifest.lines()
                                .sorted((x, y) -> x.substring(66).compareTo(y.substring(66)))
                                .toList())
                + "\n";
        assertThat(release)
                .isEqualTo(new Release("sha256:" + sha256(sorted.getBytes(StandardCharsets.UTF_8)), "1.0", "abc"));
        assertThat(platform.publish(jar)).as("the same again").isEqualTo(release);
        Files.writeString(libs.resolve("a.jar"), "other");
        assertThat(platform.publish(jar).digest()).as("another library").isNotEqualTo(release.digest());
        platform.pull(release, line -> {});
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aLaterBuildDoesNotChangeWhatWasPublished() throws Exception {
        Path jar = builds.jar("good", "abc");
        Release release = platform.publish(jar);

        Files.write(jar, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        platform.pull(release, line -> {});
    }

    @Test
    void whatIsNoJarIsNotPublished(@TempDir Path folder) throws IOException {
        Path nothing = Files.writeString(folder.resolve("x.jar"), "no jar");

        assertThatExceptionOfType(PlatformException.class).isThrownBy(() -> platform.publish(nothing));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.publish(folder.resolve("absent.jar")))
                .withMessageContaining("could not be published");
        assertThat(state.resolve("releases")).isEmptyDirectory();
    }

    @Test
    void theNewestPublishedComesFirstAndPruningKeepsWhatIsAskedForAndWhatRuns() throws Exception {
        Release one = publish("good");
        Release two = publish("exits");
        Release three = publish("never ready");
        assertThat(platform.kept()).containsExactly(three, two, one);
        platform.start(one, Slot.BLUE);

        platform.prune(List.of(), 2);
        assertThat(platform.kept()).as("the newest two, and what runs").containsExactly(three, two, one);
        platform.prune(List.of(three), 0);

        assertThat(platform.kept()).containsExactly(three, one);
        assertThat(platform.find(two.digest())).isEmpty();
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(two, line -> {}))
                .withMessageContaining("Publish it again");
    }

    @Test
    void aReleaseGetsItsOwnEnvironmentAndNothingOfTheConsoles() throws Exception {
        platform.start(publish("good"), Slot.GREEN);
        Await.until("a listening process", () -> lines(Slot.GREEN).contains("listening"));

        assertThat(environment(Slot.GREEN))
                .contains(
                        "LOTSE_BACKEND_HOST",
                        "LOTSE_BACKEND_PORT",
                        "LOTSE_BACKEND_ADMIN_PORT",
                        "LOTSE_SLOT",
                        "LOTSE_RELEASE_DIGEST",
                        "LOTSE_HOOK_SOCKET",
                        "LOTSE_EXTRA")
                .allMatch(name -> name.startsWith("LOTSE_") || name.equals("PATH") || name.equals("LANG"));
    }

    @Test
    void whatAReleaseWouldBeStartedAsIsSaidWithTheVeryVariablesThatItThenGets() throws Exception {
        Release release = publish("good");

        var specification = platform.inspect(release);

        assertThat(Path.of(specification.artifact())).isRegularFile().startsWith(state);
        assertThat(specification.builtAt()).contains(Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(specification.environment())
                .isSorted()
                .doesNotContain("extra")
                .contains("LOTSE_EXTRA");
        platform.start(release, Slot.GREEN);
        Await.until("the release listens", () -> lines(Slot.GREEN).contains("listening"));
        assertThat(environment(Slot.GREEN)).containsExactlyInAnyOrderElementsOf(specification.environment());
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.inspect(new Release("sha256:" + "0".repeat(64), "", "")))
                .withMessageContaining("Publish it again");
    }

    @Test
    void nobodyElseOnTheMachineReadsWhatAReleasePrintsOrIs() throws Exception {
        Files.createDirectories(state.resolve("slots"));
        platform.start(publish("good"), Slot.GREEN);
        for (String folder : List.of("slots", "releases")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(folder))))
                    .as(folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aTokenOrACredentialIsNeverHandedOn() {
        var settings = settings();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEnvironment(Map.of("LOTSE_CONSOLE_TOKEN", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEnvironment(Map.of("AWS_SECRET_ACCESS_KEY", "x")));
    }

    @Test
    void anotherConsoleFindsWhatRunsAndSaysThatItCannotKnowTheExitCode() throws Exception {
        Running started = platform.start(publish("good"), Slot.BLUE);

        var other = platform(settings());

        assertThat(other.running(Slot.BLUE)).contains(started);
        assertThat(other.running(Slot.GREEN)).isEmpty();
        other.stop(Slot.BLUE, GRACE);
        assertThat(other.running(Slot.BLUE)).isEmpty();
        assertThat(other.remains(Slot.BLUE, 10).exitCode()).isEmpty();
        assertThat(other.remains(Slot.BLUE, 10).state()).contains("exited with an unknown code");
        Await.until(
                "the exit code",
                () -> platform.remains(Slot.BLUE, 10).exitCode().equals(Optional.of(143)));
        assertThat(platform.remains(Slot.GREEN, 10).state()).isEqualTo("was never started");
    }

    @Test
    void aProcessWhoseIdWasNotWrittenDownInTimeIsFoundAllTheSame() throws Exception {
        Running started = platform.start(publish("good"), Slot.BLUE);
        Path file = state.resolve("slots").resolve("blue.json");
        var written = SlotRecord.read(file).orElseThrow();
        SlotRecord.intended(written.mark(), written.port(), started.release()).write(file);

        var other = platform(settings());

        assertThat(other.running(Slot.BLUE)).map(Running::id).contains(started.id());
        other.stop(Slot.BLUE, GRACE);
        assertThat(other.running(Slot.BLUE)).isEmpty();
    }

    @Test
    void aProcessThatGotTheSameIdIsNeverTouched() throws Exception {
        Release release = publish("good");
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(state.resolve("slots"));
            SlotRecord.intended("some-mark", 20_001, release)
                    .startedAs(stranger.toHandle())
                    .write(state.resolve("slots").resolve("blue.json"));

            assertThat(platform.running(Slot.BLUE)).isEmpty();
            platform.stop(Slot.BLUE, GRACE);
            platform.stopAll(GRACE);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSlotThatIsNotFreeIsNotStartedTwice() throws Exception {
        Release release = publish("good");
        platform.start(release, Slot.BLUE);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.start(release, Slot.BLUE))
                .withMessageContaining("is not free");
    }

    @Test
    void whatIgnoresSigtermIsKilled() throws Exception {
        platform.start(publish("ignores SIGTERM"), Slot.BLUE);
        Await.until("a listening process", () -> lines(Slot.BLUE).contains("listening"));

        platform.stop(Slot.BLUE, Duration.ofMillis(300));

        assertThat(platform.running(Slot.BLUE)).isEmpty();
        assertThat(platform.remains(Slot.BLUE, 1).exitCode()).contains(137);
    }

    @Test
    void whatEndsByItselfLeavesItsCodeAndItsLastLines() throws Exception {
        platform.start(publish("exits"), Slot.BLUE);
        Await.until("a free slot", () -> platform.running(Slot.BLUE).isEmpty());

        var remains = platform.remains(Slot.BLUE, 1);
        assertThat(remains.exitCode()).contains(3);
        assertThat(remains.state()).isEqualTo("exited with code 3");
        assertThat(remains.lastLines()).containsExactly("cannot find my database, giving up");
    }

    @Test
    void theOutputStaysBoundedWhileItIsWritten() throws Exception {
        platform.start(publish("good"), Slot.BLUE);
        Await.until("a listening process", () -> lines(Slot.BLUE).contains("listening"));
        Path log = state.resolve("slots").resolve("blue.log");
        Files.writeString(log, "\u001b[31mred\u001b[0m bell\u0007\n".repeat(1000), StandardOpenOption.APPEND);
        assertThat(lines(Slot.BLUE)).last().isEqualTo("red bell");

        platform.running(Slot.BLUE);

        assertThat(log).isEmptyFile();
        assertThat(state.resolve("slots").resolve("blue.log.1")).isNotEmptyFile();
    }

    @Test
    void tooLittleMemoryOrDiskIsSaidWithTheNumbers() throws Exception {
        Release release = publish("good");
        platform.admit(release);
        long petabyte = 1L << 50;
        var s = settings();

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform(new ProcessSettings(state, s.java(), s.flags(), Map.of(), 0, petabyte, 4096))
                        .admit(release))
                .withMessageMatching("Not enough disk space .*: \\d+ MiB free, 1073741824 MiB needed. .*");
        if (Memory.read(Memory.FILE).isPresent()) {
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(
                            () -> platform(new ProcessSettings(state, s.java(), s.flags(), Map.of(), petabyte, 0, 4096))
                                    .admit(release))
                    .withMessageMatching("Not enough memory .*: \\d+ MiB available, 1073741824 MiB needed. .*");
        }
    }

    @Test
    void theEndOfASandboxLeavesNothingRunning() throws Exception {
        Release release = publish("good");
        var blue = platform.start(release, Slot.BLUE);
        var green = platform.start(release, Slot.GREEN);

        platform(settings()).stopAll(GRACE);

        for (Running running : List.of(blue, green)) { // "alive" until this process, its parent, has noticed
            Await.until("the end of the process", () -> ProcessHandle.of(Long.parseLong(running.id()))
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }

    /** The names that the release has printed. */
    private List<String> environment(Slot slot) throws PlatformException {
        String line = lines(slot).stream()
                .filter(printed -> printed.startsWith("environment"))
                .findFirst()
                .orElseThrow();
        return List.of(
                line.substring("environment [".length(), line.length() - 1).split(", "));
    }

    private List<String> lines(Slot slot) throws PlatformException {
        return platform.remains(slot, 1000).lastLines();
    }
}
