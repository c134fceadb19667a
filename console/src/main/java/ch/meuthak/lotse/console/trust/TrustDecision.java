package ch.meuthak.lotse.console.trust;

import java.util.Optional;

/** The decision about a call. It uses nothing up. */
public sealed interface TrustDecision {

    /**
     * The call comes from a trusted caller and fits these bytes.
     *
     * @param use the id to take before the call has any effect, so that it cannot be repeated
     */
    record Trusted(Identity identity, SingleUse use) implements TrustDecision {}

    /**
     * The call is not trusted, or that is not known.
     *
     * @param claimed the caller as it claims, without proof
     * @param cause the full cause in one line, for the operator only; never the text of a token or a secret
     */
    record Refused(Kind kind, Optional<Identity> claimed, String cause) implements TrustDecision {}

    /** The part of a refusal that the caller may know. */
    enum Kind {
        /** No valid proof: 401 for every cause. */
        UNAUTHENTIC,
        /** A genuine caller that is not trusted: 403. */
        UNTRUSTED,
        /** Not known now, because there are no keys: 503. */
        UNAVAILABLE,
        /** Nobody is trusted: 503. */
        CLOSED
    }
}
