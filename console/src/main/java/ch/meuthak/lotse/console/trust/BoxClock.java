package ch.meuthak.lotse.console.trust;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Compares this box's clock with the times in a call. A refusal for the time alone states the difference. */
final class BoxClock {
    /** The tolerance for a token's times (RFC 7519 section 4.1.4). */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final String SET_IT =
            ": set the clock (chronyc tracking shows the difference, chronyc makestep corrects it)";

    private final InstantSource source;

    BoxClock(InstantSource source) {
        this.source = source;
    }

    Instant now() {
        return source.instant();
    }

    boolean isAhead(Instant time, Duration tolerated) {
        return now().plus(tolerated).isBefore(time);
    }

    boolean isPast(Instant time, Duration tolerated) {
        return !now().isBefore(time.plus(tolerated));
    }

    /** The sentence about a call whose time is far from this clock. */
    String apart(String what, Instant made) {
        Duration ahead = Duration.between(now(), made);
        return ahead.isNegative()
                ? "the " + what + " was made " + QuotedText.seconds(ahead.negated())
                        + " ago by this box's clock; if it was made just" + " now, this clock is ahead by that much"
                        + SET_IT
                : "the " + what + " was made " + QuotedText.seconds(ahead)
                        + " ahead of this box's clock, which is behind by that" + " much" + SET_IT;
    }
}
