package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.KeptReleases.Choice;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.ReleaseChange;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back to a release that is kept, with real processes and a real edge. */
class RollbackTest {
    private Box box;

    @BeforeEach
    void make(@TempDir Path folder) {
        box = new Box(folder);
        box.open();
    }

    @AfterEach
    void stop() {
        box.close();
    }

    private Deployment rollBack(String digest) {
        return box.queue().request(DeploymentRequest.rollback(digest, "operator", "The new one is slow", ""));
    }

    private Release serving(Release release) {
        Await.until(
                "its service",
                () -> box.queue().serving().release().filter(release::equals).isPresent());
        return release;
    }

    @Test
    void withoutADigestThePreviousReleaseServesAgainAndTheJournalKeepsWhoAndWhy() {
        Release old = box.deployed(box.publish("good"));
        Release now = serving(box.deployed(box.publish("good")));

        Deployment end = box.awaitFinal(rollBack("").id());

        assertThat(end.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.rollback()).isTrue();
        assertThat(end.release()).isEqualTo(old).isNotEqualTo(now);
        assertThat(end.requestedBy()).isEqualTo("operator");
        assertThat(end.reason()).isEqualTo("The new one is slow");
        assertThat(box.served()).isEqualTo(old.digest());
        box.reopen();
        assertThat(box.queue().find(end.id())).as("for another console too").contains(end);
        assertThat(box.queue().latest(3)).extracting(Deployment::rollback).containsExactly(true, false, false);
    }

    @Test
    void thePreviousReleaseIsTheLastOtherOneThatSucceededWhateverFailedOrWasRedeployedSince() {
        Release first = box.deployed(box.publish("good"));
        Release second = box.deployed(box.publish("good"));
        Release third = box.deployed(box.publish("good"));
        assertThat(box.deploy(box.publish("exits")).state()).isEqualTo(DeploymentState.FAILED);
        box.deployed(third);
        serving(third);

        KeptReleases releases = box.queue().releases();

        assertThat(releases.previous()).contains(second);
        assertThat(releases.choices().getFirst().kept().release()).isEqualTo(second);
        box.awaitFinal(rollBack("").id());
        assertThat(box.served()).isEqualTo(second.digest());
        serving(second);
        assertThat(box.queue().releases().previous()).as("and forth").contains(third);
        box.awaitFinal(rollBack(first.digest()).id());
        assertThat(box.served()).as("any kept release").isEqualTo(first.digest());
    }

    @Test
    void whatWouldChangeIsSaidAgainstWhatServes() {
        Release old = box.deployed(box.publish("good"));
        Release now = serving(box.deployed(box.publish("good")));

        KeptReleases releases = box.queue().releases();

        assertThat(releases.serving()).isTrue();
        assertThat(releases.current().orElseThrow().release()).isEqualTo(now);
        Choice choice = releases.choices().getFirst();
        ReleaseChange change = choice.change().orElseThrow();
        assertThat(choice.previous()).isTrue();
        assertThat(change.complete()).isTrue();
        assertThat(change.revision()).contains(new ReleaseChange.Change(now.revision(), old.revision()));
        assertThat(change.version()).as("all are 1.0").isEmpty();
        assertThat(change.artifact().orElseThrow().to()).contains(old.digest().substring("sha256:".length()));
        assertThat(change.environmentAdded()).isEmpty();
        assertThat(choice.kept().specification().orElseThrow().environment()).contains("LOTSE_RELEASE_DIGEST");
    }

    @Test
    void whereNoOtherReleaseHasServedThereIsNothingToGoBackTo() {
        box.assertRejected(Cause.CONFLICT, "There is no previous release", rollback("", "why"));
        Release only = serving(box.deployed(box.publish("good")));
        box.publish("good");

        box.assertRejected(Cause.CONFLICT, "no other release has served", rollback("", "why"));
        box.assertRejected(Cause.CONFLICT, "serves already", rollback(only.digest(), "why"));
        assertThat(box.queue().latest(10)).hasSize(1);
    }

