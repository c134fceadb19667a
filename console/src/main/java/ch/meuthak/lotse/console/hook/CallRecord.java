package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.server.Printable;
import java.time.Instant;

/** What is found out about a call while it is dealt with, for the audit. */
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

    /** Whether it is trusted so far. */
    boolean isTrusted() {
        return trusted;
    }

    /** Counts it as a stranger's; false when it is counted already. */
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

    HookCall answered(int status, String cause) {
        return new HookCall(
                at, method, caller, who, trusted, deployment, digest, status, Printable.of(cause, LONGEST_CAUSE));
    }
}
