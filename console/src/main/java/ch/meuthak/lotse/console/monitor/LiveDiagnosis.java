package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis as it is now: the last snapshot of AWS, the last sightings, and what the console itself knows of the serving
 * release. It remembers the last one, so that each hop can say since when it is as it is. Asking costs no I/O but a look at the
 * journal.
 */
public final class LiveDiagnosis implements Supplier<Optional<Diagnosis>> {
    private final List<Rule> rules;
    private final TopologyFeed feed;
    private final Deployments deployments;
    private final ObservationSources sightings;
    private final InstantSource clock;
    private final int consolePort;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Diagnosis last;
    private Optional<String> serving = Optional.empty();
    private Instant servingSince = Instant.MIN;
    private @Nullable Known known;

    /** A snapshot that shows something, and what was found in it when it was the last one. */
    private record Known(Topology topology, Diagnosis diagnosis) {}

    /**
     * @param rules all there are, in order
     * @param consolePort where the console listens
     */
    public LiveDiagnosis(
            List<Rule> rules,
            TopologyFeed feed,
            Deployments deployments,
            ObservationSources sightings,
            InstantSource clock,
            int consolePort) {
        this.rules = rules;
        this.feed = feed;
        this.deployments = deployments;
        this.sightings = sightings;
        this.clock = clock;
        this.consolePort = consolePort;
    }

    @Override
    public Optional<Diagnosis> get() {
        lock.lock();
        try {
            ReleaseFacts release = release();
            Optional<Diagnosis> now = feed.latest()
                    .map(topology -> Diagnosis.of(
                            rules,
                            sightings.with(topology, release, consolePort),
                            Optional.ofNullable(last),
                            clock.instant()));
            now.ifPresent(diagnosis -> last = diagnosis);
            feed.latest()
                    .filter(Topology::showsSomething)
                    .ifPresent(topology -> now.ifPresent(diagnosis -> known = new Known(topology, diagnosis)));
            return now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * That of the last known snapshot, as it was then: of one that an earlier console has left, by what the snapshot alone
     * tells.
     */
    public Optional<Diagnosis> lastKnown() {
        lock.lock();
        try {
            return feed.lastKnown().map(topology -> {
                if (known == null || !known.topology().equals(topology)) {
                    var then = Observations.of(topology, release(), consolePort);
                    known = new Known(topology, Diagnosis.of(rules, then, Optional.empty(), topology.takenAt()));
                }
                return known.diagnosis();
            });
        } finally {
            lock.unlock();
        }
    }

    private ReleaseFacts release() {
        Serving now = deployments.serving();
        boolean deploying =
                deployments.latest(2).stream().map(Deployment::state).anyMatch(state -> !state.isFinal());
        Optional<String> name = now.release().map(LiveDiagnosis::name);
        if (!name.equals(serving)) {
            serving = name;
            servingSince = clock.instant();
        }
        return new ReleaseFacts(deploying, name, now.alive(), now.known(), now.detail(), servingSince);
    }

    /** As {@code X-Release} says it. */
    static String name(Release release) {
        return release.version().isEmpty() ? release.shortDigest() : release.version() + "+" + release.shortDigest();
    }
}
