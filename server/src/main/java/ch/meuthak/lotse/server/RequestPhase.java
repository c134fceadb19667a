package ch.meuthak.lotse.server;

import io.helidon.webserver.CloseConnectionException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The phase of the request on one connection, and its deadline. The connection's thread changes it, and the guard's sweep. */
final class RequestPhase {
    /** Every phase but IDLE and HANDLING has a deadline. CUT is the end. */
    enum Phase {
        IDLE,
        HEAD,
        BODY,
        HANDLING,
        WRITING,
        LINGERING,
        CUT
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long deadline;

    Phase now() {
        return Objects.requireNonNull(phase.get());
    }

    boolean is(Phase wanted) {
        return phase.get() == wanted;
    }

    /** False when a deadline has cut the connection. */
    boolean reach(Phase next, long nanos) {
        extend(nanos);
        return phase.getAndUpdate(now -> now == Phase.CUT ? now : next) != Phase.CUT;
    }

    /** @throws CloseConnectionException to end the connection's thread when a deadline has cut the connection */
    void enter(Phase next, long nanos) {
        if (!reach(next, nanos)) {
            throw cut();
        }
    }

    /** False when it was not in the expected phase. */
    boolean change(Phase expected, Phase next) {
        return phase.compareAndSet(expected, next);
    }

    /** A new deadline from now on. */
    void extend(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    boolean isLate(long now) {
        return now - deadline >= 0;
    }

    /** @throws CloseConnectionException when a deadline has cut the connection: there is nobody to answer */
    void failIfCut() {
        if (is(Phase.CUT)) {
            throw cut();
        }
    }

    private static CloseConnectionException cut() {
        return new CloseConnectionException("cut: a deadline has passed");
    }
}
