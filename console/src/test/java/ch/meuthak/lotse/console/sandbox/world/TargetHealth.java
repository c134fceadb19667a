package ch.meuthak.lotse.console.sandbox.world;

/**
 * A target's state with AWS's reason code and sentence, which are empty when it is healthy.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
public record TargetHealth(String state, String reason, String description) {
    public static final TargetHealth HEALTHY = new TargetHealth("healthy", "", "");
    public static final TargetHealth REGISTERING =
            new TargetHealth("initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    public static final TargetHealth CHECKING =
            new TargetHealth("initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
    public static final TargetHealth DRAINING =
            new TargetHealth("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
    public static final TargetHealth NOT_REGISTERED =
            new TargetHealth("unused", "Target.NotRegistered", "Target is not registered to the target group");
    public static final TargetHealth NOT_IN_USE = new TargetHealth(
            "unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer");
    public static final TargetHealth STOPPED =
            new TargetHealth("unused", "Target.InvalidState", "Target is in the stopped state");
    public static final TargetHealth TIMED_OUT = new TargetHealth("unhealthy", "Target.Timeout", "Request timed out");
    public static final TargetHealth FAILED =
            new TargetHealth("unhealthy", "Target.FailedHealthChecks", "Health checks failed");

    /** Unhealthy because of the code of its answer. */
    public static TargetHealth mismatch(int code) {
        return new TargetHealth(
                "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [" + code + "]");
    }

    public boolean is(String wanted) {
        return state.equals(wanted);
    }
}
