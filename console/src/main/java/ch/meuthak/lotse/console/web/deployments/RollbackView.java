package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.web.access.Secret;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.ReleaseView;
import ch.meuthak.lotse.console.web.page.When;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The form that requests a rollback.
 *
 * @param current the release that serves, or served last; one element or none
 * @param serving whether that one has the traffic now
 * @param choices the releases to go back to, the previous one first
 * @param note the reason why the requested or previous release cannot be chosen; empty when it can
 * @param reason the typed reason
 * @param failure the error of the last submission; empty at first
 * @param key makes two submissions of one form one deployment
 */
public record RollbackView(
        List<ReleaseView> current,
        boolean serving,
        List<ChoiceView> choices,
        String note,
        String reason,
        String failure,
        String key) {

    /**
     * A release to go back to.
     *
     * @param built one element, or none when it is not known
     * @param change the difference from the current release; one element or none
     */
    public record ChoiceView(
            ReleaseView release, boolean previous, boolean chosen, List<When> built, List<ReleaseChangeView> change) {

        static ChoiceView of(KeptReleases.Choice choice, KeptReleases all, String chosen, Instant now) {
            KeptRelease kept = choice.kept();
            return new ChoiceView(
                    ReleaseView.of(kept.release()),
                    choice.previous(),
                    kept.release().digest().equals(chosen),
                    kept.specification().flatMap(Specification::builtAt).stream()
                            .map(at -> new When(at, now))
                            .toList(),
                    choice.change().stream()
                            .map(change ->
                                    ReleaseChangeView.of(change, all.current().orElseThrow(), kept))
                            .toList());
        }
    }

    /** The form with the release of the digest chosen; the previous one when the digest is empty. */
    static RollbackView of(ConsoleFacts facts, String digest, String reason, String failure) {
        KeptReleases releases = facts.deployments().releases();
        String chosen = digest.isEmpty()
                ? releases.previous().map(release -> release.digest()).orElse("")
                : digest;
        List<ChoiceView> choices = releases.choices().stream()
                .map(choice -> ChoiceView.of(choice, releases, chosen, facts.now()))
                .toList();
        return new RollbackView(
                releases.current().stream()
                        .map(current -> ReleaseView.of(current.release()))
                        .toList(),
                releases.serving(),
                choices,
                choices.stream().anyMatch(ChoiceView::chosen) ? "" : note(releases, digest),
                reason,
                failure,
                Secret.random());
    }

    private static String note(KeptReleases releases, String digest) {
        Optional<String> current = releases.current().map(now -> now.release().digest());
        if (!digest.isEmpty()) {
            return current.filter(digest::equals).isPresent()
                    ? "This release already serves. To restart it, redeploy it."
                    : "This release is no longer stored. Choose another one.";
        }
        return releases.previous()
                .map(before -> "The previous release " + before.shortDigest() + " is no longer stored.")
                .orElse("No other release served before this one.");
    }

    public boolean anyChoice() {
        return !choices.isEmpty();
    }
}
