package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import ch.meuthak.lotse.console.web.page.When;
import java.util.Arrays;
import java.util.List;

/**
 * The diagnosis, whole.
 *
 * @param findings the findings that match the filter
 * @param all the number of findings without the filter
 * @param markdown where the same is as Markdown
 */
public record DiagnosisView(
        Badge mark,
        String verdict,
        Choice choice,
        Listing<FindingCard> findings,
        int all,
        Listing<NotKnown> notKnown,
        String markdown) {

    /** The values of the filter's form. */
    public record Choice(boolean active, List<Option> severities, List<Option> hops, String rule, List<String> wrong) {

        static Choice of(FindingFilter filter) {
            return new Choice(
                    filter.active(),
                    Arrays.stream(Severity.values())
                            .map(one -> new Option(
                                    one.id(),
                                    Badge.of(one).word(),
                                    filter.least().filter(one::equals).isPresent()))
                            .toList(),
                    Arrays.stream(Hop.values())
                            .map(one -> new Option(
                                    one.id(),
                                    one.label(),
                                    filter.hop().filter(one::equals).isPresent()))
                            .toList(),
                    filter.rule(),
                    filter.wrong());
        }
    }

    /** One that can be chosen. */
    public record Option(String id, String label, boolean chosen) {}

    static DiagnosisView of(Report report, FindingFilter filter, When.Clock clock, RowLimit rows) {
        Diagnosis diagnosis = report.diagnosis();
        List<Finding> chosen = filter.of(diagnosis.findings());
        return new DiagnosisView(
                Badge.of(diagnosis.path().status()),
                diagnosis.path().verdict(),
                Choice.of(filter),
                Listing.of(chosen, rows, finding -> FindingCard.of(finding, clock)),
                diagnosis.findings().size(),
                Listing.of(diagnosis.notKnown(), rows, gap -> gap),
                "/diagnosis.md" + filter.query());
    }

    /** {@code 2 of 5 findings}, {@code 5 findings}. */
    public String count() {
        String everything = all == 1 ? "1 finding" : all + " findings";
        return choice.active() ? findings.total() + " of " + everything : everything;
    }
}
