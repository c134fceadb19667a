package ch.meuthak.lotse.console.facts;

/**
 * Which policy denies a call, as far as AWS says: only a person who may change that policy can help.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">access denied error messages</a>
 */
public enum Denial {
    /** No policy allows it. */
    NOT_ALLOWED("", "Allow that action in the policy of the console's role."),
    SERVICE_CONTROL(
            "a service control policy denies it",
            "Ask the administrator of AWS Organizations to change the service control policy. A policy of the role cannot"
                    + " override it."),
    RESOURCE_CONTROL(
            "a resource control policy denies it",
            "Ask the administrator of AWS Organizations to change the resource control policy. A policy of the role cannot"
                    + " override it."),
    BOUNDARY(
            "a permissions boundary denies it", "Allow that action in the permissions boundary of the console's role."),
    SESSION(
            "a session policy denies it",
            "Ask the person who gave you these credentials to change the session policy, or to give you others without one."),
    ENDPOINT(
            "a VPC endpoint policy denies it",
            "Allow that action in the VPC endpoint policy of the endpoint that the console uses."),
    RESOURCE("a resource-based policy denies it", "Allow that action in the resource-based policy of the resource."),
    IDENTITY(
            "an identity-based policy denies it",
            "Remove the deny from the identity-based policy. An allow in another policy cannot override it."),
    /** By the policy that a Learner Lab puts on its role when a session ends. */
    LAB_ENDED("the lab has revoked these credentials", "Start the lab and use its new credentials."),
    /** By a policy that AWS does not name. */
    SOME("a policy denies it", "Remove the deny. An allow in a policy elsewhere cannot override it.");

    private final String why;
    private final String advice;

    Denial(String why, String advice) {
        this.why = why;
        this.advice = advice;
    }

    /** What denies it, half a sentence; empty when no policy allows it. */
    public String why() {
        return why;
    }

    /** What to do, in one or two sentences. */
    public String advice() {
        return advice;
    }
}
