package ch.meuthak.lotse.console.facts;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which policy refuses a call, as far as AWS says: only whoever may change that one can help.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">access denied error messages</a>
 */
public enum Denial {
    /** No policy allows it. */
    NOT_ALLOWED("identity-based policy allows", "", "Allow that action in the policy of the console's role."),
    SERVICE_CONTROL(
            "service control policy",
            "a service control policy refuses it",
            "Ask whoever administers the account in AWS Organizations to change the service control policy: the role cannot outweigh"
                    + " it."),
    RESOURCE_CONTROL(
            "resource control policy",
            "a resource control policy refuses it",
            "Ask whoever administers the account in AWS Organizations to change the resource control policy: the role cannot outweigh"
                    + " it."),
    BOUNDARY(
            "permissions boundary",
            "a permissions boundary refuses it",
            "Allow that action in the permissions boundary of the console's role."),
    SESSION(
            "session policy",
            "a session policy refuses it",
            "Ask whoever gives these credentials to change the session policy, or to give others without one."),
    ENDPOINT(
            "vpc endpoint policy",
            "a VPC endpoint policy refuses it",
            "Allow that action in the VPC endpoint policy of the endpoint that the console goes through."),
    RESOURCE(
            "resource-based policy",
            "a resource-based policy refuses it",
            "Allow that action in the resource-based policy of the resource."),
    IDENTITY(
            "explicit deny in an identity-based policy",
            "an identity-based policy denies it",
            "Remove the deny from the identity-based policy: an allow elsewhere does not outweigh it."),
    /** By a policy that AWS does not name. */
    SOME(
            "explicit deny",
            "a policy denies it",
            "Remove the deny: what a policy allows elsewhere does not outweigh it.");

    private final String mark;
    private final String why;
    private final String advice;

    Denial(String mark, String why, String advice) {
        this.mark = mark;
        this.why = why;
        this.advice = advice;
    }

    /** By AWS's message about a call that was refused. */
    public static Denial of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(one -> text.contains(one.mark))
                .findFirst()
                .orElse(NOT_ALLOWED);
    }

    /** What refuses it, half a sentence; empty when nothing does but no policy allows it. */
    public String why() {
        return why;
    }

    /** What to do, one sentence. */
    public String advice() {
        return advice;
    }
}
