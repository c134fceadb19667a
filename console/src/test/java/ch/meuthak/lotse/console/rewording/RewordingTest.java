package ch.meuthak.lotse.console.rewording;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.AwsDecisions;
import ch.meuthak.lotse.console.diagnosis.Decisions;
import ch.meuthak.lotse.console.drift.DriftDecisions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words carry no logic: with every sentence changed, every decision is the same. */
class RewordingTest {
    /** They read what AWS and its SDK say, which nobody here can reword; and what writes the decisions down. */
    private static final Predicate<String> FOREIGN =
            name -> name.matches(".*\\.(aws\\.(ForeignTexts|DenyingPolicy)|\\w*Decisions)");

    private static final Predicate<String> OURS = name -> name.matches(
            "ch\\.meuthak\\.lotse\\.console\\.(aws|credentials|diagnosis|drift|facts|probe|words)(\\..*)?");

    private static final Predicate<String> SENTENCES = OURS.and(FOREIGN.negate());

    @Test
    void whatTheRulesDecideDoesNotHangOnWords() {
        same(Decisions.class, Decisions::all);
    }

    @Test
    void whatIsDriftDoesNotHangOnWords() {
        same(DriftDecisions.class, DriftDecisions::all);
    }

    @Test
    void whatAFailedCallMeansDoesNotHangOnWords() {
        same(AwsDecisions.class, AwsDecisions::all);
    }

    @SuppressWarnings("unchecked")
    private static void same(Class<?> decisions, Supplier<List<String>> asWorded) {
        var classes = new RewordedClasses(SENTENCES);
        var reworded = new ArrayList<String>();
        try {
            reworded.addAll((List<String>)
                    classes.loadClass(decisions.getName()).getMethod("all").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a class needs a sentence as it is", e);
        }

        assertThat(classes.places()).as("texts that were changed").isGreaterThan(20);
        List<String> worded = asWorded.get();
        assertThat(reworded).hasSameSizeAs(worded).hasSizeGreaterThan(10);
        assertThat(IntStream.range(0, worded.size())
                        .filter(i -> !worded.get(i).equals(reworded.get(i)))
                        .mapToObj(i -> "as worded: " + worded.get(i) + "\n reworded: " + reworded.get(i)))
                .isEmpty();
    }
}
