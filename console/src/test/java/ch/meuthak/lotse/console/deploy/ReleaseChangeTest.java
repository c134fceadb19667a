package ch.meuthak.lotse.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.deploy.ReleaseChange.Change;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What would be another if another release served. */
class ReleaseChangeTest {
    private static final KeptRelease NOW = kept("b", "1.4.0", "rev-b", "LOTSE_SLOT", "PATH", "STATUS_PAGE");
    private static final KeptRelease BEFORE = kept("a", "1.3.2", "rev-a", "PATH", "LOTSE_SLOT", "FEED_URL", "FEED_KEY");

    @Test
    void everyValueThatIsAnotherIsSaidFromWhatToWhat() {
        ReleaseChange change = ReleaseChange.between(NOW, BEFORE);

        assertThat(change.artifact()).contains(new Change("backend@sha256:b", "backend@sha256:a"));
        assertThat(change.digest()).contains(new Change("sha256:b", "sha256:a"));
        assertThat(change.version()).contains(new Change("1.4.0", "1.3.2"));
        assertThat(change.revision()).contains(new Change("rev-b", "rev-a"));
        assertThat(change.complete()).isTrue();
    }

    @Test
    void variablesAreComparedByNameWhateverTheirOrder() {
        ReleaseChange change = ReleaseChange.between(NOW, BEFORE);

        assertThat(change.environmentAdded()).containsExactly("FEED_KEY", "FEED_URL");
        assertThat(change.environmentRemoved()).containsExactly("STATUS_PAGE");
    }

    @Test
    void whatStaysIsNotAChange() {
        ReleaseChange change = ReleaseChange.between(NOW, NOW);

        assertThat(change)
                .isEqualTo(new ReleaseChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        true));
    }

    @Test
    void whatIsNotKnownIsNotComparedAndNoVariableIsSaidToGoOrCome() {
        var unread = new KeptRelease(BEFORE.release(), Optional.empty(), "The image is damaged.");

        for (ReleaseChange change : List.of(ReleaseChange.between(NOW, unread), ReleaseChange.between(unread, NOW))) {
            assertThat(change.complete()).isFalse();
            assertThat(change.artifact()).isEmpty();
            assertThat(change.environmentAdded()).isEmpty();
            assertThat(change.environmentRemoved()).isEmpty();
            assertThat(change.version()).as("that is known").isPresent();
        }
    }

    @Test
    void thePreviousReleaseIsTheFirstChoiceAndTheCurrentOneIsNone() {
        KeptRelease newest = kept("c", "1.5.0", "rev-c");
        KeptReleases releases =
                KeptReleases.of(Optional.of(NOW), true, Optional.of(BEFORE.release()), List.of(newest, NOW, BEFORE));

        assertThat(releases.choices()).extracting(KeptReleases.Choice::kept).containsExactly(BEFORE, newest);
        assertThat(releases.choices()).extracting(KeptReleases.Choice::previous).containsExactly(true, false);
        assertThat(releases.choices().getFirst().change()).contains(ReleaseChange.between(NOW, BEFORE));
    }

    @Test
    void whereNothingWasDeployedThereIsNothingToCompareWith() {
        KeptReleases releases = KeptReleases.of(Optional.empty(), false, Optional.empty(), List.of(NOW, BEFORE));

        assertThat(releases.choices()).hasSize(2).allMatch(choice -> choice.change()
                .isEmpty());
    }

    private static KeptRelease kept(String digest, String version, String revision, String... environment) {
        var specification = new Specification("backend@sha256:" + digest, Optional.empty(), List.of(environment));
        return new KeptRelease(new Release("sha256:" + digest, version, revision), Optional.of(specification), "");
    }
}
