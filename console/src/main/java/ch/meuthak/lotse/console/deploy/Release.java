package ch.meuthak.lotse.console.deploy;

/**
 * What is asked to serve.
 *
 * @param digest {@code sha256:} and 64 hex digits: the one thing that identifies an artifact or an image
 * @param version as the build says, {@code 1.4.0}; empty when it is not known before it runs
 * @param revision the source revision the caller asks for; empty when the digest alone is asked for
 */
public record Release(String digest, String version, String revision) {

    /** The first twelve hex digits of the digest, for the eye. */
    public String shortDigest() {
        int start = digest.indexOf(':') + 1;
        return digest.substring(start, Math.min(digest.length(), start + 12));
    }
}
