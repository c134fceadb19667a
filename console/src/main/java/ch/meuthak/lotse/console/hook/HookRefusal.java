package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.server.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.time.Duration;

/** What the caller reads when a call is refused. The operator reads the whole cause in the list of calls. */
final class HookRefusal {
    /** A deployment takes half a minute or more. */
    private static final Duration BUSY = Duration.ofSeconds(15);

    /** A full disk stays full for a while. */
    private static final Duration UNAVAILABLE = Duration.ofSeconds(30);

    private HookRefusal() {}

    static ProblemException malformed(String detail) {
        return new ProblemException(Status.BAD_REQUEST_400, detail);
    }

    static ProblemException later(Status status, String detail, Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return new ProblemException(
                status, detail, HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
    }

    static ProblemException unavailable(String detail) {
        return later(Status.SERVICE_UNAVAILABLE_503, detail, UNAVAILABLE);
    }

    static ProblemException of(TrustDecision.Kind kind) {
        return switch (kind) {
            case UNAUTHENTIC -> new ProblemException(Status.UNAUTHORIZED_401, "");
            case UNTRUSTED ->
                new ProblemException(
                        Status.FORBIDDEN_403,
                        "The token is genuine, but the hook does not trust its repository, branch, environment, event or"
                                + " workflow. The console's list of calls names the wrong one.");
            case UNAVAILABLE ->
                unavailable(
                        "The console cannot get the keys of the token's issuer, so it cannot check the token. It started"
                                + " nothing.");
            case CLOSED ->
                new ProblemException(
                        Status.SERVICE_UNAVAILABLE_503,
                        "No trust configured: the hook takes no redeploy requests. Deploy from the console itself.");
        };
    }

    static ProblemException of(DeploymentRejected rejected) {
        String detail = String.valueOf(rejected.getMessage());
        return switch (rejected.reason()) {
            case INVALID -> new ProblemException(Status.UNPROCESSABLE_CONTENT_422, detail);
            case CONFLICT -> new ProblemException(Status.CONFLICT_409, detail);
            case BUSY -> later(Status.CONFLICT_409, detail, BUSY);
            case UNKNOWN -> new ProblemException(Status.NOT_FOUND_404, detail);
            case UNAVAILABLE -> unavailable(detail);
        };
    }
}
