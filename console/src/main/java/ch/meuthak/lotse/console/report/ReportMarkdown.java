package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.Times;
import ch.meuthak.lotse.server.Printable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A report for a ticket, in CommonMark (https://spec.commonmark.org/0.31.2/). What others have written, such as the description
 * of a rule, stands there as text: it makes no link, no picture, no markup, and no mention.
 */
public final class ReportMarkdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>()#~|!&]");

    /**
     * After what GitHub makes a link or a mention of in plain text, and looks for when the escapes and entities of these very
     * characters are gone: a space without a width goes there.
     */
    private static final Pattern MAGNET = Pattern.compile("@|\\\\#|(?i)(?:https?|ftp):(?=//)|\\bwww(?=\\.)");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final StringBuilder out = new StringBuilder();

    private ReportMarkdown() {}

    /** The whole document, with a final line feed. */
    public static String of(Report report) {
        return new ReportMarkdown().document(report);
    }

    private String document(Report report) {
        line("# Diagnosis of " + text(report.domain()));
        line("**" + text(report.diagnosis().path().verdict()) + "**");
        line("AWS was read at " + Times.utc(report.takenAt())
                + (report.region().isEmpty() ? "" : " in " + text(report.region())) + ".");
        findings(report.diagnosis().findings(), 1);
        notKnown(report.diagnosis().notKnown());
        return out.toString();
    }

    private void findings(List<Finding> findings, int depth) {
        for (Finding finding : findings) {
            line("#".repeat(Math.min(6, depth + 1)) + " " + finding.rule().id() + ": " + text(finding.title()));
            finding(finding);
            if (!finding.consequences().isEmpty()) {
                line(finding.rule().id() + " also causes:");
                findings(finding.consequences(), depth + 1);
            }
        }
    }

    private void finding(Finding finding) {
        line(finding.severity().id()
                + finding.hop().map(Hop::label).map(hop -> ", " + hop).orElse("") + ", since "
                + Times.utc(finding.since()) + ". " + text(finding.cause()));
        finding.evidence().forEach(one -> out.append(evidence(one)));
        out.append('\n');
        if (!finding.fix().advice().isEmpty()) {
            line("Fix: " + text(finding.fix().advice()));
        }
        if (!finding.fix().commands().isEmpty()) {
            line(fenced(finding.fix().commands()));
        }
        if (!finding.fix().caution().isEmpty()) {
            line("Caution: " + text(finding.fix().caution()));
        }
        line("See <" + finding.rule().document() + ">.");
    }

    private static String evidence(Evidence evidence) {
        return "- " + text(evidence.fact()) + " (" + text(evidence.source()) + ", " + Times.utc(evidence.at()) + ")\n";
    }

    private void notKnown(List<NotKnown> gaps) {
        if (!gaps.isEmpty()) {
            line("## Not known");
            gaps.forEach(gap -> out.append("- ")
                    .append(text(gap.parts() + ": " + gap.why()))
                    .append('\n'));
        }
    }

    /** A paragraph or heading, and the empty line after it. */
    private void line(String text) {
        out.append(text).append("\n\n");
    }

    /** Between fences that are longer than any run of backticks in it. */
    private static String fenced(List<String> commands) {
        String command = commands.stream().map(Printable::line).collect(Collectors.joining(" &&\n"));
        int longest = BACKTICKS
                .matcher(command)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "sh\n" + command + "\n" + fence;
    }

    /** As text on one line. */
    private static String text(String any) {
        String escaped = SPECIAL.matcher(Printable.line(any.strip().replaceAll("\\s+", " ")))
                .replaceAll(one -> Matcher.quoteReplacement("\\" + one.group()));
        return MAGNET.matcher(escaped).replaceAll("$0&#8203;");
    }
}
