package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.Entry;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The death of a console at one chosen point: before or after a write to the journal, or an act on platform or edge. */
class Crash {
    private final int point;
    private int passed;
    private volatile boolean armed;
    private volatile String where = "";
    private volatile String last = "";

    Crash(int point) {
        this.point = point;
    }

    /** Nobody in the deployment's code catches this. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death(String where) {
            super(where, null, false, false);
        }
    }

    void arm() {
        armed = true;
    }

    boolean happened() {
        return !where.isEmpty();
    }

    String where() {
        return where;
    }

    /** The point that was passed last, alive. */
    String last() {
        return last;
    }

    synchronized void pass(String name) {
        if (happened()) {
            throw new Death("already dead at " + where);
        }
        if (armed && passed++ == point) {
            where = name;
            throw new Death(name);
        }
        last = name;
    }

    Journal wrap(Journal journal) {
        return new Journal() {
            @Override
            public void write(Entry entry) {
                String name = "write " + entry.deployment().state().id();
                pass("before " + name);
                journal.write(entry);
                pass("after " + name);
            }

            @Override
            public Optional<Deployment> find(String id) {
                return journal.find(id);
            }

            @Override
            public Optional<Entry> findByKey(String idempotencyKey) {
                return journal.findByKey(idempotencyKey);
            }

            @Override
            public List<Deployment> latest(int limit) {
                return journal.latest(limit);
            }

            @Override
            public List<Entry> unfinished() {
                return journal.unfinished();
            }

            @Override
            public Optional<Deployment> lastSucceeded() {
                return journal.lastSucceeded();
            }

            @Override
            public Optional<Deployment> lastSucceededOtherThan(String digest) {
                return journal.lastSucceededOtherThan(digest);
            }
        };
    }

    Edge wrap(Edge edge) {
        return new Edge() {
            @Override
            public Optional<Slot> active() throws PlatformException {
                return edge.active();
            }

            @Override
            public void route(Slot slot, URI address) throws PlatformException {
                pass("before route");
                edge.route(slot, address);
                pass("after route");
            }

            @Override
            public Traffic traffic(Slot slot) throws PlatformException {
                return edge.traffic(slot);
            }

            @Override
            public OpenRequests open(Slot slot) throws PlatformException {
                return edge.open(slot);
            }
        };
    }

    Platform wrap(Platform platform) {
        return new ForwardingPlatform(platform) {
            @Override
            public void pull(Release release, Consumer<String> progress)
                    throws PlatformException, InterruptedException {
                pass("before pull");
                super.pull(release, progress);
                pass("after pull");
            }

            @Override
            public Running start(Release release, Slot slot) throws PlatformException, InterruptedException {
                pass("before start");
                Running running = super.start(release, slot);
                pass("after start");
                return running;
            }

            @Override
            public void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException {
                pass("before stop");
                super.stop(slot, grace);
                pass("after stop");
            }
        };
    }
}
