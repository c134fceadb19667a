package ch.meuthak.lotse.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a whole answer. HTTP clients have a time-out that ends with the headers; this one ends with the last byte. */
public final class Deadlined {
    private Deadlined() {}

    /**
     * The answer. In every other case the call is cancelled.
     *
     * @throws IOException the call's own, or one that names the deadline; an interruption is kept for later
     */
    public static <T> T get(Future<T> call, Duration deadline) throws IOException {
        try {
            return call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + shown(deadline), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** {@code 4 s} or {@code 250 ms}. */
    private static String shown(Duration deadline) {
        return deadline.toMillis() % 1000 == 0 ? deadline.toSeconds() + " s" : deadline.toMillis() + " ms";
    }
}
