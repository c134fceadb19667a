package ch.meuthak.lotse.console.diagnosis.rules.change;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something differs from the accepted state. */
public final class Drift extends Rule {
    public static final Rule RULE = new Drift();

    private static final int MOST = 10;

    private Drift() {
        super(About.surroundings("DRIFT", Severity.WARNING)
                .symptom("Something differs from the baseline.")
                .cause("Somebody changed it.")
                .fix("Make the change the baseline, or undo it with the command.")
                .document(AwsPages.AWS + "awscloudtrail/latest/userguide/view-cloudtrail-events.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Change> changes = RequestTrace.known(route.observed().changes());
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(this, "Something changed since the baseline")
                .at(changes.getFirst().hop())
                .cause(changes.stream().limit(MOST).map(Change::what).collect(Collectors.joining(" ")))
                .fix(
                        changes.size() == 1
                                ? "Make it the baseline on the page Timeline, or undo it."
                                : "On the page Timeline, make each change the baseline, or undo it with its command.")
                .commands(changes.size() == 1 ? changes.getFirst().undo().commands() : List.of())
                .caution(cautions(changes));
        changes.forEach(change -> draft.seen(change.what(), "the baseline", change.at()));
        return draft.done();
    }

    /** The cautions of all commands, each once. */
    private static String cautions(List<Change> changes) {
        return changes.stream()
                .limit(MOST)
                .map(change -> change.undo().caution())
                .filter(caution -> !caution.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
