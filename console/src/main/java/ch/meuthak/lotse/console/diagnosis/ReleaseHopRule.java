package ch.meuthak.lotse.console.diagnosis;

import java.util.Optional;

/** The release behind the edge must be alive. Needs nothing of AWS. */
final class ReleaseHopRule implements HopRule {

    @Override
    public Judgement judge(Route route) {
        ReleaseFacts release = route.release();
        if (!release.known()) {
            return Judgement.unknown("Release", release.detail());
        }
        Optional<String> serving = release.serving();
        if (serving.isPresent()) {
            return judge(release, serving.get()).withId("Release", serving.get());
        }
        return release.alive()
                ? Judgement.unknown(
                        "Release",
                        "Something answers, but it was not this console that deployed it. " + release.detail())
                : Judgement.fail("Release", "No release serves. " + release.detail());
    }

    private static Judgement judge(ReleaseFacts release, String serving) {
        if (!release.alive()) {
            return Judgement.fail(
                    serving,
                    "It does not answer its readiness check. " + release.detail()
                            + (release.deploying()
                                    ? " A deployment runs."
                                    : " Deploy again, or deploy the release before it."));
        }
        return Judgement.ok(
                serving,
                (release.deploying() ? "It serves while a deployment runs. " : "It serves. ") + release.detail());
    }
}
