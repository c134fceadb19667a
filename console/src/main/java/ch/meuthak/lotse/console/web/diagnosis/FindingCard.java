package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.UntrustedText;
import ch.meuthak.lotse.console.web.page.When;
import java.util.List;

/**
 * A finding with everything that is known of it.
 *
 * @param id the rule's, {@code TGT-SG}; it is also the anchor
 * @param hop the label of the hop it belongs to; empty when to none
 * @param commands the fix, to paste into a shell as it stands; empty when no command fixes it
 * @param consequences the findings that it causes
 */
public record FindingCard(
        String id,
        Badge mark,
        boolean stops,
        String hop,
        String title,
        String cause,
        String advice,
        String commands,
        String caution,
        String document,
        When since,
        List<EvidenceRow> evidence,
        List<FindingCard> consequences) {

    /** Something that shows it, and where it comes from. */
    public record EvidenceRow(String fact, String source, When at) {

        private static EvidenceRow of(Evidence evidence, When.Clock clock) {
            return new EvidenceRow(evidence.fact(), evidence.source(), clock.when(evidence.at()));
        }
    }

    static FindingCard of(Finding finding, When.Clock clock) {
        return new FindingCard(
                finding.rule().id(),
                Badge.of(finding.severity()),
                finding.stops(),
                finding.hop().map(Hop::label).orElse(""),
                finding.title(),
                finding.cause(),
                finding.fix().advice(),
                UntrustedText.pasteable(String.join(" &&\n", finding.fix().commands())),
                finding.fix().caution(),
                finding.rule().document(),
                clock.when(finding.since()),
                finding.evidence().stream()
                        .map(one -> EvidenceRow.of(one, clock))
                        .toList(),
                finding.consequences().stream().map(one -> of(one, clock)).toList());
    }

    /** {@code Causes 1 more finding}. */
    public String folded() {
        return consequences.size() == 1 ? "Causes 1 more finding" : "Causes " + consequences.size() + " more findings";
    }
}
