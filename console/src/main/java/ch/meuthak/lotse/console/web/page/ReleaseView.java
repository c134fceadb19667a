package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.Release;

/**
 * A release.
 *
 * @param name its version when it is known, else the digest's first digits
 */
public record ReleaseView(String digest, String shortDigest, String name, String revision) {

    private static final int SHORT_REVISION = 12;

    public static ReleaseView of(Release release) {
        String revision = release.revision();
        return new ReleaseView(
                release.digest(),
                release.shortDigest(),
                release.version().isEmpty() ? release.shortDigest() : release.version(),
                revision.substring(0, Math.min(revision.length(), SHORT_REVISION)));
    }
}
