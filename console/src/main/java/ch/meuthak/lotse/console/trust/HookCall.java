package ch.meuthak.lotse.console.trust;

import java.time.Instant;

/**
 * One call of the hook, as the operator may see it.
 *
 * @param method {@code POST} asks for a redeploy, {@code GET} for the outcome of one
 * @param caller the address that the backend names
 * @param who {@code github OWNER/REPO run 123 by ACTOR}; empty when the call does not even say
 * @param trusted whether that is proved and trusted; otherwise it is what the call says of itself
 * @param deployment which one it started, was answered with or asked for; empty for none
 * @param digest what it wanted deployed; empty when it was not read
 * @param status the answer, an HTTP status
 * @param cause the whole reason for that answer, in one line; the caller never sees it. Empty when all is well
 */
public record HookCall(
        Instant at,
        String method,
        String caller,
        String who,
        boolean trusted,
        String deployment,
        String digest,
        int status,
        String cause) {

    /** The same with another cause. */
    public HookCall because(String other) {
        return new HookCall(at, method, caller, who, trusted, deployment, digest, status, other);
    }

    /** For the log: one line, nothing secret. */
    public String line() {
        return method + " from " + caller + " by " + (who.isEmpty() ? "nobody" : who) + (trusted ? "" : " (unproved)")
                + ": " + status
                + (digest.isEmpty() ? "" : ", " + digest)
                + (deployment.isEmpty() ? "" : ", deployment " + deployment)
                + (cause.isEmpty() ? "" : ", because " + cause);
    }
}
