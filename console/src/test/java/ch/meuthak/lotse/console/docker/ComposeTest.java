package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real Compose makes of the containers that the console made, and the other way round. */
class ComposeTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private DockerBox box;
    private DockerPlatform platform;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        box = DockerBox.open(folder);
        platform = box.platform();
    }

    @AfterEach
    void close() {
        if (box != null) {
            box.close();
        }
    }

    private Running start(Slot slot) throws Exception {
        Release release = platform.find(box.images().publish(TinyImages.GOOD)).orElseThrow();
        platform.pull(release, line -> {});
        Running running = platform.start(release, slot);
        box.awaitReady(running);
        return running;
    }

    @Test
    void composeSeesTheReleaseThatReplacedItsOwnAndLeavesItAlone() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);

        assertThat(box.compose().ids()).containsExactly(green.id());
        assertThat(box.compose().run("ps")).contains("_backend_2").contains("Up");
        assertThat(box.compose().run("logs", "backend")).contains("listening");
        String said = box.compose().run("up", "-d");

        assertThat(said).contains("is up-to-date").doesNotContain("Recreating");
        assertThat(box.compose().ids()).containsExactly(green.id());
        assertThat(platform.running(Slot.GREEN).orElseThrow().isSameRunAs(green))
                .isTrue();
        box.compose().run("down", "--timeout", "1");
        assertThat(box.exists(green.id())).isFalse();
        assertThat(platform.running(Slot.GREEN)).isEmpty();
    }

    @Test
    void deploymentAfterDeploymentComposeStillTakesTheReleaseForItsOwn() throws Exception {
        start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);
        Running blue = start(Slot.BLUE);
        platform.stop(Slot.GREEN, GRACE);

        assertThat(box.compose().run("up", "-d")).contains("is up-to-date");

        assertThat(box.compose().ids()).containsExactly(blue.id());
        assertThat(box.compose().run("ps")).contains("_backend_3");
        assertThat(box.inspect(blue.id()).path("Config").path("Env").toString())
                .contains("from the operator")
                .containsOnlyOnce("LOTSE_SLOT=")
                .containsOnlyOnce("LOTSE_RELEASE_DIGEST=")
                .containsOnlyOnce("TINY_REVISION=");
    }

    @Test
    void composeInTheMiddleOfADeploymentTakesTheCandidateAwayAndNotTheServingRelease() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);
        Running candidate = start(Slot.BLUE);

        box.compose().run("up", "-d", "--timeout", "1");

        assertThat(box.compose().ids()).containsExactly(green.id());
        assertThat(platform.running(Slot.GREEN).orElseThrow().isSameRunAs(green))
                .isTrue();
        assertThat(platform.running(Slot.BLUE)).isEmpty();
        assertThat(box.exists(candidate.id())).isFalse();
    }

    @Test
    void aReleaseThatExitedIsStartedAgainByTheEngineAtItsSlotsAddress() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);

        box.engine().docker("exec", green.id(), "/bin/touch", "/tmp/www/dead");
        DockerBox.await(() -> platform.running(Slot.GREEN)
                .filter(found -> found.id().equals(green.id()) && !found.isSameRunAs(green))
                .isPresent());

        Running again = platform.running(Slot.GREEN).orElseThrow();
        box.awaitReady(again);
        assertThat(again.address()).isEqualTo(green.address());
        assertThat(platform.remains(Slot.GREEN, 1).state())
                .isEqualTo("exited with code 9, and runs again: the engine has restarted it once");
        assertThat(platform.remains(Slot.GREEN, 1).exitCode()).contains(9);
    }

    @Test
    void aContainerThatDockerComposeRunMadeIsNoRelease() throws Exception {
        // It has the service's fixed address, too, so it is made, but cannot be started.
        assertThatIllegalStateException()
                .isThrownBy(() -> box.compose().run("run", "-d", "backend", "/bin/sleep", "60"))
                .withMessageContaining("Address already in use");
        box.engine()
                .docker(
                        "rm",
                        "--force",
                        platform.running(Slot.BLUE).orElseThrow().id());

        assertThat(platform.running(Slot.BLUE)).isEmpty();
        assertThat(platform.remains(Slot.BLUE, 1).state()).isEqualTo("was never started");
    }

    @Test
    void theProjectIsFoundByTheServicesAddress() throws Exception {
        var settings = box.settings();
        var unnamed = new DockerSettings(
                settings.socket(),
                settings.repository(),
                "",
                settings.service(),
                settings.port(),
                settings.blue(),
                settings.green(),
                box.state());
        try (var finding = new DockerPlatform(unnamed, InstantSource.system())) {
            assertThat(finding.running(Slot.BLUE))
                    .isEqualTo(platform.running(Slot.BLUE))
                    .isPresent();
        }
    }

    @Test
    void anImageThatWasBuiltHereAndNeverPushedIsAReleaseByItsId() throws Exception {
        String name = box.images().build(TinyImages.GOOD);
        String id = box.engine().docker("image", "inspect", "--format", "{{.Id}}", name);
        Release release = platform.find(id).orElseThrow();

        platform.pull(release, line -> {});
        Running green = platform.start(release, Slot.GREEN);

        assertThat(box.awaitReady(green)).contains(id);
        assertThat(platform.running(Slot.GREEN).orElseThrow().release().digest())
                .isEqualTo(id);
    }
}
