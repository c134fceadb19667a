package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.trust.ClaimCheck;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.console.trust.TokenReport;
import ch.meuthak.lotse.console.trust.TokenReport.Use;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.UntrustedText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What came out of trying a token out. It never has the token.
 *
 * @param result one element, or none before the first try
 * @param failure why nothing was tried; empty otherwise
 * @param body what was typed for the body, to be typed no second time
 */
public record TokenTestView(List<Result> result, String failure, String body) {

    /**
     * A report in words.
     *
     * @param sentence what a call with the token would be answered, and why
     * @param misfits the names of the claims that do not fit
     * @param clock by how much this box's clock is off, when that may be the cause; empty otherwise
     * @param who whose token it says it is; empty when it does not say
     * @param checks one for each claim
     */
    public record Result(
            Badge mark, String sentence, List<String> misfits, String clock, String who, List<CheckView> checks) {}

    /** One claim. */
    public record CheckView(String name, String expected, String found, Badge mark, String note) {

        static CheckView of(ClaimCheck check, TokenReport report) {
            return new CheckView(
                    check.name(),
                    UntrustedText.shown(check.expected()),
                    UntrustedText.shown(check.found()),
                    mark(check, report),
                    isClock(check) ? "" : check.note());
        }

        private static Badge mark(ClaimCheck check, TokenReport report) {
            if (check.name().equals("signature") && !report.unavailable().isEmpty()) {
                return new Badge("unknown", "Not checked");
            }
            if (check.name().equals("jti") && check.fits() && report.use() != Use.FRESH) {
                return report.use() == Use.USED
                        ? new Badge("fail", "Was used before")
                        : new Badge("unknown", "Not known whether it was used");
            }
            return check.fits() ? new Badge("ok", "Fits") : new Badge("fail", "Does not fit");
        }
    }

    /** The claims that are held against this box's clock; what their notes say is said once, above all. */
    private static final Set<String> TIMES = Set.of("iat", "nbf", "exp");

    static TokenTestView empty() {
        return new TokenTestView(List.of(), "", "");
    }

    static TokenTestView failed(String why, String body) {
        return new TokenTestView(List.of(), why, body);
    }

    static TokenTestView of(TokenReport report, String body) {
        boolean unavailable = !report.unavailable().isEmpty();
        List<CheckView> checks = report.checks().stream()
                .map(check -> CheckView.of(check, report))
                .toList();
        Result result = new Result(
                mark(report, unavailable),
                sentence(report, unavailable, body.isEmpty()),
                checks.stream()
                        .filter(check -> check.mark().kind().equals("fail"))
                        .map(CheckView::name)
                        .toList(),
                clock(report),
                report.run().map(Identity::name).map(UntrustedText::shown).orElse(""),
                checks);
        return new TokenTestView(List.of(result), "", body);
    }

    private static Badge mark(TokenReport report, boolean unavailable) {
        if (unavailable) {
            return new Badge("unknown", "It cannot be said now");
        }
        if (report.fits()) {
            return report.use() == Use.USED
                    ? new Badge("fail", "It would be refused with 409")
                    : new Badge("ok", "It would be accepted, once");
        }
        return new Badge("fail", report.authentic() ? "It would be refused with 403" : "It would be refused with 401");
    }

    private static String sentence(TokenReport report, boolean unavailable, boolean noBody) {
        if (unavailable) {
            return report.unavailable() + " A call would be answered with 503. The keys are asked for once a minute at"
                    + " most: mend it, and try again in a minute.";
        }
        if (report.fits() && report.use() == Use.USED) {
            return "It is genuine, and from the workflow that is trusted, but a call was made with it before: ask GitHub for"
                    + " a new one for each call.";
        }
        if (report.fits()) {
            return "It is genuine, and from the workflow that is trusted"
                    + (noBody ? "; whether it was made for your body is not said, because that is not here." : ".");
        }
        return report.authentic()
                ? "It is genuine, but not from the workflow that is trusted."
                : "Nothing proves that it is GitHub's, made for this installation and this body, and of now. The caller is"
                        + " told no more than 401, whatever the cause.";
    }

    private static String clock(TokenReport report) {
        return report.checks().stream()
                .filter(TokenTestView::isClock)
                .map(ClaimCheck::note)
                .findFirst()
                .map(note -> note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1) + ".")
                .orElse("");
    }

    private static boolean isClock(ClaimCheck check) {
        return TIMES.contains(check.name()) && !check.note().isEmpty();
    }

    public boolean tried() {
        return !result.isEmpty();
    }
}
