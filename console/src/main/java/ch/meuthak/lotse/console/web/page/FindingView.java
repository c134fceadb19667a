package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.diagnosis.Finding;

/**
 * A finding in short.
 *
 * @param id the rule's, {@code EXP-SSH-OPEN}
 * @param document AWS's page about it
 * @param command the fix, to paste into a shell; empty when no command fixes it
 * @param caution the connections that the command may cut off; empty for none
 */
public record FindingView(String id, String title, String document, String command, String caution) {

    public static FindingView of(Finding finding) {
        return new FindingView(
                finding.rule().id(),
                finding.title(),
                finding.rule().document(),
                finding.fix().commandLine(),
                finding.fix().caution());
    }
}
