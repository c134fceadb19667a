package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.doctor.ExitDecisions;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is decided about each fault of the tables, and no word of it. */
public final class Decisions {
    private Decisions() {}

    /** A line for each fault: when it is first seen, and ten minutes later. */
    public static List<String> all() {
        List<String> all = new ArrayList<>();
        for (Rule rule : Rulebook.ALL) {
            Scene scene = Faults.scene(rule);
            Instant begun = NOON.minus(Duration.ofMinutes(10));
            Diagnosis first = Diagnosis.of(Rulebook.ALL, scene.observations(), Optional.empty(), begun);
            Diagnosis second = Diagnosis.of(Rulebook.ALL, scene.observations(), Optional.of(first), NOON);
            all.add(rule.id() + " " + decided(scene, first) + " | " + decided(scene, second));
        }
        return all;
    }

    private static String decided(Scene scene, Diagnosis diagnosis) {
        return ExitDecisions.of(diagnosis)
                + " " + diagnosis.path().status()
                + " " + diagnosis.complete()
                + " " + diagnosis.firstBroken()
                + " "
                + diagnosis.path().hops().stream()
                        .map(hop -> hop.hop() + "=" + hop.status() + "@" + hop.since() + "#"
                                + hop.facts().size())
                        .collect(Collectors.joining(","))
                + " "
                + diagnosis.findings().stream().map(one -> finding(scene, one)).collect(Collectors.joining(","))
                + " not known "
                + diagnosis.notKnown().stream()
                        .map(one -> Integer.toString(one.what().size()))
                        .collect(Collectors.joining(","))
                + " judged "
                + diagnosis.judgements().stream()
                        .map(one -> one.within() + one.of() + (one.advice().isEmpty() ? "" : "!"))
                        .collect(Collectors.joining(","));
    }

    private static String finding(Scene scene, Finding one) {
        return one.rule()
                + "(" + one.subject() + " " + one.severity() + " " + one.stops() + " " + one.hop() + " " + one.since()
                + " " + one.evidence().size() + " " + one.fix().commands().size() + " " + isOfProblem(scene, one)
                + one.consequences().stream()
                        .map(other -> finding(scene, other))
                        .toList() + ")";
    }

    /** Whether it says exactly what a problem says: nothing was cut out of a message. */
    private static boolean isOfProblem(Scene scene, Finding one) {
        return scene.topology.topology().problems().stream()
                .anyMatch((Problem problem) -> problem.cause().equals(one.cause())
                        && problem.remedy().equals(one.fix().advice()));
    }
}
