package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding in the making. Cause and fix are those of the rule unless the finding has its own. */
public final class FindingBuilder {
    /** A reader needs examples, not a thousand targets. */
    private static final int MOST_EVIDENCE = 10;

    private final Rule rule;
    private final String title;
    private final RequestTrace route;
    private final List<Evidence> evidence = new ArrayList<>();
    private String subject = "";
    private Severity severity;
    private Optional<Hop> hop;
    private boolean stops;
    private String cause;
    private String advice;
    private List<String> commands = List.of();
    private String caution = "";

    FindingBuilder(RequestTrace route, Rule rule, String title) {
        this.route = route;
        this.rule = rule;
        this.title = title;
        this.severity = rule.severity();
        this.hop = rule.hop();
        this.cause = rule.cause();
        this.advice = rule.fix();
    }

    /** With the words of a failed call or probe. */
    public FindingBuilder failed(Problem problem) {
        return cause(problem.cause()).fix(problem.remedy()).seen(problem.cause(), problem.call());
    }

    /** The id of what it is about, where the rule can find more than one thing. */
    public FindingBuilder about(String id) {
        subject = id;
        return this;
    }

    /** Seen in what AWS said. */
    public FindingBuilder seen(String fact, String call) {
        return seen(fact, call, route.topology().takenAt());
    }

    public FindingBuilder seen(String fact, String source, Instant at) {
        if (evidence.size() < MOST_EVIDENCE) {
            evidence.add(new Evidence(fact, source, at));
        }
        return this;
    }

    public FindingBuilder cause(String sentences) {
        cause = sentences;
        return this;
    }

    public FindingBuilder fix(String sentences) {
        advice = sentences;
        return this;
    }

    public FindingBuilder commands(List<String> inOrder) {
        commands = List.copyOf(inOrder);
        return this;
    }

    public FindingBuilder caution(String sentence) {
        caution = sentence;
        return this;
    }

    public FindingBuilder stops() {
        return stops(true);
    }

    public FindingBuilder stops(boolean whether) {
        stops = whether;
        return this;
    }

    public FindingBuilder severity(Severity other) {
        severity = other;
        return this;
    }

    public FindingBuilder at(Optional<Hop> other) {
        hop = other;
        return this;
    }

    public Optional<Finding> done() {
        var fix = new Fix(advice, commands, commands.isEmpty() ? "" : caution);
        return Optional.of(new Finding(
                rule,
                subject,
                severity,
                stops,
                hop,
                title,
                cause,
                fix,
                List.copyOf(evidence),
                route.since(rule, subject),
                List.of()));
    }
}
