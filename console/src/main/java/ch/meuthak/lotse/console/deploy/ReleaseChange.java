package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Specification;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The difference between two releases. A part that is absent or empty is the same in both.
 *
 * @param artifact the image's reference, or the jar's path
 * @param environmentAdded names of variables that only the new release has, sorted
 * @param environmentRemoved names of variables that only the old release has, sorted
 * @param complete whether both specifications are known; otherwise artifact and environment were not compared
 */
public record ReleaseChange(
        Optional<Change> artifact,
        Optional<Change> digest,
        Optional<Change> version,
        Optional<Change> revision,
        List<String> environmentAdded,
        List<String> environmentRemoved,
        boolean complete) {

    /** One value replaced by another; empty for a value that is not known. */
    public record Change(String from, String to) {

        static Optional<Change> between(String from, String to) {
            return from.equals(to) ? Optional.empty() : Optional.of(new Change(from, to));
        }
    }

    /** The change when {@code to} replaces {@code from}. */
    public static ReleaseChange between(KeptRelease from, KeptRelease to) {
        return new ReleaseChange(
                from.specification().flatMap(old -> to.specification()
                        .flatMap(now -> Change.between(old.artifact(), now.artifact()))),
                changed(from, to, Release::digest),
                changed(from, to, Release::version),
                changed(from, to, Release::revision),
                onlyIn(to.specification(), from.specification()),
                onlyIn(from.specification(), to.specification()),
                from.specification().isPresent() && to.specification().isPresent());
    }

    private static Optional<Change> changed(KeptRelease from, KeptRelease to, Function<Release, String> field) {
        return Change.between(field.apply(from.release()), field.apply(to.release()));
    }

    /** Empty if either is not known: a name that was not seen may still be there. */
    private static List<String> onlyIn(Optional<Specification> one, Optional<Specification> other) {
        return one.flatMap(mine -> other.map(theirs -> mine.environment().stream()
                        .filter(name -> !theirs.environment().contains(name))
                        .toList()))
                .orElse(List.of());
    }
}
