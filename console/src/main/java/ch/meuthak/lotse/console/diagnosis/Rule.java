package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.Optional;

/** Recognises one fault. Each rule has one object. */
public abstract class Rule {

    /** What a rule is about. The list of findings begins with what stops requests, and then follows this order. */
    enum Kind {
        /** Whether AWS can be read at all. */
        ACCESS,
        /** Whether and how well requests get through. */
        PATH,
        /** Who else gets in, what it costs, and what has changed: requests do not depend on it. */
        SURROUNDINGS
    }

    private final About about;

    protected Rule(About about) {
        this.about = about;
    }

    /** The finding, when everything that shows it is known; never a guess about what was not read. */
    public abstract Optional<Finding> check(RequestTrace route);

    /** Whether a finding of another rule makes that of this one a mere consequence: one of {@link #explainedBy()}. */
    protected boolean follows(RequestTrace route, Rule other) {
        return about.explainedBy.contains(other);
    }

    /** Whether its finding may be why the target is as it is: a finding can be about other targets than this one. */
    protected boolean speaksOf(RequestTrace route, Target target) {
        return true;
    }

    /** As people and scripts write it: {@code TGT-SG}. */
    public final String id() {
        return about.id;
    }

    /** The hop that its findings belong to, unless they say otherwise. */
    public final Optional<Hop> hop() {
        return about.hop;
    }

    /** How much it matters, unless a finding says otherwise. */
    public final Severity severity() {
        return about.severity;
    }

    /** What it looks like in what was read, in plain sentences, as are the next two. */
    public final String symptom() {
        return about.symptom;
    }

    /** Why it is so. */
    public final String cause() {
        return about.cause;
    }

    /** What fixes it. */
    public final String fix() {
        return about.fix;
    }

    /** The page of AWS's documentation about it. */
    public final String document() {
        return about.document;
    }

    /** The rules whose finding makes that of this one a mere consequence, in the order of the rulebook. */
    public final List<Rule> explainedBy() {
        return about.explainedBy;
    }

    /** Whether a finding that stops requests at an earlier hop explains it, too. */
    public final boolean isSeenFromOutside() {
        return about.seenFromOutside;
    }

    /** Whether it is about AWS being read at all, and not about what requests meet. */
    public final boolean isAboutAccess() {
        return kind() == Kind.ACCESS;
    }

    final Kind kind() {
        return about.kind;
    }

    @Override
    public final String toString() {
        return id();
    }
}
