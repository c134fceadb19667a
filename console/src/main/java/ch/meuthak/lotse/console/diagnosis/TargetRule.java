package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.Sentences;
import ch.meuthak.lotse.console.words.TargetWords;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule about one reason why a target is not healthy. Exactly one of these rules judges each such target. */
public abstract class TargetRule extends Rule {
    /** Where the state of a target comes from. */
    public static final String SOURCE = "DescribeTargetHealth";

    protected TargetRule(About about) {
        super(about);
    }

    /** Whether it is the one that speaks of a target that is known and not healthy. */
    public abstract boolean judges(RequestTrace route, Target target);

    protected abstract String title(Target target);

    /** What tells one finding from another: the target, and its state. */
    public static String subject(Target target) {
        return target.name() + "/" + target.state();
    }

    /** What to do about a target, as far as nothing else explains why it is so: never what was found to be otherwise. */
    protected String advice(RequestTrace route, Target target) {
        return TargetWords.of(target, route.groupOf(target)).advice();
    }

    /** The calls that fix all of them; none when there are none, or when it is not clear that they would. */
    protected List<String> commands(RequestTrace route, List<Target> bad) {
        return List.of();
    }

    /** What else there is to see of it. */
    protected void addEvidence(RequestTrace route, FindingBuilder draft) {}

    /** Those that it speaks of. */
    protected final List<Target> judged(RequestTrace route) {
        return route.unhealthy().stream()
                .filter(target -> judges(route, target))
                .toList();
    }

    @Override
    public final Optional<Finding> check(RequestTrace route) {
        List<Target> bad = judged(route);
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        Target first = bad.getFirst();
        TargetWords words = TargetWords.of(first, route.groupOf(first));
        boolean single = route.registered().size() == 1;
        FindingBuilder draft = route.found(this, title(first))
                .about(subject(first))
                .cause((single ? "" : route.name(first) + ": ") + words.meaning())
                .fix(advice(route, first))
                .commands(commands(route, bad))
                .stops(!words.passing() && !isUnchecked(first) && !route.mayHaveHealthyTarget())
                .severity(words.passing() || isMeant(route, first) ? Severity.WARNING : Severity.ERROR);
        bad.forEach(target -> draft.seen(state(route, target), SOURCE));
        addEvidence(route, draft);
        return draft.done();
    }

    /** It has no health check, like a function, and still gets requests. */
    private static boolean isUnchecked(Target target) {
        return target.reason().equals(Target.UNCHECKED);
    }

    /** It may be intended. While another target serves, every exchange of targets looks like this. */
    private static boolean isMeant(RequestTrace route, Target target) {
        return isUnchecked(target) || (target.reason().equals(Target.LEAVING) && route.hasHealthyTarget());
    }

    /** The state of a target with the reason for it, as evidence. */
    public static String state(RequestTrace route, Target target) {
        String said = Stream.of(target.reason(), target.description())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
        return Sentences.end("The state of " + route.name(target) + " is "
                + (target.state().isEmpty() ? "not known" : target.state())
                + (said.isEmpty() ? "" : ", " + said));
    }
}
