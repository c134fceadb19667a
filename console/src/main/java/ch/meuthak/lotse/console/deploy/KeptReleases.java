package ch.meuthak.lotse.console.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases that can be gone back to, beside the one that serves.
 *
 * @param current what serves; what served last when it is not known or nothing does; absent when nothing was ever deployed
 * @param serving whether the current one is known to have the traffic
 * @param previous what served before the current one; absent when nothing did. It may be kept no more
 * @param choices the others that are kept, the previous one first, then the newest first
 */
public record KeptReleases(
        Optional<KeptRelease> current, boolean serving, Optional<Release> previous, List<Choice> choices) {

    /**
     * A release to go back to.
     *
     * @param previous whether it is the one that served before
     * @param change against the current one; absent when there is none
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
