package ch.meuthak.lotse.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportMarkdownTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static Report report(String text, String command, List<Finding> consequences) {
        var path = new RequestPath(List.of(), HopStatus.FAIL, text);
        var gaps = List.of(new NotKnown(List.of("the box"), text));
        List<Finding> findings = List.of(finding(TgtSg.RULE, text, command, consequences));
        return new Report("backend.example.ch", "us-east-1", NOON, new Diagnosis(path, findings, gaps), List.of());
    }

    private static Finding finding(Rule rule, String text, String command, List<Finding> consequences) {
        return new Finding(
                rule,
                Severity.CRITICAL,
                true,
                Optional.of(Hop.SECURITY_GROUP),
                text,
                text,
                new Fix(text, List.of(command), text),
                List.of(new Evidence(text, "DescribeSecurityGroupRules", NOON)),
                NOON,
                consequences);
    }

    @Test
    void itHasVerdictDomainTimesEvidenceAndTheCommandBetweenFences() {
        var folded = finding(TgtState.RULE, "It is slow.", "aws two", List.of());

        assertThat(ReportMarkdown.of(report("It is shut.", "aws one", List.of(folded))))
                .startsWith("# Diagnosis of backend.example.ch\n\n**It is shut.**\n\n"
                        + "AWS was read at 2026-11-25 12:00:00 UTC in us-east-1.\n\n## TGT-SG: It is shut.\n")
                .contains("- It is shut. (DescribeSecurityGroupRules, 2026-11-25 12:00:00 UTC)\n")
                .contains("\n```sh\naws one\n```\n", "Caution: It is shut.", "\n### TGT-STATE: It is slow.\n")
                .contains("See <" + TgtSg.RULE.document() + ">.", "\n## Not known\n\n- the box: It is shut.\n");
    }

    /** A description of a rule is written by whoever may create rules. */
    @Test
    void whatOthersHaveWrittenMakesNoMarkupAndNotifiesNobody() {
        String evil =
                "![x](https://evil.example/) [y](javascript:1) <img src=x>\n# Title\n- `code` @octocat *b* _i_ |a| &lt; $";

        String written = ReportMarkdown.of(report(evil, "aws", List.of()));

        assertThat(written)
                .contains("\\!\\[x\\]\\(https", "\\<img src=x\\>", "\\`code\\`", "\\*b\\*", "\\_i\\_")
                .contains("\\&lt;")
                .doesNotContain("@octocat", "\n# Title", "](");
    }

    /**
     * GitHub looks for them when Markdown's escapes and entities are gone (github/cmark-gfm, issue 181), and makes links of bare
     * addresses (GFM section 6.9).
     */
    @Test
    void whatOthersHaveWrittenMakesNoMentionNoReferenceAndNoLinkOfItself() {
        String written = ReportMarkdown.of(report(
                "@octocat o/r#12 HTTPS://evil.example/ ftp://evil.example www.evil.example a@b.example",
                "aws",
                List.of()));

        assertThat(written)
                .contains("- @&#8203;octocat o/r\\#&#8203;12 HTTPS:&#8203;//evil.example/ ftp:&#8203;//evil.example"
                        + " www&#8203;.evil.example a@&#8203;b.example (")
                .contains("See <https://");
    }

    /** ESC, and CSI (U+009B), which is the same as ESC and a bracket; what turns the direction of a line. */
    @Test
    void whatOthersHaveWrittenSteersNoTerminal() {
        Report evil = report("a\u001b[31m\u009b2J\u202e\tz", "aws \u001b]0;x\u0007\u009bm", List.of());

        for (String written : List.of(ReportMarkdown.of(evil), ReportText.of(evil, new WrappedText(80, false)))) {
            assertThat(written).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]").contains("aws ?]0;x??m");
        }
        assertThat(ReportText.of(evil, new WrappedText(80, false))).contains("a?[31m?2J? z");
    }

    @Test
    void aCommandCannotEndItsFence() {
        assertThat(ReportMarkdown.of(report("x", "aws '````'", List.of()))).contains("\n`````sh\naws '````'\n`````\n");
    }
}
