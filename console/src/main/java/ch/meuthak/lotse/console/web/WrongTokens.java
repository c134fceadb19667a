package ch.meuthak.lotse.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts wrong tokens of everybody together: every caller is on this machine, so there is no address to tell them apart.
 * Open sessions are not touched by it.
 */
final class WrongTokens {
    static final int MAX = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();

    WrongTokens(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * To be asked before a token is looked at, so that guessing faster tells nothing.
     *
     * @throws Refusal with 429 and {@code Retry-After} when there were too many wrong ones
     */
    synchronized void check() {
        Instant now = clock.instant();
        while (!wrong.isEmpty() && !now.isBefore(wrong.getFirst().plus(WINDOW))) {
            wrong.removeFirst();
        }
        if (wrong.size() >= MAX) {
            long seconds = Duration.between(now, wrong.getFirst().plus(WINDOW)).toSeconds() + 1;
            throw Refusal.tooManyWrongTokens(seconds);
        }
    }

    synchronized void count() {
        if (wrong.size() < MAX) {
            wrong.addLast(clock.instant());
        }
    }
}
