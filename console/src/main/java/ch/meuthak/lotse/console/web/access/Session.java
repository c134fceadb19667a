package ch.meuthak.lotse.console.web.access;

import java.time.Instant;

/**
 * A browser that has logged in.
 *
 * @param id the cookie's value, 256 random bits
 * @param csrf the token that every form of this session carries
 * @param since when it logged in
 */
public record Session(String id, String csrf, Instant since) {

    /** Never the id itself. */
    @Override
    public String toString() {
        return "Session[since=" + since + "]";
    }
}
