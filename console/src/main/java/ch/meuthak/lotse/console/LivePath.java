package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.cloud.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.diagnosis.PathTracer;
import ch.meuthak.lotse.console.diagnosis.ReleaseFacts;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request path as it is now: the last snapshot of AWS and what the console itself knows of the serving release. It
 * remembers the last path, so that each hop can say since when it is as it is. Asking costs no I/O but a look at the journal.
 */
final class LivePath implements Supplier<Optional<RequestPath>> {
    private final TopologyFeed feed;
    private final Deployments deployments;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RequestPath last;

    LivePath(TopologyFeed feed, Deployments deployments, InstantSource clock) {
        this.feed = feed;
        this.deployments = deployments;
        this.clock = clock;
    }

    @Override
    public Optional<RequestPath> get() {
        ReleaseFacts release = release();
        lock.lock();
        try {
            Optional<RequestPath> now = feed.latest()
                    .map(topology -> PathTracer.trace(topology, release, Optional.ofNullable(last), clock.instant()));
            now.ifPresent(path -> last = path);
            return now;
        } finally {
            lock.unlock();
        }
    }

    private ReleaseFacts release() {
        Serving serving = deployments.serving();
        boolean deploying =
                deployments.latest(2).stream().map(Deployment::state).anyMatch(state -> !state.isFinal());
        return new ReleaseFacts(
                deploying, serving.release().map(LivePath::name), serving.alive(), serving.known(), serving.detail());
    }

    /** As {@code X-Release} says it. */
    private static String name(Release release) {
        return release.version().isEmpty() ? release.shortDigest() : release.version() + "+" + release.shortDigest();
    }
}
