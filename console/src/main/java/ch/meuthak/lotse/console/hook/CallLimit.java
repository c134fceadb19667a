package ch.meuthak.lotse.console.hook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Token buckets: one for all callers, and one for each. They start full and refill evenly within a minute. A caller with an
 * empty bucket takes nothing from the common one.
 */
final class CallLimit {
    private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final int ofOne;
    private final int callers;
    private final InstantSource clock;
    private final Bucket all;

    /** The least recently used first. */
    private final SequencedMap<String, Bucket> each = new LinkedHashMap<>(16, 0.75f, true);

    CallLimit(int overall, int ofOne, int callers, InstantSource clock) {
        this.ofOne = ofOne;
        this.callers = callers;
        this.clock = clock;
        this.all = new Bucket(overall, clock.instant());
    }

    /** One bucket for all callers. */
    static CallLimit shared(int most, InstantSource clock) {
        return new CallLimit(most, most, 1, clock);
    }

    /** The same with one bucket. */
    Optional<Duration> admit() {
        return admit("");
    }

    /** Admits a call, or returns the time until it would. */
    synchronized Optional<Duration> admit(String caller) {
        Instant now = clock.instant();
        Bucket own = each.computeIfAbsent(caller, key -> new Bucket(ofOne, now));
        forgetTheOldest();
        all.fill(now);
        own.fill(now);
        if (own.isEmpty() || all.isEmpty()) {
            return Optional.of(own.isEmpty() ? own.untilNext() : all.untilNext());
        }
        own.take();
        all.take();
        return Optional.empty();
    }

    private void forgetTheOldest() {
        if (each.size() > callers) {
            each.pollFirstEntry();
        }
    }

    /** The number of callers that have a bucket now. */
    synchronized int size() {
        return each.size();
    }

    private static final class Bucket {
        private final int most;
        private double left;
        private Instant filled;

        private Bucket(int most, Instant now) {
            this.most = most;
            this.left = most;
            this.filled = now;
        }

        /** A clock that was set back fills nothing. */
        private void fill(Instant now) {
            double passed = Math.max(0, Math.min(MINUTE_NANOS, nanos(filled, now)));
            left = Math.min(most, left + passed / MINUTE_NANOS * most);
            filled = now;
        }

        private static double nanos(Instant from, Instant to) {
            Duration between = Duration.between(from, to);
            return between.getSeconds() * 1e9 + between.getNano();
        }

        private boolean isEmpty() {
            return left < 1;
        }

        private void take() {
            left--;
        }

        private Duration untilNext() {
            return Duration.ofNanos((long) Math.ceil((1 - left) * MINUTE_NANOS / most));
        }
    }
}
