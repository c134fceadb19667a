package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot being read: its threads, its deadline, its calls and what went wrong. Parts that do not depend on each other
 * are forked and read side by side, a bounded number of requests at a time.
 */
final class SnapshotReading implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SnapshotReading.class.getName());
    private static final int MOST_PAGES = 100;

    /** What waits for another part sees its timeout first and can say so; then the whole is cut. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<Problem> problems = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Duration limit;
    private volatile long deadline;

    /**
     * @param limit until everything must be read
     * @param callsAtOnce how many requests are under way at a time
     */
    SnapshotReading(Duration limit, int callsAtOnce) {
        permits = new Semaphore(callsAtOnce);
        this.limit = limit;
        startAgain();
    }

    /** Counts the limit from now on: what was waited for before had a deadline of its own. */
    void startAgain() {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** A part that is being read. */
    final class Part<T> {
        private final Problem late;
        private final Future<Fact<T>> future;

        private Part(Problem late, Future<Fact<T>> future) {
            this.late = late;
            this.future = future;
        }

        /** Waits for it, until the snapshot's deadline. */
        Fact<T> get() {
            return get(Duration.ZERO);
        }

        /** Waits a little longer than any part does that waits for another. */
        Fact<T> last() {
            return get(GRACE);
        }

        private Fact<T> get(Duration longer) {
            try {
                long left = deadline + longer.toNanos() - System.nanoTime();
                return future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return failed(late);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(late);
            } catch (ExecutionException e) {
                LOG.log(Level.ERROR, "Reading " + late.call() + " failed in the console itself", e);
                return failed(AwsFailure.ownFault(late.call()));
            }
        }
    }

    /** Reads a part on a thread of its own; {@code call} is what it is blamed on when it takes too long. */
    <T> Part<T> fork(AwsCall call, Callable<Fact<T>> read) {
        return fork(AwsFailure.timeout(call), read);
    }

    /** Reads a part on a thread of its own; {@code late} is its problem when it takes too long. */
    <T> Part<T> fork(Problem late, Callable<Fact<T>> read) {
        return new Part<>(late, threads.submit(read));
    }

    /** Makes a call; an exception becomes its problem. */
    <T> Fact<T> ask(AwsCall call, Callable<T> read) {
        try {
            return Fact.known(read.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(AwsFailure.timeout(call));
        } catch (Exception e) {
            return failed(AwsFailure.problem(call, e));
        }
    }

    /** One request, counted, when its turn comes. */
    <T> T request(Callable<T> request) throws Exception {
        permits.acquire();
        try {
            calls.incrementAndGet();
            return request.call();
        } finally {
            permits.release();
        }
    }

    /**
     * Every page of a call.
     *
     * @throws CallAbandoned {@code UnreadableAnswer} when the pages do not end
     */
    <P, T> List<T> pages(
            Function<@Nullable String, P> page, Function<P, List<T>> items, Function<P, @Nullable String> next)
            throws Exception {
        var all = new ArrayList<T>();
        var seen = new HashSet<String>();
        String marker = null;
        do {
            String from = marker;
            P answer = request(() -> page.apply(from));
            all.addAll(items.apply(answer));
            marker = next.apply(answer);
            if (marker != null && !marker.isEmpty() && (!seen.add(marker) || seen.size() >= MOST_PAGES)) {
                throw endless();
            }
        } while (marker != null && !marker.isEmpty());
        return List.copyOf(all);
    }

    private static CallAbandoned endless() {
        return new CallAbandoned(AwsFailure.unreadable(
                "without end: a page marker came again, or there are more than " + MOST_PAGES + " pages"));
    }

    <T> Fact<T> failed(Problem problem) {
        problems.add(problem);
        return Fact.failed(problem);
    }

    /** The fact, its problem noted when it has one. */
    <T> Fact<T> noted(Fact<T> fact) {
        fact.failure().ifPresent(this::note);
        return fact;
    }

    void note(Problem problem) {
        problems.add(problem);
    }

    int calls() {
        return calls.get();
    }

    List<Problem> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /** Gives up the calls that still run. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
