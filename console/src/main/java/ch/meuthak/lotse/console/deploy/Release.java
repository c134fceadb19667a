package ch.meuthak.lotse.console.deploy;

import java.util.regex.Pattern;

/**
 * A release.
 *
 * @param digest {@code sha256:} and 64 hex digits: it alone identifies an artifact or an image
 * @param version from the build, {@code 1.4.0}; empty if it is not known before the release runs
 * @param revision the requested source revision; empty for any
 */
public record Release(String digest, String version, String revision) {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Whether this is the form of a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The first twelve hex digits of the digest, for the eye. */
    public String shortDigest() {
        int start = digest.indexOf(':') + 1;
        return digest.substring(start, Math.min(digest.length(), start + 12));
    }
}
