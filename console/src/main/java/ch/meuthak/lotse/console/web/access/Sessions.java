package ch.meuthak.lotse.console.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions that are open: at most 32, each for 12 idle hours and 24 hours in all. They do not survive a restart. */
public final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration ABSOLUTE = Duration.ofHours(24);
    public static final int MAX_OPEN = 32;

    private final InstantSource clock;

    /** Least recently used first: the first one is dropped when there are too many. */
    private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);

    public Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session under a new ID, regardless of the browser's cookie. */
    public synchronized Session begin() {
        if (open.size() == MAX_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        Instant now = clock.instant();
        Session session = new Session(Secret.random(), Secret.random(), now);
        open.put(session.id(), new Open(session, now));
        return session;
    }

    /** The session of the id, used now. */
    synchronized Optional<Session> use(String id) {
        Optional<Session> session = alive(id);
        session.ifPresent(used -> open.put(id, new Open(used, clock.instant())));
        return session;
    }

    /** The session of the id, without counting as a use of it. */
    public synchronized Optional<Session> alive(String id) {
        Open found = open.get(id);
        if (found == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(found.lastUse.plus(IDLE))
                && now.isBefore(found.session.since().plus(ABSOLUTE))) {
            return Optional.of(found.session);
        }
        open.remove(id);
        return Optional.empty();
    }

    public synchronized void end(Session session) {
        open.remove(session.id());
    }

    private record Open(Session session, Instant lastUse) {}
}
