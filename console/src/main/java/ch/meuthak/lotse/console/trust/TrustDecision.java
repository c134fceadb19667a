package ch.meuthak.lotse.console.trust;

import java.util.Optional;

/** What is thought of a call. Nothing is used up by it. */
public sealed interface TrustDecision {

    /**
     * It is from whom is trusted, and made for these bytes.
     *
     * @param use what to take before anything is done because of it, so that nobody can do it again
     */
    record Trusted(Identity identity, SingleUse use) implements TrustDecision {}

    /**
     * It is not, or nobody can say.
     *
     * @param claimed who it says it is, which nothing proves
     * @param cause the whole truth in one line, for the operator alone; never a token's or a secret's text
     */
    record Refused(Kind kind, Optional<Identity> claimed, String cause) implements TrustDecision {}

    /** What the caller may know of a refusal. */
    enum Kind {
        /** Nothing proves who it is: 401, whatever the cause. */
        UNAUTHENTIC,
        /** It is proved, and not trusted: 403. */
        UNTRUSTED,
        /** It cannot be found out now, because there are no keys: 503. */
        UNAVAILABLE,
        /** Nobody is trusted: 503. */
        CLOSED
    }
}
