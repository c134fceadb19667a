package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Sha256;

/**
 * The audience that a token must be asked for: {@code lotse:DOMAIN:SHA-256 of the bound bytes in hex}. A stolen token fits no
 * other body and no other installation.
 */
public final class Audience {
    private Audience() {}

    /** For these bytes: the raw body of a POST, the deployment's id for a GET. */
    public static String of(String domain, byte[] bound) {
        return prefix(domain) + digest(bound);
    }

    static String prefix(String domain) {
        return "lotse:" + domain + ":";
    }

    static String digest(byte[] bound) {
        return Sha256.hex(bound);
    }
}
