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
 * The result of a token test. It never contains the token.
 *
 * @param result one element, or none before the first try
 * @param failure the reason why there was no test; empty otherwise
 * @param body the typed body, for the form
 */
public record TokenTestView(List<Result> result, String failure, String body) {

    /**
     * A report in words.
     *
     * @param sentence the answer to a call with the token, and the reason
     * @param misfits the names of the claims that do not fit
     * @param clock the error of this box's clock, when that may be the cause; empty otherwise
     * @param who the claimed owner of the token; empty without a claim
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
                        ? new Badge("fail", "Already used")
                        : new Badge("unknown", "Not known whether it was used");
            }
            return check.fits() ? new Badge("ok", "Matches") : new Badge("fail", "Does not match");
        }
    }

    /** The claims that are compared with this box's clock. Their note appears once, above the table. */
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
            return new Badge("unknown", "Cannot be checked now");
        }
        if (report.fits()) {
            return report.use() == Use.USED
                    ? new Badge("fail", "Would be refused with 409")
                    : new Badge("ok", "Would be accepted, once");
        }
        return new Badge("fail", report.authentic() ? "Would be refused with 403" : "Would be refused with 401");
    }

    private static String sentence(TokenReport report, boolean unavailable, boolean noBody) {
        if (unavailable) {
            return report.unavailable()
                    + " A call would get 503. Fix this, and try again in a minute: the console asks for"
                    + " the keys at most once a minute.";
        }
        if (report.fits() && report.use() == Use.USED) {
            return "The token is genuine and from the trusted workflow, but it was already used. Request a new token for"
                    + " each call.";
        }
        if (report.fits()) {
            return "The token is genuine and from the trusted workflow."
                    + (noBody ? " Without a body, the test cannot show whether the token was made for it." : "");
        }
        return report.authentic()
                ? "The token is genuine, but not from the trusted workflow."
                : "The token is not verified: signature, issuer, audience or time does not match. The caller gets 401 and"
                        + " no cause.";
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
