package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;

/** What holds of a rule in every deployment. All parts except the last two are required. */
public final class About {
    final String id;
    final Rule.Kind kind;
    final Optional<Hop> hop;
    final Severity severity;
    String symptom = "";
    String cause = "";
    String fix = "";
    String document = "";
    List<Rule> explainedBy = List.of();
    boolean seenFromOutside;

    private About(String id, Rule.Kind kind, Optional<Hop> hop, Severity severity) {
        this.id = id;
        this.kind = kind;
        this.hop = hop;
        this.severity = severity;
    }

    /**
     * A rule about whether AWS can be read at all.
     *
     * @param id as people and scripts write it, {@code TGT-SG}; stable, as links, tests and scripts hold on to it
     * @param severity how much it matters, unless a finding says otherwise
     */
    public static About access(String id, Severity severity) {
        return new About(id, Rule.Kind.ACCESS, Optional.empty(), severity);
    }

    /**
     * A rule about whether and how well requests get through.
     *
     * @param hop the one that its findings belong to, unless they say otherwise
     */
    public static About path(String id, Hop hop, Severity severity) {
        return new About(id, Rule.Kind.PATH, Optional.of(hop), severity);
    }

    /** The same, when it is no matter of one hop. */
    public static About path(String id, Severity severity) {
        return new About(id, Rule.Kind.PATH, Optional.empty(), severity);
    }

    /** A rule about who else gets in, what it costs, or what has changed. */
    public static About surroundings(String id, Hop hop, Severity severity) {
        return new About(id, Rule.Kind.SURROUNDINGS, Optional.of(hop), severity);
    }

    /** The same, when it is no matter of one hop. */
    public static About surroundings(String id, Severity severity) {
        return new About(id, Rule.Kind.SURROUNDINGS, Optional.empty(), severity);
    }

    /** What it looks like in what was read, in plain sentences, as are the next two. */
    public About symptom(String sentences) {
        symptom = sentences;
        return this;
    }

    /** Why it is so. */
    public About cause(String sentences) {
        cause = sentences;
        return this;
    }

    /** What fixes it. */
    public About fix(String sentences) {
        fix = sentences;
        return this;
    }

    /** The page of AWS's documentation about it. */
    public About document(String address) {
        document = address;
        return this;
    }

    /** The rules whose finding makes that of this one a mere consequence, in the order of the rulebook. */
    public About explainedBy(Rule... causes) {
        explainedBy = List.of(causes);
        return this;
    }

    /** It is seen from outside: a finding that stops requests at an earlier hop explains it, too. */
    public About seenFromOutside() {
        seenFromOutside = true;
        return this;
    }
}
