package ch.meuthak.lotse.backend.status;

import ch.meuthak.lotse.server.UnixSocketClient;
import io.helidon.http.Method;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The console's status, cached for a while, and requested by one request at a time. */
public final class StatusFeed {
    private static final Logger LOG = Logger.getLogger(StatusFeed.class.getName());

    private final Optional<UnixSocketClient> console;
    private final Duration fresh;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Heard last = new Heard(PublicStatus.unknown(Instant.EPOCH), Instant.EPOCH);

    private record Heard(PublicStatus status, Instant at) {}

    /**
     * Sends no request yet.
     *
     * @param console empty when no socket is configured: the status is {@code unknown}
     * @param fresh how long an answer is reused
     */
    public StatusFeed(Optional<UnixSocketClient> console, Duration fresh, InstantSource clock) {
        this.console = console;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** The status, at most {@code fresh} old; {@code unknown} when the console does not answer. */
    PublicStatus now() {
        Heard heard = last;
        if (isFresh(heard)) {
            return heard.status();
        }
        asking.lock();
        try {
            Heard meanwhile = last;
            if (isFresh(meanwhile)) {
                return meanwhile.status();
            }
            PublicStatus status = ask();
            last = new Heard(status, clock.instant());
            return status;
        } finally {
            asking.unlock();
        }
    }

    private boolean isFresh(Heard heard) {
        return heard.at().plus(fresh).isAfter(clock.instant());
    }

    private PublicStatus ask() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (console.isEmpty()) {
            return PublicStatus.unknown(now);
        }
        try {
            UnixSocketClient.Reply reply = console.get().call(Method.GET, "/status", List.of(), new byte[0]);
            if (reply.status() != 200) {
                throw new IOException("the console answers " + reply.status());
            }
            return PublicStatus.read(reply.body());
        } catch (IOException e) {
            LOG.log(Level.FINE, "no status from the console", e);
            return PublicStatus.unknown(now);
        }
    }
}
