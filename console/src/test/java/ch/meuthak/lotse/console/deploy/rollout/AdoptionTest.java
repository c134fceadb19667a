package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What serves although no deployment put it there, as Compose's first container does. */
class AdoptionTest {
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean halfway = new AtomicBoolean();
    private Box box;

    @BeforeEach
    void make(@TempDir Path folder) {
        box = new Box(folder);
        box.settings = Box.settings(Duration.ofMillis(100));
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void whatComposeStartedIsAdoptedAndCanBeGoneBackTo() throws Exception {
        Release first = box.publish("good");
        composeStarts(first, Slot.BLUE);
        box.edge.route(Slot.BLUE, box.running(Slot.BLUE).orElseThrow().address());

        open();

        Await.until("a release that serves", () -> box.queue().serving().alive());
        Deployment adopted = awaitAdopted(first);
        assertThat(adopted.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(adopted.requestedBy()).isEqualTo("start");
        assertThat(adopted.slot()).contains(Slot.BLUE);
        Release second = box.deployed(box.publish("good"));
        assertThat(box.served()).isEqualTo(second.digest());
        assertThat(box.running()).as("Compose's container is stopped").isEqualTo(1);
        box.deployed(first);
        assertThat(box.served()).isEqualTo(first.digest());
    }

    @Test
    void itIsAdoptedOnce() throws Exception {
        Release first = box.publish("good");
        composeStarts(first, Slot.BLUE);
        box.edge.route(Slot.BLUE, box.running(Slot.BLUE).orElseThrow().address());
        open();
        awaitAdopted(first);

        reopen();

        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(box.queue().latest(10)).hasSize(1);
        assertThat(box.served()).isEqualTo(first.digest());
    }

    @Test
    void whatIsRecreatedByHandInTheOtherSlotGetsTheTrafficWhileTheConsoleRuns() throws Exception {
        open();
        box.deployed(box.publish("good"));
        Slot serving = box.edge.active().orElseThrow();
        Release recreated = box.publish("good");
        box.platform.stop(serving, Duration.ofSeconds(5));

        composeStarts(recreated, serving.other());

        Await.until("the recreated release", () -> box.served().equals(recreated.digest()));
        awaitAdopted(recreated);
    }

    @Test
    void aConsoleThatStartsKeepsWhatWasRecreatedByHandWhileItWasAway() throws Exception {
        open();
        box.deployed(box.publish("good"));
        Slot serving = box.edge.active().orElseThrow();
        Release recreated = box.publish("good");
        box.queue().close();
        box.platform.stop(serving, Duration.ofSeconds(5));
        composeStarts(recreated, serving);
        box.edge.route(serving, box.running(serving).orElseThrow().address());

        reopen();

        awaitAdopted(recreated);
        Await.until("the recreated release", () -> box.served().equals(recreated.digest()));
    }

    @Test
    void anOlderReleaseThatComposeBringsBackIsReplacedByTheOneThatServed() throws Exception {
        Release first = box.publish("good");
        composeStarts(first, Slot.BLUE);
        box.edge.route(Slot.BLUE, box.running(Slot.BLUE).orElseThrow().address());
        open();
        awaitAdopted(first);
        Release second = box.deployed(box.publish("good"));

        box.platform.stop(Slot.GREEN, Duration.ofSeconds(5));
        composeStarts(first, Slot.BLUE);

        Await.until(
                "the release that served",
                () -> box.queue().latest(1).getFirst().state().isFinal()
                        && box.served().equals(second.digest()));
        List<Deployment> latest = box.queue().latest(2);
        assertThat(latest.getLast().release()).isEqualTo(first);
        assertThat(latest.getLast().reason())
                .contains("replaced release " + second.shortDigest() + " with " + first.shortDigest());
        assertThat(latest.getFirst().release().digest()).isEqualTo(second.digest());
        assertThat(latest.getFirst().requestedBy()).isEqualTo("start");
        assertThat(latest.getFirst().state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.queue().replaced()).as("it is as it was").isEmpty();
    }

    @Test
    void anotherReleaseThatComposePutsInPlaceStaysAndIsSaidToHaveReplacedTheOneThatServed() throws Exception {
        open();
        Release first = box.deployed(box.publish("good"));
        Slot serving = box.edge.active().orElseThrow();
        Release other = box.publish("good");
        box.platform.stop(serving, Duration.ofSeconds(5));

        composeStarts(other, serving);

        Deployment adopted = awaitAdopted(other);
        assertThat(adopted.reason())
                .contains("replaced release " + first.shortDigest() + " with " + other.shortDigest());
        Await.until("the watch", () -> box.queue().serving().alive());
        assertThat(box.queue().replaced()).hasValueSatisfying(found -> {
            assertThat(found.adopted().id()).isEqualTo(adopted.id());
            assertThat(found.before().digest()).isEqualTo(first.digest());
        });
        box.deployed(first);
        assertThat(box.queue().replaced()).isEmpty();
    }

    @Test
    void whatComposeStoppedAndDidNotReplaceIsStartedAgain() throws Exception {
        open();
        Release good = box.deployed(box.publish("good"));
        Slot serving = box.edge.active().orElseThrow();

        box.platform.stop(serving, Duration.ofSeconds(5));
        halfway.set(true);

        Await.until("the release again", () -> box.served().equals(good.digest()));
        assertThat(box.running(serving)).isPresent();
        assertThat(box.queue().latest(10)).hasSize(1);
    }

    @Test
    void whatIsNotReadyIsNotGivenTheTraffic() throws Exception {
        open();
        Release good = box.deployed(box.publish("good"));
        Slot serving = box.edge.active().orElseThrow();
        box.platform.stop(serving, Duration.ofSeconds(5));

        composeStarts(box.publish("never ready"), serving.other());

        Await.until("nothing that serves", () -> !box.queue().serving().alive());
        assertThat(box.edge.active()).contains(serving);
        assertThat(box.queue().latest(1).getFirst().release()).isEqualTo(good);
    }

    private void open() {
        box.platformWrap = this::wrap;
        box.open();
    }

    private void reopen() {
        box.queue().close();
        box.open();
    }

    private Platform wrap(Platform platform) {
        return new ForwardingPlatform(platform) {
            @Override
            public boolean leftHalfway() {
                return halfway.getAndSet(false);
            }

            @Override
            public Optional<Running> running(Slot slot) throws PlatformException {
                return super.running(slot)
                        .map(found -> strangers.contains(found.id())
                                ? new Running(
                                        found.release(),
                                        found.slot(),
                                        found.id(),
                                        found.startedAt(),
                                        found.address(),
                                        false)
                                : found);
            }
        };
    }

    private void composeStarts(Release release, Slot slot) throws Exception {
        strangers.add(box.platform.start(release, slot).id());
    }

    private Deployment awaitAdopted(Release release) {
        Await.until("the adoption", () -> newest().filter(
                        found -> found.release().digest().equals(release.digest()))
                .isPresent());
        return newest().orElseThrow();
    }

    private Optional<Deployment> newest() {
        List<Deployment> latest = box.queue().latest(1);
        return latest.stream().findFirst();
    }
}
