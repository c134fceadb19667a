package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts the wrong tokens of all callers together: every caller is on this machine, so addresses do not separate them. The
 * right token always passes, or any program here could lock out the operator and the scripts. The token's length keeps
 * guesses from succeeding; the log line makes them visible.
 */
public final class WrongTokens {
    public static final int MAX = 10;
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(WrongTokens.class.getName());

    private final InstantSource clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();

    public WrongTokens(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A token was wrong.
     *
     * @throws Refusal with 429 and {@code Retry-After} when there were too many before it
     */
    public synchronized void count() {
        Instant now = clock.instant();
        while (!wrong.isEmpty() && !now.isBefore(wrong.getFirst().plus(WINDOW))) {
            wrong.removeFirst();
        }
        if (wrong.size() == MAX) {
            long seconds = Duration.between(now, wrong.getFirst().plus(WINDOW)).toSeconds() + 1;
            throw Refusal.tooManyWrongTokens(seconds);
        }
        wrong.addLast(now);
        if (wrong.size() == MAX) {
            LOG.log(
                    Level.WARNING,
                    "{0} wrong console tokens within a minute. A script has an old token, or a program guesses.",
                    MAX);
        }
    }
}
