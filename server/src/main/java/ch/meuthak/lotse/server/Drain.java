package ch.meuthak.lotse.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the server stops: readiness, every connection and every long answer read it. */
public final class Drain {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** True from the moment the drain begins: not ready, and every answer closes its connection. */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Begins the drain; false when it had begun already. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /** Ends every {@link #awaitStop}: streams and long polls end now. */
    void stop() {
        begin();
        stopping.countDown();
    }

    /**
     * Waits like a sleep that the stop ends early.
     *
     * @return true when the server stops now and a stream or long poll has to end
     */
    public boolean awaitStop(Duration atMost) throws InterruptedException {
        return stopping.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
