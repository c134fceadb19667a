package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.trust.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A detector that looks at the reference deployment every quarter of a minute. */
abstract class DriftFixture {
    final TestClock clock = new TestClock("2026-11-23T12:00:00Z");
    final MemoryTimeline timeline = new MemoryTimeline();
    DriftDetector detector = new DriftDetector(timeline, timeline, clock);

    /** A quarter of a minute later. */
    final void look(UnaryOperator<ReferenceTopology> change) {
        clock.move(Duration.ofSeconds(15));
        detector.look(
                at(clock.instant(), change.apply(ReferenceTopology.healthy()).topology()), Optional.empty());
    }

    private static Topology at(Instant takenAt, Topology one) {
        return new Topology(
                takenAt,
                one.took(),
                one.calls(),
                one.domain(),
                one.region(),
                one.account(),
                one.dns(),
                one.loadBalancer(),
                one.idleTimeout(),
                one.listeners(),
                one.certificates(),
                one.targetGroups(),
                one.instances(),
                one.elasticIps(),
                one.securityGroups(),
                one.routeTables(),
                one.problems());
    }

    final void restartConsole() {
        detector = new DriftDetector(timeline, timeline, clock);
    }

    static ReferenceTopology opened(ReferenceTopology all) {
        return all.inbound(
                ReferenceTopology.apiRule("0.0.0.0/0"),
                ReferenceTopology.sshRule("0.0.0.0/0"),
                Changes.mysql("sgr-0eeee"));
    }

    final List<String> lines() {
        return detector.latest(Optional.empty(), Long.MAX_VALUE, 100).stream()
                .map(Entry::sentence)
                .toList();
    }

    final List<Change> changes() {
        return detector.changes().toOptional().orElseThrow();
    }
}
