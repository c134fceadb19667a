package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.PreparedChange;
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
        assertThat(box.compose().run("ps")).containsPattern("[_-]backend[_-]2").contains("Up");
        assertThat(box.compose().run("logs", "backend")).contains("listening");
        String said = box.compose().run("up", "-d");

        assertThat(said).doesNotContain("Recreat");
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

        assertThat(box.compose().run("up", "-d")).doesNotContain("Recreat");

        assertThat(box.compose().ids()).containsExactly(blue.id());
        assertThat(box.compose().run("ps")).containsPattern("[_-]backend[_-]3");
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
    void aPreparedConfigurationIsToldByNamesAndAppliedToTheReleaseThatServes() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);
        assertThat(platform.preparedConfiguration(Slot.GREEN)).isEqualTo(PreparedChange.NONE);
        box.compose().edit("GREETING: from the operator", "GREETING: a new secret\n      ANOTHER: one");
        box.compose().edit("mem_limit: 48m", "mem_limit: 56m");
        box.compose().edit("memswap_limit: 48m", "memswap_limit: 56m");
        box.compose().edit("- hook:/run/hook", "- hook:/run/hook:ro\n      - hook:/run/other");
        box.compose().edit("team: pilots", "crew: pilots");
        box.compose().edit("\"true\"]", "\"false\"]");

        box.compose().prepare();

        PreparedChange changes = platform.preparedConfiguration(Slot.GREEN);
        assertThat(changes.parts())
                .extracting(ConfigurationPart::toString)
                .containsExactly(
                        "variable ANOTHER added",
                        "variable GREETING changed",
                        "volume /run/hook changed",
                        "volume /run/other added",
                        "limit mem_limit changed",
                        "limit memswap_limit changed",
                        "label crew added",
                        "label team removed",
                        "option Healthcheck changed");
        assertThat(box.compose().ids()).as("it is looked at and taken away").containsExactly(green.id());
        assertThat(platform.running(Slot.GREEN).orElseThrow().isSameRunAs(green))
                .isTrue();

        Running blue = platform.startPrepared(green.release(), Slot.BLUE, changes);
        box.awaitReady(blue);
        platform.stop(Slot.GREEN, GRACE);

        assertThat(blue.release().digest()).isEqualTo(green.release().digest());
        var container = box.inspect(blue.id());
        assertThat(container.at("/Config/Env").toString()).contains("GREETING=a new secret", "ANOTHER=one");
        assertThat(container.at("/HostConfig/Memory").asLong()).isEqualTo(56 << 20);
        assertThat(container.at("/NetworkSettings/Networks").size()).isEqualTo(2);
        assertThat(platform.preparedConfiguration(Slot.BLUE)).isEqualTo(PreparedChange.NONE);
        box.compose().run("up", "-d");
        assertThat(platform.running(Slot.BLUE).orElseThrow().isSameRunAs(blue))
                .as("Compose takes it for what its file says")
                .isTrue();
    }

    @Test
    void whatIsPreparedIsOnlyAppliedAsItWasShownAndNoOtherDeploymentTakesIt() throws Exception {
        box.compose().edit("from the operator", "changed once");
        box.compose().prepare();
        PreparedChange shown = platform.preparedConfiguration(Slot.BLUE);
        box.compose().edit("team: pilots", "team: gliders");
        box.compose().prepare();
        Release first = platform.running(Slot.BLUE).orElseThrow().release();

        assertThatThrownBy(() -> platform.startPrepared(first, Slot.GREEN, shown))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("Check the changes");
        assertThat(platform.running(Slot.GREEN)).isEmpty();
        Running green = start(Slot.GREEN);
        assertThat(box.inspect(green.id()).at("/Config/Env").toString()).contains("GREETING=from the operator");
        assertThat(platform.preparedConfiguration(Slot.BLUE).parts()).hasSize(2);
    }

    /** The names are the same; a value is another one than that of which somebody has seen the name and said yes. */
    @Test
    void aValueThatIsChangedAfterItWasShownIsNotApplied() throws Exception {
        box.compose().edit("from the operator", "changed once");
        box.compose().prepare();
        PreparedChange shown = platform.preparedConfiguration(Slot.BLUE);
        box.compose().edit("changed once", "changed twice");
        box.compose().prepare();
        Release first = platform.running(Slot.BLUE).orElseThrow().release();

        assertThatThrownBy(() -> platform.startPrepared(first, Slot.GREEN, shown))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("Check the changes");
        assertThat(platform.running(Slot.GREEN)).isEmpty();
        Running green = platform.startPrepared(first, Slot.GREEN, platform.preparedConfiguration(Slot.BLUE));
        assertThat(box.inspect(green.id()).at("/Config/Env").toString()).contains("GREETING=changed twice");
    }

    @Test
    void whatComposeHasStoppedAndNotStartedAgainIsFoundToBeLeftHalfway() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);
        assertThat(platform.leftHalfway()).isFalse();
        box.compose().run("stop", "--timeout", "1");
        assertThat(platform.leftHalfway()).as("stopped on purpose").isFalse();
        box.compose().run("start");
        DockerBox.await(() -> platform.running(Slot.GREEN).isPresent());
        box.compose().edit("from the operator", "not started");

        box.compose().run("up", "--no-start", "--timeout", "1");

        DockerBox.await(platform::leftHalfway);
        Running again = platform.startAgain(green.release(), Slot.GREEN);
        assertThat(platform.leftHalfway()).isFalse();
        assertThat(box.inspect(again.id()).at("/Config/Env").toString()).contains("GREETING=from the operator");
    }

    @Test
    void aReleaseThatIsStartedAgainInItsSlotHasTheConfigurationThatItHadThere() throws Exception {
        Running green = start(Slot.GREEN);
        platform.stop(Slot.BLUE, GRACE);
        box.compose().edit("from the operator", "not good");
        box.compose().prepare();
        Running bad = platform.startPrepared(green.release(), Slot.BLUE, platform.preparedConfiguration(Slot.GREEN));
        platform.stop(Slot.GREEN, GRACE);

        Running again = platform.startAgain(green.release(), Slot.GREEN);

        assertThat(box.inspect(bad.id()).at("/Config/Env").toString()).contains("GREETING=not good");
        assertThat(box.inspect(again.id()).at("/Config/Env").toString()).contains("GREETING=from the operator");
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
