package ch.meuthak.lotse.console.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases for a rollback.
 *
 * @param current the serving release, or the last one if that is not known or none serves; absent if nothing was ever deployed
 * @param serving whether the current release is known to have the traffic
 * @param previous the release before the current one; absent without one. It may no longer be kept
 * @param choices the other kept releases, the previous one first, then the newest first
 */
public record KeptReleases(
        Optional<KeptRelease> current, boolean serving, Optional<Release> previous, List<Choice> choices) {

    /**
     * A release to roll back to.
     *
     * @param previous whether it is the previous release
     * @param change compared with the current release; absent without one
     */
    public record Choice(KeptRelease kept, boolean previous, Optional<ReleaseChange> change) {}

    /** Compares each of {@code kept} with the current release. */
    public static KeptReleases of(
            Optional<KeptRelease> current, boolean serving, Optional<Release> previous, List<KeptRelease> kept) {
        List<Choice> choices = kept.stream()
                .filter(one -> !current.map(now -> isSame(now.release(), one.release()))
                        .orElse(false))
                .map(one -> new Choice(
                        one,
                        previous.map(before -> isSame(before, one.release())).orElse(false),
                        current.map(now -> ReleaseChange.between(now, one))))
                .sorted(Comparator.comparing(Choice::previous).reversed())
                .toList();
        return new KeptReleases(current, serving, previous, choices);
    }

    private static boolean isSame(Release one, Release other) {
        return one.digest().equals(other.digest());
    }
}
