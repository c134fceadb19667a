package ch.meuthak.lotse.console.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopState;
import java.util.List;
import java.util.regex.Pattern;

/** How the diagnosis must put things: in whole, short sentences, and in the words of the field. */
public final class Prose {
    private static final int MOST_WORDS = 25;

    /** A word or two that stand there twice in a row; "that that" and "had had" are written by nobody here. */
    private static final Pattern TWICE = Pattern.compile("(?i)\\b([a-z]+(?: [a-z]+)?) \\1\\b");

    private static final Pattern RUNS_ON = Pattern.compile(
            "[a-z0-9)\\]] (Look|Check|Add|Wait|Allow|Request|Restore|Make|Register"
                    + "|Create|Correct|Start|Set|Paste|Give|Let|Deploy|See|Remove|Publish|Ask|Fix) (the|a|an|it|that|its|for|up|until)\\b");
    private static final Pattern HOLE = Pattern.compile("  | [.,;](\\s|$)|\"\"|\\.\\.|:\\.|null|\\(\\)");

    /** What nobody says who reads English as a second language. */
    private static final Pattern FORBIDDEN = Pattern.compile("(?i)\\b(who|what)ever\\b|\\bmend(s|ed|ing)?\\b"
            + "|\\b(anew|ill|told|he|him|himself|his|whom)\\b|\\bno other rule took\\b|\\bthe same of\\b|^(Of|With) ");

    /** A small letter begins names and addresses, and nothing else: those have a dot, a dash, a slash or a digit. */
    private static final Pattern SMALL = Pattern.compile("^[a-z]+[.,;:]?( |$)");

    private static final Pattern NEXT_SENTENCE = Pattern.compile("(?<=[.!?:]) +(?=[A-Z\"0-9(])");

    /** Plain words, and not names such as {@code DescribeTargetHealth} or {@code sg-1}. */
    private static final Pattern WORD =
            Pattern.compile("(?<![^ (\"])[A-Za-z][a-z']*(-[a-z]+)*(?=[ ,;:.)\"]|$)(?!\\.[a-z])");

    private Prose() {}

    /** Everything that a diagnosis says. */
    public static void check(Diagnosis diagnosis) {
        check(diagnosis.path().verdict());
        diagnosis.path().hops().stream().map(HopState::detail).forEach(Prose::checkIfAny);
        diagnosis.all().forEach(Prose::check);
    }

    private static void check(Finding finding) {
        isWellMade(finding.title());
        assertThat(finding.title()).doesNotEndWith(".");
        check(finding.cause());
        checkIfAny(finding.fix().advice());
        checkIfAny(finding.fix().caution());
        isWellMade(finding.sentence());
        finding.evidence().stream().map(Evidence::fact).forEach(Prose::check);
    }

    private static void checkIfAny(String text) {
        if (!text.isEmpty()) {
            check(text);
        }
    }

    /** Whole sentences. */
    public static void check(String text) {
        isWellMade(text);
        assertThat(text).endsWith(".");
    }

    private static void isWellMade(String text) {
        for (Pattern fault : List.of(TWICE, RUNS_ON, HOLE, FORBIDDEN, SMALL)) {
            assertThat(fault.matcher(text).find()).as(fault + " in: " + text).isFalse();
        }
        for (String sentence : NEXT_SENTENCE.split(text, -1)) {
            assertThat(WORD.matcher(sentence).results().count())
                    .as("words in: " + sentence)
                    .isLessThanOrEqualTo(MOST_WORDS);
        }
    }
}
