package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong with a deployment, from everything that was observed at one moment.
 *
 * @param path the hops of a request, and the verdict
 * @param findings first what stops requests, in the order in which they meet it, then the rest in the same order; what one of
 *     them explains is folded into it
 * @param notKnown what was not read, and why; no rule speaks of it
 * @param judgements what all this comes to for each target on the way and each certificate
 */
public record Diagnosis(RequestPath path, List<Finding> findings, List<NotKnown> notKnown, List<Judgement> judgements) {

    /** A diagnosis from a report, without judgements of single targets and certificates. */
    public Diagnosis(RequestPath path, List<Finding> findings, List<NotKnown> notKnown) {
        this(path, findings, notKnown, List.of());
    }

    /**
     * Judges everything.
     *
     * @param rules all there are, in the order in which a request meets what they are about
     * @param previous the diagnosis before: what has not changed keeps its {@code since}
     * @param now the time of the judgement: certificates are judged by it, and what has changed has changed now
     */
    public static Diagnosis of(List<Rule> rules, Observations observed, Optional<Diagnosis> previous, Instant now) {
        var route = new RequestTrace(observed, previous.map(Diagnosis::since).orElse(Map.of()), now);
        List<Finding> findings = Consequences.fold(route, found(rules, route));
        RequestPath path = PathTracer.trace(route, findings, previous.map(Diagnosis::path));
        return new Diagnosis(path, findings, UnreadParts.of(observed), Judgements.of(rules, route, findings));
    }

    /** What the rules find, in order. */
    private static List<Finding> found(List<Rule> rules, RequestTrace route) {
        return rules.stream()
                .map(rule -> rule.check(route))
                .flatMap(Optional::stream)
                .sorted(Finding.ORDER)
                .toList();
    }

    private Map<Finding.Id, Instant> since() {
        Map<Finding.Id, Instant> since = new HashMap<>();
        all().forEach(finding -> since.put(finding.id(), finding.since()));
        return since;
    }

    /** Every finding, those that are explained by others among them. */
    public Stream<Finding> all() {
        return findings.stream().flatMap(Finding::withConsequences);
    }

    /** What it says of a target, by the ARN of its group and its name. */
    public Optional<Judgement> onTarget(String groupArn, String name) {
        return judgements.stream()
                .filter(one -> one.within().equals(groupArn) && one.of().equals(name))
                .findFirst();
    }

    /** What it says of a certificate, by its ARN. */
    public Optional<Judgement> onCertificate(String arn) {
        return onTarget("", arn);
    }

    /** Every finding that belongs to a hop. */
    public List<Finding> at(Hop hop) {
        return all().filter(finding -> finding.hop().filter(hop::equals).isPresent())
                .toList();
    }

    /** Whether everything was read that it takes to judge each hop. */
    public boolean complete() {
        return path.hops().stream().noneMatch(hop -> hop.status() == HopStatus.UNKNOWN);
    }

    /** The first hop that stops requests and that nothing else explains. */
    public Optional<Hop> firstBroken() {
        return findings.stream().filter(Finding::stops).findFirst().flatMap(Finding::hop);
    }
}