    @Test
    void aPreviousReleaseThatIsNotKeptAnyMoreIsSaidAndNoOlderOneIsTakenForIt() throws IOException {
        box.deployed(box.publish("good"));
        Release lost = box.deployed(box.publish("good"));
        serving(box.deployed(box.publish("good")));
        delete(box.state.resolve("releases").resolve(lost.digest().substring("sha256:".length())));

        box.assertRejected(Cause.CONFLICT, lost.shortDigest() + " is not kept here any more", rollback("", "why"));
        box.assertRejected(Cause.INVALID, "publish it first", rollback(lost.digest(), "why"));
        assertThat(box.queue().releases().choices()).noneMatch(Choice::previous).hasSize(1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void pruningKeepsThePreviousReleaseHoweverOftenTheServingOneWasRedeployed() {
        box.settings = keepingOnlyTheNewest();
        box.reopen();
        Release oldest = box.deployed(box.publish("good"));
        Release previous = box.deployed(box.publish("good"));
        Release now = box.deployed(box.publish("good"));
        for (int i = 0; i < 3; i++) {
            box.deployed(now);
        }

        Await.until("the pruning", () -> !box.queue().available().contains(oldest));
        serving(now);
        assertThat(box.queue().available()).containsExactly(now, previous);
        assertThat(box.awaitFinal(rollBack("").id()).release()).isEqualTo(previous);
    }

    /** The newest is always kept: it may have been published just now, and wait for its deployment. */
    private static DeploymentSettings keepingOnlyTheNewest() {
        return Box.with(Box.settings(Duration.ofMillis(50)), Map.of("keptReleases", 1));
    }

    @Test
    void aReasonIsNeeded() {
        box.deployed(box.publish("good"));
        serving(box.deployed(box.publish("good")));

        box.assertRejected(Cause.INVALID, "A rollback needs a reason", rollback("", ""));
        box.assertRejected(Cause.INVALID, "A rollback needs a reason", rollback("", "  "));
        box.assertRejected(Cause.INVALID, "shorten it", rollback("", "x".repeat(501)));
        assertThat(box.queue().latest(10)).hasSize(2);
    }

    @Test
    void theSameKeyIsTheSameRollbackAlsoOnceItHasChangedWhatIsPrevious() {
        Release old = box.deployed(box.publish("good"));
        serving(box.deployed(box.publish("good")));
        var wish = DeploymentRequest.rollback("", "api", "why", "key-1");

        Deployment first = box.awaitFinal(box.queue().request(wish).id());
        serving(old);

        assertThat(box.queue().request(wish)).isEqualTo(first);
        assertThat(box.queue().latest(10)).hasSize(3);
        box.assertRejected(
                Cause.CONFLICT,
                "belongs to deployment " + first.id(),
                new DeploymentRequest("", "", "api", "why", "key-1"));
    }

    @Test
    void aRollbackOfABadReleaseIsPutBackLikeAnyDeployment() {
        Release bad = box.publish("exits");
        Release now = serving(box.deployed(box.publish("good")));

        Deployment end = box.awaitFinal(rollBack(bad.digest()).id());

        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.rollback()).isTrue();
        assertThat(end.evidence()).isPresent();
        assertThat(box.served()).isEqualTo(now.digest());
    }

    @Test
    void duringTheBakeOfABadReleaseTheOneFromBeforeIsThePrevious() {
        box.settings = Box.settings(Duration.ofSeconds(3));
        box.reopen();
        Release old = box.deployed(box.publish("good"));
        Deployment baking = box.request(box.publish("good"));
        box.awaitState(baking.id(), DeploymentState.BAKING);
        serving(baking.release());

        Deployment back = rollBack("");

        assertThat(back.release()).isEqualTo(old);
        assertThat(box.awaitFinal(back.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.served()).isEqualTo(old.digest());
    }

    private static DeploymentRequest rollback(String digest, String reason) {
        return DeploymentRequest.rollback(digest, "operator", reason, "");
    }
}
