package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.haproxy.Sections.Health;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A HAProxy that outlives this console. It chooses the slot by a map with one key: changing that is the switch, for every
 * request from then on; requests under way finish where they are. There are no idle connections to close, for it keeps none.
 *
 * <p>The map's file is written before the map is changed, so that a HAProxy that starts again alone serves the same slot. It
 * is put back when the map could not be changed.
 */
public final class HaProxyEdge implements Edge {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Duration readyDeadline;
    private final GivenTime time;
    private final RuntimeApi haproxy;
    private final ActiveMap file;

    public HaProxyEdge(HaProxySettings settings) {
        this(settings, GivenTime.ALL);
    }

    /** With deadlines by that clock. */
    public HaProxyEdge(HaProxySettings settings, GivenTime time) {
        this.time = time;
        this.readyDeadline = settings.readyDeadline();
        this.haproxy =
                new RuntimeApi(new RuntimeSocket(settings.socket(), settings.answerDeadline(), time), settings.map());
        this.file = new ActiveMap(settings.map());
    }

    @Override
    public Optional<Slot> active() throws PlatformException {
        return haproxy.active();
    }

    @Override
    public boolean answers(Slot slot) throws PlatformException {
        return Sections.of(slot).answered(haproxy.statistics());
    }

    @Override
    public Traffic traffic(Slot slot) throws PlatformException {
        return haproxy.answers().traffic(slot);
    }

    @Override
    public OpenRequests open(Slot slot) throws PlatformException {
        return haproxy.open(slot);
    }

    /**
     * As {@link Edge#route}. The slot must pass one of the edge's own checks after this call. If it does not within {@link
     * HaProxySettings#readyDeadline}, it gets the traffic only if the other slot is no better.
     */
    @Override
    public synchronized void route(Slot slot, URI address) throws PlatformException {
        ServerAddress where = ServerAddress.of(address);
        Optional<Slot> active = activeOrFirst(slot);
        prepare(slot, where, active);
        if (!active.equals(Optional.of(slot))) {
            switchTo(slot);
        } else if (!file.read().equals(active)) {
            file.write(slot);
        }
    }

    /** An edge does not start without the file: where there is none, the first slot to be routed is written. */
    private Optional<Slot> activeOrFirst(Slot slot) throws PlatformException {
        try {
            return active();
        } catch (PlatformException e) {
            if (!file.exists()) {
                file.write(slot);
            }
            throw e;
        }
    }

    private void prepare(Slot slot, ServerAddress where, Optional<Slot> active) throws PlatformException {
        Sections sections = Sections.of(slot);
        Statistics now = haproxy.statistics();
        boolean isThere = sections.areAt(where, now);
        if (isThere && active.equals(Optional.of(slot))) {
            return;
        }
        if (!isThere) {
            for (String section : sections.all()) {
                haproxy.move(section, where);
            }
        }
        haproxy.doubt(sections.ready());
        Statistics then = awaitReady(sections);
        if (active.isPresent()
                && sections.health(then).compareTo(Sections.of(active.get()).health(then)) < 0) {
            throw new PlatformException("The edge does not send the traffic to slot " + slot.id() + ": after "
                    + readyDeadline.toMillis() + " ms its own check there still reports \"" + sections.lastCheck(then)
                    + "\", and the other slot is better.");
        }
    }

    private Statistics awaitReady(Sections sections) throws PlatformException {
        long end = time.nanos() + readyDeadline.toNanos();
        Statistics now = haproxy.statistics();
        while (sections.health(now) != Health.READY && time.nanos() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            now = haproxy.statistics();
        }
        return now;
    }

    private void switchTo(Slot slot) throws PlatformException {
        Optional<Slot> before = file.read();
        file.write(slot);
        try {
            haproxy.choose(slot);
        } catch (PlatformException e) {
            if (before.isPresent()) {
                file.write(before.get());
            }
            throw e;
        }
    }
}
