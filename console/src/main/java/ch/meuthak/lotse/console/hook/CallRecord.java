package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.server.Printable;
import java.time.Instant;

/** What the hook learns about a call, for the audit. */
final class CallRecord {
    private static final int LONGEST_CAUSE = 1000;

    private final Instant at;
    private final String method;
    private final String caller;
    private String who = "";
    private boolean trusted;
    private boolean counted;
    private String deployment = "";
    private String digest = "";
    private String cause = "";

    CallRecord(Instant at, String method, String caller) {
        this.at = at;
        this.method = method;
        this.caller = caller;
    }

    String caller() {
        return caller;
    }

    void judged(TrustDecision verdict) {
        switch (verdict) {
            case TrustDecision.Trusted(Identity identity, var _) -> {
                who = identity.name();
                trusted = true;
            }
            case TrustDecision.Refused refused ->
                who = refused.claimed().map(Identity::name).orElse("");
        }
    }

    /** Whether its caller is proved and trusted. */
    boolean isTrusted() {
        return trusted;
    }

    /** Counts it as a stranger's; false when it was counted before. */
    boolean isCountedNow() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    void asksFor(String id) {
        deployment = id;
    }

    void wants(String image) {
        digest = image;
    }

    /** The whole cause of a refusal, for the operator alone. */
    void because(String why) {
        cause = why;
    }

    /** The caller reads the detail. The operator reads it too, unless there is more to know. */
    void refused(String detail) {
        cause = cause.isEmpty() ? detail : cause;
    }

    HookCall answered(int status) {
        return new HookCall(
                at, method, caller, who, trusted, deployment, digest, status, Printable.of(cause, LONGEST_CAUSE));
    }
}
