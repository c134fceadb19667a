package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests names for a misspelt rule. */
public final class RuleNames {
    private static final int SUGGESTED = 3;
    private static final int LONGEST = 40;

    private RuleNames() {}

    /** {@code There is no rule TGT-SGG. Did you mean TGT-SG, TG-EMPTY or TGT-CODE?} */
    public static String unknown(String name) {
        return "There is no rule " + Printable.of(name.strip(), LONGEST) + ". Did you mean "
                + String.join(" or ", nearest(name)) + "?";
    }

    /** The names that are nearest to it, the nearest first. */
    static List<String> nearest(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        String bounded = wanted.substring(0, Math.min(LONGEST, wanted.length()));
        return Rulebook.ALL.stream()
                .map(Rule::id)
                .sorted(Comparator.comparingInt((String id) -> distance(bounded, id)))
                .limit(SUGGESTED)
                .toList();
    }

    /** What begins or ends alike is near, too: {@code SSH} is meant for {@code EXP-SSH-OPEN}. */
    private static int distance(String wanted, String id) {
        return !wanted.isEmpty() && id.contains(wanted) ? 0 : Spelling.distance(wanted, id);
    }
}
