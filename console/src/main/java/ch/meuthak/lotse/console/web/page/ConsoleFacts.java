package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.report.Report;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the pages and the API take everything they show. Nothing here waits for AWS.
 *
 * @param drift the differences from the baseline, and the timeline
 * @param diagnosis that of the feed's last snapshot; absent until the first one; must not block
 * @param lastKnown that of the feed's last known snapshot, as it was then; absent without one; must not block
 */
public record ConsoleFacts(
        TopologyFeed feed,
        Supplier<Optional<Diagnosis>> diagnosis,
        Supplier<Optional<Diagnosis>> lastKnown,
        Deployments deployments,
        HookFacts hook,
        OutsideFacts outside,
        DriftDetector drift,
        AccountFacts account,
        InstantSource clock) {

    /** The diagnosis of the last snapshot; absent until the first one. */
    public Optional<Report> report() {
        return feed.latest().flatMap(topology -> diagnosis.get().map(known -> Report.of(topology, known)));
    }

    /** The clock of the page that is made now. */
    public When.Clock pageClock() {
        return new When.Clock(now());
    }

    public Instant now() {
        return clock.instant();
    }

    /** The diagnosis of the snapshot that the pages show; absent until the first one. */
    public Optional<Diagnosis> shown() {
        return old().isPresent() ? lastKnown.get() : diagnosis.get();
    }

    /** The last known snapshot, while the last one shows nothing. It is not current. */
    public Optional<Topology> old() {
        boolean current = feed.latest().filter(Topology::showsSomething).isPresent();
        return current ? Optional.empty() : feed.lastKnown();
    }
}
