package ch.meuthak.lotse.console.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** One-time login codes: each opens one session. At most 16 are open; a new one replaces the oldest. */
public final class LoginCodes {
    public static final Duration LIFETIME = Duration.ofHours(12);
    private static final int MAX_OPEN = 16;

    private final InstantSource clock;
    private final Deque<Code> open = new ArrayDeque<>();

    public LoginCodes(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized String issue() {
        if (open.size() == MAX_OPEN) {
            open.removeFirst();
        }
        Code code = new Code(Secret.random(), clock.instant().plus(LIFETIME));
        open.addLast(code);
        return code.value;
    }

    /** Whether the code was open; afterwards it is used. */
    public synchronized boolean redeem(String given) {
        Instant now = clock.instant();
        boolean found = false;
        for (Iterator<Code> codes = open.iterator(); codes.hasNext(); ) {
            Code code = codes.next();
            boolean same = Secret.same(code.value, given);
            if (same || !now.isBefore(code.until)) {
                codes.remove();
            }
            found |= same && now.isBefore(code.until);
        }
        return found;
    }

    private record Code(String value, Instant until) {}
}
