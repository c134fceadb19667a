package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked for, and in which order it is done. */
class DeploymentQueueTest {
    private Box box;

    @BeforeEach
    void make(@TempDir Path folder) {
        box = new Box(folder);
    }

    @AfterEach
    void stop() throws Exception {
        box.close();
    }

    @Test
    void theFirstReleaseIsDeployedByItselfWhenNothingWasDeployedYet() {
        Release release = box.publish("good");
        box.first = Optional.of(release);
        box.open();

        Await.until("a release that serves", () -> box.queue().serving().alive());

        Deployment only = box.awaitFinal(box.queue().latest(10).getFirst().id());
        assertThat(only.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(only.requestedBy()).isEqualTo("start");
        assertThat(box.queue().serving())
                .isEqualTo(
                        new Deployments.Serving(Optional.of(release), only.slot(), true, true, "Ready in slot blue."));
    }

    @Test
    void aNewerReleaseThanTheServingOneIsNotDeployedByItself() {
        Release old = box.publish("good");
        box.open();
        box.deployed(old);
        Release newer = box.publish("good");
        box.first = Optional.of(newer);

        box.reopen();

        box.deployed(old);
        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(box.served()).isEqualTo(old.digest());
        assertThat(box.queue().latest(10)).as("the two asked for, and no other").hasSize(2);
        assertThat(box.queue().available()).as("the serving one first").containsExactly(old, newer);
    }

    @Test
    void withoutAnythingDeployedNothingServesAndThereIsNothingToStartAfresh() {
        box.open();

        Await.until("a first look", () -> box.queue().serving().detail().equals("Nothing was deployed yet."));
        assertThat(box.queue().serving().release()).isEmpty();
        box.assertRejected(Cause.INVALID, "Name the digest", new DeploymentRequest("", "", "operator", "", ""));
    }

    @Test
    void anEmptyDigestStartsTheServingReleaseAfresh() {
        box.open();
        Release release = box.deployed(box.publish("good"));
        String before = box.running(Slot.BLUE).orElseThrow().id();

        var asked = box.queue().request(new DeploymentRequest("", "", "operator", "", ""));

        Deployment end = box.awaitFinal(asked.id());
        assertThat(end.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.release()).isEqualTo(release);
        assertThat(box.running(Slot.BLUE)).isEmpty();
        assertThat(box.running(Slot.GREEN).orElseThrow().id()).isNotEqualTo(before);
    }

    @Test
    void theExitOfTheServingReleaseIsSeen() throws Exception {
        box.open();
        Release release = box.deployed(box.publish("good"));
        Await.until("a release that serves", () -> box.queue().serving().alive());

        box.platform.stop(Slot.BLUE, Duration.ofSeconds(5));

        Await.until("the exit", () -> box.queue().serving().detail().contains("143"));
        assertThat(box.queue().serving())
                .isEqualTo(new Deployments.Serving(
                        Optional.of(release),
                        Optional.of(Slot.BLUE),
                        false,
                        true,
                        "It was stopped (exit code 143, SIGTERM)."));
        box.deployed(release);
        assertThat(box.served()).as("and a redeploy brings it back").isEqualTo(release.digest());
    }

    @Test
    void aNewerRequestReplacesTheOneThatWaits() {
        box.settings = Box.settings(Duration.ofSeconds(2));
        box.open();
        box.deployed(box.publish("good"));
        Release other = box.publish("good");
        Release last = box.publish("good");
        Deployment runs = box.request(box.publish("good"));
        box.awaitState(runs.id(), DeploymentState.STARTING);

        Deployment replaced = box.request(other);
        Deployment newest = box.request(last);

        assertThat(box.queue().find(replaced.id()).orElseThrow().state()).isEqualTo(DeploymentState.CANCELLED);
        assertThat(box.queue().find(replaced.id()).orElseThrow().failure()).contains("Replaced", newest.id());
        assertThat(box.awaitFinal(runs.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.awaitFinal(newest.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.served()).isEqualTo(last.digest());
        assertThat(box.queue().latest(2)).extracting(Deployment::id).containsExactly(newest.id(), replaced.id());
    }

    @Test
    void oneThatWaitsCanBeCancelledAndOneThatIsOverCannot() {
        box.open();
        box.deployed(box.publish("good"));
        box.settings = Box.settings(Duration.ofSeconds(5));
        box.reopen();
        Release other = box.publish("good");
        Deployment runs = box.request(box.publish("good"));
        box.awaitState(runs.id(), DeploymentState.BAKING);
        Deployment waits = box.request(other);

        assertThat(box.queue().cancel(waits.id()).state()).isEqualTo(DeploymentState.CANCELLED);
        Box.assertRejected(Cause.CONFLICT, "this deployment has the traffic", () -> box.queue()
                .cancel(runs.id()));
        box.awaitFinal(runs.id());
        Box.assertRejected(
                Cause.CONFLICT, "is over (succeeded)", () -> box.queue().cancel(runs.id()));
        Box.assertRejected(
                Cause.UNKNOWN, "no such deployment", () -> box.queue().cancel("nonsense"));
    }

    @Test
    void theSameKeyWithTheSameWishIsTheSameDeploymentAndWithAnotherIsAConflict() {
        box.open();
        Release release = box.publish("good");
        var wish = new DeploymentRequest(release.digest(), "", "api", "why", "key-1");

        Deployment first = box.queue().request(wish);
        assertThat(box.queue().request(wish).id()).isEqualTo(first.id());
        Deployment end = box.awaitFinal(first.id());
        assertThat(box.queue().request(wish)).as("also when it is over").isEqualTo(end);
        box.reopen();
        assertThat(box.queue().request(wish)).as("also for another console").isEqualTo(end);
        assertThat(box.queue().latest(10)).hasSize(1);

        box.assertRejected(
                Cause.CONFLICT,
                "belongs to deployment " + first.id(),
                new DeploymentRequest(release.digest(), "", "api", "another reason", "key-1"));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatToDo() {
        box.open();
        String digest = "sha256:" + "a".repeat(64);
        box.assertRejected(Cause.INVALID, "64 lower-case hex", new DeploymentRequest("latest", "", "api", "", ""));
        box.assertRejected(Cause.INVALID, "64 lower-case hex", new DeploymentRequest(digest + "\n", "", "api", "", ""));
        box.assertRejected(Cause.INVALID, "publish it first", new DeploymentRequest(digest, "", "api", "", ""));
        box.assertRejected(Cause.INVALID, "shorten it", new DeploymentRequest(digest, "", "api", "x".repeat(501), ""));
        box.assertRejected(Cause.INVALID, "one line", new DeploymentRequest(digest, "", "api", "a\nb", ""));
        box.assertRejected(Cause.INVALID, "revision", new DeploymentRequest(digest, "a b", "api", "", ""));
        box.assertRejected(Cause.INVALID, "key", new DeploymentRequest(digest, "", "api", "", "k".repeat(201)));
        box.assertRejected(Cause.INVALID, "requestedBy", new DeploymentRequest(digest, "", "nobody", "", ""));
        assertThat(box.queue().latest(10)).isEmpty();
    }

    @Test
    void whoListensIsToldOfEachChangeUntilHeStops() {
        box.open();
        var seen = new ConcurrentLinkedQueue<DeploymentState>();
        var broken = box.queue().onChange(deployment -> {
            throw new IllegalStateException("a listener that fails, on purpose");
        });
        var subscription = box.queue().onChange(deployment -> seen.add(deployment.state()));
        box.deployed(box.publish("good"));
        broken.close();
        Await.until("its success", () -> seen.contains(DeploymentState.SUCCEEDED));
        subscription.close();
        subscription.close();
        box.deployed(box.publish("good"));

        assertThat(List.copyOf(seen))
                .containsExactly(
                        DeploymentState.REQUESTED,
                        DeploymentState.PULLING,
                        DeploymentState.STARTING,
                        DeploymentState.CHECKING,
                        DeploymentState.SWITCHING,
                        DeploymentState.BAKING,
                        DeploymentState.DRAINING,
                        DeploymentState.SUCCEEDED);
    }

    @Test
    void theOutputOfTheServingReleaseCanBeRead() {
        box.open();
        box.deployed(box.publish("good"));
        String id = box.queue().latest(1).getFirst().id();

        assertThat(box.queue().log(id, 100)).contains("tiny release, good").endsWith("listening");
        assertThat(box.queue().log(id, 1)).containsExactly("listening");
        assertThat(box.queue().log("nonsense", 10)).isEmpty();
    }
}
