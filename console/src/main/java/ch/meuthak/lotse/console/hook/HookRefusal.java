package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.trust.TrustDecision;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.List;

/** A call that is answered with an error: what the caller is told, and the whole cause, which only the operator is told. */
final class HookRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The pipeline asks again: a deployment takes half a minute or more. */
    private static final Duration BUSY = Duration.ofSeconds(15);

    /** What is full or gone stays so for a while. */
    private static final Duration UNAVAILABLE = Duration.ofSeconds(30);

    private final transient Status status;
    private final transient List<Header> headers;
    private final String why;

    private HookRefusal(Status status, String detail, String why, List<Header> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.why = why;
        this.headers = List.copyOf(headers);
    }

    static HookRefusal of(Status status, String detail) {
        return new HookRefusal(status, detail, detail, List.of());
    }

    static HookRefusal later(Status status, String detail, Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return new HookRefusal(
                status, detail, detail, List.of(HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds))));
    }

    static HookRefusal unavailable(String detail) {
        return later(Status.SERVICE_UNAVAILABLE_503, detail, UNAVAILABLE);
    }

    static HookRefusal of(TrustDecision.Refused verdict) {
        HookRefusal told =
                switch (verdict.kind()) {
                    case UNAUTHENTIC -> of(Status.UNAUTHORIZED_401, "");
                    case UNTRUSTED ->
                        of(
                                Status.FORBIDDEN_403,
                                "The token is genuine, but not from the repository, branch, environment, event and workflow"
                                        + " that are trusted here. The console's list of calls says which does not fit.");
                    case UNAVAILABLE ->
                        unavailable(
                                "The keys of the token's issuer cannot be had, so nobody can say whether it is genuine."
                                        + " Nothing was started.");
                    case CLOSED ->
                        of(
                                Status.SERVICE_UNAVAILABLE_503,
                                "No trust configured: this console takes no redeploy requests. Deploy from the console itself.");
                };
        return told.because(verdict.cause());
    }

    static HookRefusal of(DeploymentRejected rejected) {
        String detail = String.valueOf(rejected.getMessage());
        return switch (rejected.reason()) {
            case INVALID -> of(Status.UNPROCESSABLE_CONTENT_422, detail);
            case CONFLICT -> of(Status.CONFLICT_409, detail);
            case BUSY -> later(Status.CONFLICT_409, detail, BUSY);
            case UNKNOWN -> of(Status.NOT_FOUND_404, detail);
            case UNAVAILABLE -> unavailable(detail);
        };
    }

    /** The same with more for the operator. */
    HookRefusal because(String cause) {
        return new HookRefusal(status, detail(), cause, headers);
    }

    Status status() {
        return status;
    }

    /** For the caller. */
    String detail() {
        return String.valueOf(getMessage());
    }

    /** For the operator. */
    String why() {
        return why;
    }

    List<Header> headers() {
        return headers;
    }
}
