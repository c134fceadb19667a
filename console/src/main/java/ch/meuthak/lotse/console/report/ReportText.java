package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.Times;
import java.util.List;
import java.util.Locale;

/**
 * A report for a terminal: the verdict, the findings in order, each with what it explains below it, and what is not known.
 * Sentences are wrapped; commands and addresses are not, as they are to be copied.
 */
public final class ReportText {
    private static final int LABEL = 10;

    private final WrappedText paper;

    private ReportText(WrappedText paper) {
        this.paper = paper;
    }

    /** The whole text, with a final line feed. */
    public static String of(Report report, WrappedText paper) {
        new ReportText(paper).write(report);
        return paper.text();
    }

    private void write(Report report) {
        Diagnosis diagnosis = report.diagnosis();
        paper.wrapped(0, diagnosis.path().verdict(), colour(diagnosis.path().status()));
        paper.wrapped(0, head(report), Colour.SOFT);
        findings(diagnosis.findings(), 0);
        if (!diagnosis.notKnown().isEmpty()) {
            paper.blank();
            paper.wrapped(0, "Not known", Colour.STRONG);
            diagnosis.notKnown().forEach(this::notKnown);
        }
    }

    private static String head(Report report) {
        return report.domain() + (report.region().isEmpty() ? "" : ", " + report.region()) + ", AWS read at "
                + Times.utc(report.takenAt());
    }

    private void findings(List<Finding> findings, int indent) {
        for (Finding finding : findings) {
            finding(finding, indent);
            if (!finding.consequences().isEmpty()) {
                paper.wrapped(indent + 2, "This also causes:", Colour.SOFT);
                findings(finding.consequences(), indent + 4);
            }
        }
    }

    private void finding(Finding finding, int indent) {
        paper.blank();
        paper.wrapped(
                indent,
                finding.rule().id() + " " + finding.severity().id().toUpperCase(Locale.ROOT)
                        + finding.hop().map(Hop::label).map(hop -> ", " + hop).orElse(""),
                colour(finding.severity()));
        paper.wrapped(indent + 2, finding.title() + ".", Colour.STRONG);
        labelled(indent, "Cause", finding.cause());
        finding.evidence()
                .forEach(one -> labelled(
                        indent, "Evidence", one.fact() + " (" + one.source() + ", " + Times.utc(one.at()) + ")"));
        labelled(indent, "Fix", finding.fix().advice());
        finding.fix().commands().forEach(command -> unwrapped(indent, "Command", command));
        labelled(indent, "Caution", finding.fix().caution());
        unwrapped(indent, "See", finding.rule().document());
    }

    private void notKnown(NotKnown gap) {
        paper.labelled(2, 2, "-", gap.parts() + ": " + gap.why());
    }

    private void labelled(int indent, String label, String text) {
        if (!text.isEmpty()) {
            paper.labelled(indent + 2, LABEL, label, text);
        }
    }

    private void unwrapped(int indent, String label, String text) {
        paper.unwrapped(indent + 2, LABEL, label, text);
    }

    private static Colour colour(HopStatus status) {
        return switch (status) {
            case OK -> Colour.GOOD;
            case WARN, UNKNOWN -> Colour.WARN;
            case FAIL -> Colour.BAD;
        };
    }

    private static Colour colour(Severity severity) {
        return switch (severity) {
            case INFO -> Colour.STRONG;
            case WARNING -> Colour.WARN;
            case ERROR, CRITICAL -> Colour.BAD;
        };
    }
}
