package ch.meuthak.lotse.console.trust;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. */
public final class TestClock implements InstantSource {
    private volatile Instant now;

    public TestClock(String now) {
        this.now = Instant.parse(now);
    }

    /** Moves it, also back. */
    public void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
