package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine that hangs, dies, or is given bad images by its registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnEngineTest {
    private OwnEngine own;
    private TestRegistry registry;
    private FaultyRegistry faulty;
    private TinyImages images;
    private DockerPlatform platform;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        own = OwnEngine.start(folder.resolve("engine"));
        registry = TestRegistry.start(folder.resolve("registry"));
        faulty = new FaultyRegistry(registry.url());
        images = new TinyImages(own.engine(), registry.host() + "/lotse/tiny", folder.resolve("images"));
        platform = new DockerPlatform(
                new DockerSettings(
                        own.socket(),
                        faulty.host() + "/lotse/tiny",
                        "",
                        "backend",
                        5000,
                        TinyCompose.BLUE,
                        TinyCompose.GREEN,
                        folder.resolve("state")),
                InstantSource.system());
    }

    @AfterAll
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
            faulty.close();
            registry.close();
        }
        if (own != null) {
            own.close();
        }
    }

    @BeforeEach
    void beWell() {
        faulty.be(FaultyRegistry.Fault.NONE);
    }

    private Release published() throws Exception {
        return platform.find(images.publish(TinyImages.GOOD)).orElseThrow();
    }

    @Test
    void anEngineThatIsStoppedInItsTracksIsGivenUpOnAndFoundWellWhenItGoesOn() throws Exception {
        assertThat(platform.running(Slot.BLUE)).isEmpty();
        own.signal("STOP");
        try {
            long start = System.nanoTime();

            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> platform.running(Slot.BLUE))
                    .withMessageContaining("within 5 s: it hangs");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        } finally {
            own.signal("CONT");
        }
        assertThat(platform.running(Slot.BLUE)).isEmpty();
    }

    @Test
    void anEngineThatDiesIsSaidToBeGoneAndIsUsedAgainWhenItIsBack() throws Exception {
        Release release = published();
        own.kill();

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(release, line -> {}))
                .withMessageContaining("the connection failed");

        own.startAgain();
        platform.pull(release, line -> {});
        assertThat(platform.kept()).contains(platform.find(release.digest()).orElseThrow());
    }

    @Test
    void anEngineThatDiesInThePullFailsIt() throws Exception {
        Release release = published();
        faulty.be(FaultyRegistry.Fault.STALL);
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                faulty.stalled().await();
                own.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(release, line -> {}))
                .withMessageContaining("could not pull");

        killer.join();
        own.startAgain();
        faulty.be(FaultyRegistry.Fault.NONE);
        assertThat(platform.kept()).doesNotContain(release);
        platform.pull(release, line -> {});
    }

    @Test
    void aPullThatIsCutInTheMiddleOfALayerFailsAndLeavesNoImage() throws Exception {
        Release release = published();
        faulty.be(FaultyRegistry.Fault.CUT);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(release, line -> {}))
                .withMessageContaining("did not pull")
                .withMessageContaining("EOF");

        assertThat(platform.kept()).map(Release::digest).doesNotContain(release.digest());
        faulty.be(FaultyRegistry.Fault.NONE);
        platform.pull(release, line -> {});
        assertThat(platform.kept()).map(Release::digest).contains(release.digest());
    }

    @Test
    void aRegistryThatGivesAnotherImageThanTheDigestsIsFoundOut() throws Exception {
        Release release = published();
        faulty.swapFor(published().digest());

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> platform.pull(release, line -> {}))
                .withMessageContaining("did not pull")
                .withMessageContaining("manifest verification failed");

        assertThat(platform.kept()).map(Release::digest).doesNotContain(release.digest());
    }
}
