package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Problem;
import java.io.Serial;

/** Why a name could not be resolved. */
final class DnsFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param error {@code NXDOMAIN}, {@code SERVFAIL}, {@code Timeout}, {@code Loop}, ...
     * @param remedy what to do
     */
    DnsFailure(String error, String cause, String remedy) {
        super(error + ": " + cause);
        problem = new Problem("DNS", error, cause, remedy);
    }

    static DnsFailure badName(String name) {
        return new DnsFailure("BadName", "\"" + name + "\" is not a DNS name.", "Correct LOTSE_DOMAIN.");
    }

    Problem problem() {
        return problem;
    }
}
