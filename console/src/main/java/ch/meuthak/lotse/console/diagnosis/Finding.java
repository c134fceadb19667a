package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recognised fault: what is wrong, why, and the fix.
 *
 * @param subject the id of what it is about, where the rule can find more than one thing: an ARN, a name, a code; else empty
 * @param stops whether the way of a request is broken by it: none gets through, or only by luck
 * @param hop the hop it belongs to; absent when it is no matter of one hop
 * @param title what is wrong in a few words, without a final dot
 * @param cause what is wrong and why, in plain sentences
 * @param evidence what was read that shows it; never empty
 * @param since since when it has been found, as far as the console has watched
 * @param consequences the findings that this one causes
 */
public record Finding(
        Rule rule,
        String subject,
        Severity severity,
        boolean stops,
        Optional<Hop> hop,
        String title,
        String cause,
        Fix fix,
        List<Evidence> evidence,
        Instant since,
        List<Finding> consequences) {

    /**
     * First what stops requests, in the order in which they meet it; what is no matter of one hop comes after the hops. Equal
     * findings keep the order of the rules.
     */
    static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> !finding.stops())
            .thenComparing(finding -> finding.rule().kind())
            .thenComparing(finding -> finding.hop().map(Hop::ordinal).orElse(Hop.values().length))
            .thenComparing(Finding::severity, Comparator.reverseOrder());

    /** One that comes out of a report, which names no subject. */
    public Finding(
            Rule rule,
            Severity severity,
            boolean stops,
            Optional<Hop> hop,
            String title,
            String cause,
            Fix fix,
            List<Evidence> evidence,
            Instant since,
            List<Finding> consequences) {
        this(rule, "", severity, stops, hop, title, cause, fix, evidence, since, consequences);
    }

    /** What makes it the same finding as one before: no word of it. */
    public record Id(Rule rule, String subject) {}

    public Id id() {
        return new Id(rule, subject);
    }

    /** The cause, and what to do. */
    public String sentence() {
        return (cause + " " + fix.advice()).strip();
    }

    /** It and everything that it explains. */
    public Stream<Finding> withConsequences() {
        return Stream.concat(Stream.of(this), consequences.stream().flatMap(Finding::withConsequences));
    }

    Finding explaining(List<Finding> others) {
        return new Finding(
                rule, subject, severity, stops, hop, title, cause, fix, evidence, since, List.copyOf(others));
    }
}
