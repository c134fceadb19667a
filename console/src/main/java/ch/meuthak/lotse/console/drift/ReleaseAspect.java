package ch.meuthak.lotse.console.drift;

import java.util.Optional;

/**
 * The release that has the traffic. A deployment of the console is intended: it is in the timeline and becomes the baseline ({@link
 * #isAsked}). A release that somebody started without the console is drift.
 */
final class ReleaseAspect implements Aspect {
    static final String PART = "release";
    private static final String DIGEST = "digest";
    private static final String NAME = "name";
    private static final String DEPLOYED = "deployed";

    @Override
    public Kind kind() {
        return Kind.RELEASE;
    }

    @Override
    public void read(SnapshotParts seen) {
        seen.release()
                .ifPresent(release -> seen.part(
                        PART,
                        Item.of(Kind.RELEASE, "serving", "")
                                .with(DIGEST, release.digest())
                                .detail(NAME, release.name())
                                .detail(DEPLOYED, release.deployed() ? "here" : "")));
    }

    /** Whether what serves in this state was deployed by the console. */
    static boolean isAsked(State state) {
        return state.item(PART, "serving")
                .filter(item -> !item.detail(DEPLOYED).isEmpty())
                .isPresent();
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String is = changed.is().detail(NAME);
        String was = changed.was().detail(NAME);
        boolean asked = !changed.is().detail(DEPLOYED).isEmpty();
        return Optional.of(new Difference(
                Kind.RELEASE,
                PART,
                changed.from(),
                changed.to(),
                "Release " + is + " replaced " + was + "." + (asked ? "" : " No deployment of this console did that."),
                Undo.byHand(asked ? "" : "Roll back on the page Deployments."),
                !asked));
    }
}
