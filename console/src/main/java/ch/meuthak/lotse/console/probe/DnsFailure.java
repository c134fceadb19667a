package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Problem;
import java.io.Serial;

/** Why a name could not be resolved. */
final class DnsFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String advice;

    /**
     * @param error {@code NXDOMAIN}, {@code SERVFAIL}, {@code Timeout}, {@code Loop}, ...
     * @param message for the operator, ends with what to do
     */
    DnsFailure(String error, String message) {
        super(error + ": " + message);
        this.error = error;
        this.advice = message;
    }

    Problem problem() {
        return new Problem("DNS", error, advice);
    }
}
