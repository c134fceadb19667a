package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Instant;
import java.util.List;

/**
 * A diagnosis with what it is about.
 *
 * @param domain the watched domain
 * @param region the AWS region that was asked; empty when none is configured
 * @param takenAt when AWS was read
 * @param problems every call that failed, once
 */
public record Report(String domain, String region, Instant takenAt, Diagnosis diagnosis, List<Problem> problems) {

    public static Report of(Topology topology, Diagnosis diagnosis) {
        return new Report(topology.domain(), topology.region(), topology.takenAt(), diagnosis, topology.problems());
    }

    /** The same with only these findings; verdict and path stay. */
    public Report with(List<Finding> findings) {
        var some = new Diagnosis(diagnosis.path(), List.copyOf(findings), diagnosis.notKnown());
        return new Report(domain, region, takenAt, some, problems);
    }
}
