package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import java.util.List;
import java.util.Optional;

/** The releases that can be deployed, and which of them a request means. */
record ReleaseChoice(Platform platform, ReleaseHistory history) {

    /**
     * Those that are kept here, the serving one first.
     *
     * @throws DeploymentRejected when the platform does not say
     */
    List<Release> available() {
        try {
            Optional<String> serving = history.serving().get().release().map(Release::digest);
            return platform.kept().stream()
                    .sorted((a, b) -> Boolean.compare(
                            serving.equals(Optional.of(b.digest())), serving.equals(Optional.of(a.digest()))))
                    .toList();
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the request asks for; without a digest, what serves or served last, or for a rollback what served before that.
     *
     * @throws DeploymentRejected when there is no such release, or the platform does not say
     */
    Release of(DeploymentRequest request) {
        try {
            String digest = request.rollback() ? history.target(request) : digestOf(request);
            Release found = platform.find(digest).orElseThrow(() -> notHere(digest));
            String revision = request.revision().isEmpty() ? found.revision() : request.revision();
            return new Release(digest, found.version(), revision);
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private String digestOf(DeploymentRequest request) {
        return request.digest().isEmpty() ? currentDigest() : request.digest();
    }

    private String currentDigest() {
        return history.current()
                .map(Release::digest)
                .orElseThrow(() -> new DeploymentRejected(
                        Cause.INVALID,
                        "Nothing was deployed yet, so there is nothing to start afresh: name the digest to deploy."));
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
}
