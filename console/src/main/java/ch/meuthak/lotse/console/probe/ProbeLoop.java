package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.words.Amounts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Looks again and again with one probe: when woken, and at a pace of its own. One look at a time, each with a deadline that holds
 * even when the probe does not keep its own.
 *
 * @param <T> what it sees
 */
final class ProbeLoop<T> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProbeLoop.class.getName());

    private final String name;
    private final Callable<Fact<T>> probe;
    private final Consumer<Fact<T>> seen;
    private final Duration every;
    private final Duration deadline;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;

    /**
     * Begins to wait for being woken.
     *
     * @param name {@code TLS}
     * @param deadline past which a look is given up
     */
    ProbeLoop(String name, Duration every, Duration deadline, Callable<Fact<T>> probe, Consumer<Fact<T>> seen) {
        this.name = name;
        this.every = every;
        this.deadline = deadline;
        this.probe = probe;
        this.seen = seen;
        this.thread = Thread.ofVirtual().name("probe-" + name).start(this::run);
    }

    /** Look now, something changed. */
    void wake() {
        wake.release();
    }

    private void run() {
        try {
            while (true) {
                var _ = wake.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                look();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look() throws InterruptedException {
        var task = new FutureTask<>(probe);
        Thread looking = Thread.ofVirtual().name("probe-" + name + "-look").start(task);
        try {
            seen.accept(task.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            seen.accept(Fact.failed(new Problem(
                    name,
                    "Timeout",
                    "The probe did not end within " + Amounts.limit(deadline) + ".",
                    "Check the network of the box.")));
        } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "The probe " + name + " failed", e.getCause());
            seen.accept(Fact.failed(
                    new Problem(name, "Unexpected", "The probe itself failed.", "The cause is in the console's log.")));
        } finally {
            looking.interrupt();
        }
        // One that hangs even so must not be joined by others.
        looking.join();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
