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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current diagnosis: from the last snapshot of AWS, the last observations, and the serving release. It keeps the last
 * diagnosis, so that each hop knows since when it has its state. Its only I/O is a read of the journal.
 */
public final class LiveDiagnosis implements Supplier<Optional<Diagnosis>> {
    private final List<Rule> rules;
    private final TopologyFeed feed;
    private final Deployments deployments;
    private final ObservationSources sightings;
    private final InstantSource clock;
    private final int consolePort;
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
    public synchronized Optional<Diagnosis> get() {
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
    }

    /**
     * The diagnosis of the last known snapshot, as of then. For a snapshot of an earlier console it uses only that snapshot.
     */
    public synchronized Optional<Diagnosis> lastKnown() {
        return feed.lastKnown().map(topology -> {
            if (known == null || !known.topology().equals(topology)) {
                var then = Observations.of(topology, release(), consolePort);
                known = new Known(topology, Diagnosis.of(rules, then, Optional.empty(), topology.takenAt()));
            }
            return known.diagnosis();
        });
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

    /** As in {@code X-Release}. */
    static String name(Release release) {
        return release.version().isEmpty() ? release.shortDigest() : release.version() + "+" + release.shortDigest();
    }
}
