package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The releases that can be deployed, which one a request means, and which ones have served. */
record Releases(Platform platform, Journal journal, Supplier<Deployments.Serving> serving) {
    private interface Answer<T> {
        T get() throws PlatformException;
    }

    /**
     * The kept releases, the serving one first.
     *
     * @throws DeploymentRejected when the platform does not answer
     */
    List<Release> available() {
        Optional<String> now = serving.get().release().map(Release::digest);
        return ask(() -> platform.kept().stream()
                .sorted(Comparator.comparing((Release kept) -> !now.equals(Optional.of(kept.digest()))))
                .toList());
    }

    /**
     * The release that the request asks for. Without a digest that is the current one, or in a rollback the previous one.
     *
     * @throws DeploymentRejected when there is no such release, or the platform does not answer
     */
    Release of(DeploymentRequest request) {
        return ask(() -> {
            String digest = request.rollback() ? rollbackTarget(request) : digestOf(request);
            Release found = platform.find(digest).orElseThrow(() -> notHere(digest));
            String revision = request.revision().isEmpty() ? found.revision() : request.revision();
            return new Release(digest, found.version(), revision);
        });
    }

    private static <T> T ask(Answer<T> answer) {
        try {
            return answer.get();
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private String digestOf(DeploymentRequest request) {
        return request.digest().isEmpty()
                ? current()
                        .map(Release::digest)
                        .orElseThrow(
                                () -> new DeploymentRejected(
                                        Cause.INVALID,
                                        "Nothing was deployed yet, so there is nothing to redeploy. Name the digest to deploy."))
                : request.digest();
    }

    private DeploymentRejected notHere(String digest) {
        List<String> digests = available().stream().map(Release::digest).toList();
        return new DeploymentRejected(
                Cause.INVALID,
                "There is no release " + digest + " here: publish it first. "
                        + (digests.isEmpty()
                                ? "None is published."
                                : "Published: " + String.join(", ", digests) + "."));
    }

    private String rollbackTarget(DeploymentRequest rollback) throws PlatformException {
        String digest = rollback.digest().isEmpty() ? previousDigest() : rollback.digest();
        Optional<Release> now = serving.get().release();
        if (now.isPresent() && now.get().digest().equals(digest)) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "Release " + now.get().shortDigest()
                            + " serves already. To start a new instance of it, redeploy it.");
        }
        return digest;
    }

    private String previousDigest() throws PlatformException {
        Release previous = previous()
                .orElseThrow(() -> new DeploymentRejected(
                        Cause.CONFLICT,
                        "There is no previous release: no other release has served here. Name the digest of a kept"
                                + " release."));
        if (platform.find(previous.digest()).isEmpty()) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "The previous release " + previous.shortDigest()
                            + " is not kept here any more. Publish it again, or name the digest of a kept release.");
        }
        return previous.digest();
    }

    /** The release that serves, or served last if that is not known or none does. */
    private Optional<Release> current() {
        return serving.get().release().or(() -> journal.lastSucceeded().map(Deployment::release));
    }

    /** The newest other release that succeeded. */
    private Optional<Release> previous() {
        return current()
                .flatMap(now -> journal.lastSucceededOtherThan(now.digest()))
                .map(Deployment::release);
    }

    /** The release that Compose or an operator put in place of another one. */
    Optional<Deployments.Replacement> replaced() {
        return journal.lastSucceeded()
                .filter(found -> found.steps().isEmpty())
                .flatMap(found -> journal.lastSucceededOtherThan(found.release().digest())
                        .map(before -> new Deployments.Replacement(found, before.release())));
    }

    /** The releases for a rollback. */
    KeptReleases kept() {
        return ask(() -> KeptReleases.of(
                current().map(release -> KeptRelease.of(release, platform)),
                serving.get().release().isPresent(),
                previous(),
                platform.kept().stream()
                        .map(release -> KeptRelease.of(release, platform))
                        .toList()));
    }
}
