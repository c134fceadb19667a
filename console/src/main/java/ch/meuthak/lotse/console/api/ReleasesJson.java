package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.ReleaseChange;
import ch.meuthak.lotse.console.deploy.ReleaseChange.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code GET /api/releases}.
 *
 * @param serving the digest of the serving release; absent when none serves, or nobody knows
 * @param previous the digest of the previous release; absent when there is none
 * @param releases the current release first
 */
public record ReleasesJson(Optional<String> serving, Optional<String> previous, List<KeptJson> releases) {

    /** The kept releases. */
    public static ReleasesJson of(KeptReleases kept) {
        boolean serving = kept.serving();
        return new ReleasesJson(
                kept.current().filter(_ -> serving).map(one -> one.release().digest()),
                kept.previous().map(Release::digest),
                Stream.concat(
                                kept.current().map(one -> KeptJson.of(one, serving, false, Optional.empty())).stream(),
                                kept.choices().stream()
                                        .map(one -> KeptJson.of(one.kept(), false, one.previous(), one.change())))
                        .toList());
    }

    /**
     * A kept release.
     *
     * @param artifact as are the next two, absent when it cannot be inspected; {@code problem} then says why
     * @param environment the names of its variables, never their values
     * @param changes what a rollback to it changes; absent for the current release
     */
    public record KeptJson(
            String digest,
            String version,
            String revision,
            Optional<String> artifact,
            Optional<Instant> builtAt,
            Optional<List<String>> environment,
            boolean serving,
            boolean previous,
            String problem,
            Optional<ChangesJson> changes) {

        private static KeptJson of(
                KeptRelease kept, boolean serving, boolean previous, Optional<ReleaseChange> change) {
            return new KeptJson(
                    kept.release().digest(),
                    kept.release().version(),
                    kept.release().revision(),
                    kept.specification().map(Specification::artifact),
                    kept.specification().flatMap(Specification::builtAt),
                    kept.specification().map(Specification::environment),
                    serving,
                    previous,
                    kept.problem(),
                    change.map(ChangesJson::of));
        }
    }

    /**
     * What differs from the current release; absent parts are equal.
     *
     * @param environment absent when one of the two cannot be inspected
     */
    public record ChangesJson(
            Optional<Change> artifact,
            Optional<Change> digest,
            Optional<Change> version,
            Optional<Change> revision,
            Optional<NamesJson> environment) {

        private static ChangesJson of(ReleaseChange change) {
            return new ChangesJson(
                    change.artifact(),
                    change.digest(),
                    change.version(),
                    change.revision(),
                    Optional.of(new NamesJson(change.environmentAdded(), change.environmentRemoved()))
                            .filter(_ -> change.complete()));
        }
    }

    /** Names of variables that only one of two releases has. */
    public record NamesJson(List<String> added, List<String> removed) {}
}
