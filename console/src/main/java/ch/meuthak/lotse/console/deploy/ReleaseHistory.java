package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What serves, what served before it, and what is kept to go back to. */
record ReleaseHistory(Platform platform, Journal journal, Supplier<Deployments.Serving> serving) {

    /** What serves; what served last when that is not known or nothing does. */
    Optional<Release> current() {
        return serving.get().release().or(() -> journal.lastSucceeded().map(Deployment::release));
    }

    /** The newest other release that a deployment has brought to serve. */
    Optional<Release> previous() {
        return current()
                .flatMap(now -> journal.lastSucceededOtherThan(now.digest()))
                .map(Deployment::release);
    }

    /** What serves although no deployment put it there; absent when a deployment, which has steps, did. */
    Optional<Deployments.Replacement> replaced() {
        return journal.lastSucceeded()
                .filter(found -> found.steps().isEmpty())
                .flatMap(found -> journal.lastSucceededOtherThan(found.release().digest())
                        .map(before -> new Deployments.Replacement(found, before.release())));
    }

    KeptReleases kept() {
        try {
            List<KeptRelease> kept = platform.kept().stream()
                    .map(release -> KeptRelease.of(release, platform))
                    .toList();
            return KeptReleases.of(
                    current().map(release -> KeptRelease.of(release, platform)),
                    serving.get().release().isPresent(),
                    previous(),
                    kept);
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The digest that the rollback asks for; without one, the previous release's.
     *
     * @throws DeploymentRejected when there is nothing to go back to, or it serves already
     */
    String target(DeploymentRequest rollback) throws PlatformException {
        String digest = rollback.digest().isEmpty() ? previousDigest() : rollback.digest();
        Optional<Release> now = serving.get().release();
        if (now.isPresent() && now.get().digest().equals(digest)) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "The release " + now.get().shortDigest()
                            + " serves already, so there is nothing to go back to: to start it afresh, redeploy it.");
        }
        return digest;
    }

    private String previousDigest() throws PlatformException {
        Release previous = previous()
                .orElseThrow(() -> new DeploymentRejected(
                        Cause.CONFLICT,
                        "There is nothing to go back to: no other release has served here before this one. Name the digest"
                                + " of a kept release to go to that one."));
        if (platform.find(previous.digest()).isEmpty()) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "The previous release " + previous.shortDigest()
                            + " is not kept here any more: publish it again, or name the digest of a kept release.");
        }
        return previous.digest();
    }
}
