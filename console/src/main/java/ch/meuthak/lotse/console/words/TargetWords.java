package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A target's state and reason code in plain words.
 *
 * @param meaning one sentence: what the load balancer sees
 * @param advice one or two sentences: what to do; empty for a healthy target
 * @param passing whether it goes away without a fix
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
public record TargetWords(String meaning, String advice, boolean passing) {
    private static final String REGISTER_AGAIN = "Register it again if you did not intend that.";
    private static final String WAIT = "Wait a moment.";

    /** The state in two words at most, {@code Healthy}. */
    public static String state(Target target) {
        return switch (target.state()) {
            case "initial" -> "Being checked";
            case "healthy" -> "Healthy";
            case "unhealthy" -> "Unhealthy";
            case "unhealthy.draining" -> "Unhealthy, draining";
            case "unused" -> "Not used";
            case "draining" -> "Draining";
            default -> target.reason().equals(Target.UNCHECKED) ? "Not checked" : "Not known";
        };
    }

    /** What a target's health means, and what to do. */
    public static TargetWords of(Target target, TargetGroup group) {
        return target.isHealthy() ? settled("Its health check succeeds.", "") : byReason(target, group);
    }

    /** The words for a target whose health AWS does not give. */
    public static TargetWords ofUnknown(Target target) {
        return byState(target);
    }

    private static TargetWords byReason(Target target, TargetGroup group) {
        HealthCheck check = group.healthCheck();
        String request = HealthCheckWords.request(check, target.port());
        return switch (target.reason()) {
            case "Target.ResponseCodeMismatch" -> mismatch(target, check, request);
            case "Target.Timeout" ->
                settled(
                        "It does not answer " + request + HealthCheckWords.within(check, " in time") + ".",
                        "Check that its security group admits the load balancer on that port.");
            case "Target.FailedHealthChecks" ->
                settled(
                        "The connection for " + request + " fails.",
                        "Check that the release runs and listens on that port on 0.0.0.0, not on 127.0.0.1"
                                + (check.protocol().isEmpty() ? "." : ", and speaks " + check.protocol() + "."));
            case "Target.NotRegistered" -> settled("It is not registered in the target group.", register(group));
            case "Target.NotInUse" ->
                settled(
                        "The load balancer does not use it: no listener rule forwards to its group, or its availability zone is not"
                                + " enabled.",
                        "Forward to the group in a listener rule, or enable the zone on the load balancer.");
            case "Target.InvalidState" ->
                settled(
                        "Its instance is stopped or terminated.",
                        "Start the instance. In a Learner Lab, start the lab.");
            case "Target.IpUnusable" ->
                settled("Its address cannot be a target: a load balancer uses it.", "Register another address.");
            case Target.LEAVING ->
                settled("It drains: it finishes its open requests and gets no new ones.", REGISTER_AGAIN);
            case Target.UNCHECKED -> settled(HealthCheckWords.OFF, "Enable the health check of the target group.");
            case "Elb.RegistrationInProgress" -> passing("Its registration is in progress.", WAIT);
            case "Elb.InitialHealthChecking" -> passing("Its first health checks are in progress.", waiting(check));
            case "Elb.InternalError" ->
                passing(
                        "The load balancer has an internal error and cannot check it.",
                        "Wait: AWS fixes that. If it persists, see the AWS Health Dashboard.");
            default -> byState(target);
        };
    }

    private static String register(TargetGroup group) {
        return switch (group.targetType()) {
            case "instance" -> "Register the instance with its port.";
            case "ip" -> "Register the address with its port.";
            default -> "Register it.";
        };
    }

    private static String waiting(HealthCheck check) {
        return check.healthyThreshold() == 0 || check.interval().isZero()
                ? "Wait for the first health checks."
                : "Wait for " + check.healthyThreshold() + " successful checks, one every "
                        + Amounts.limit(check.interval()) + ".";
    }

    private static TargetWords byState(Target target) {
        String code = target.reason().isEmpty() ? "" : " AWS gives the reason " + target.reason() + ".";
        return switch (target.state()) {
            case "initial" -> passing("Its registration or its first health check is in progress." + code, WAIT);
            case "unhealthy" -> settled("Its health check fails." + code, "See the release's log.");
            case "draining", "unhealthy.draining" -> settled("It drains." + code, REGISTER_AGAIN);
            case "unused" ->
                settled("The load balancer does not use it." + code, "Forward to its target group in a listener rule.");
            case "" -> passing("AWS does not report its health." + code, "Press \"Refresh now\".");
            case "unavailable" ->
                passing(
                        "The load balancer does not know its health." + code,
                        "Check the settings of the group's health check.");
            default ->
                passing(
                        "AWS gives the state \"" + target.state() + "\", which is new to this console." + code,
                        "Look it up in the API reference of DescribeTargetHealth.");
        };
    }

    private static TargetWords mismatch(Target target, HealthCheck check, String request) {
        List<Integer> codes = target.codes();
        String expected = check.matcher().isEmpty() ? "a success code" : check.matcher();
        String returned = codes.isEmpty()
                ? "a wrong code"
                : codes.stream().map(code -> Integer.toString(code)).collect(Collectors.joining(", "));
        return settled(
                request + " returns " + returned + " (expected " + expected + ").",
                codes.isEmpty() ? adviceFor(0, check) : adviceFor(codes.getFirst(), check));
    }

    private static String adviceFor(int code, HealthCheck check) {
        return switch (code) {
            case 401, 403 -> "The path requires a login. Make the health check's path public.";
            case 404 ->
                "The path " + (check.path().isEmpty() ? "" : check.path() + " ")
                        + "does not exist there. Correct it in the target group.";
            case 400, 421 ->
                "The service refuses the Host header. In a health check, that is the target's address: accept any Host on that path.";
            case 502, 504 ->
                "The release behind it does not answer. See the release's log, or deploy a release that runs.";
            case 503 ->
                "The service is not ready, or no release runs behind it. See its log, or deploy a release that runs.";
            default ->
                switch (code / 100) {
                    case 3 -> "The path redirects. Check the path that it redirects to, or answer without a redirect.";
                    case 4 -> "The service refuses the request. Correct the path in the target group, or the service.";
                    case 5 -> "The service reports an error of its own. See its log.";
                    default -> "Correct the path or the success codes in the target group, or the service.";
                };
        };
    }

    private static TargetWords settled(String meaning, String advice) {
        return new TargetWords(meaning, advice, false);
    }

    private static TargetWords passing(String meaning, String advice) {
        return new TargetWords(meaning, advice, true);
    }
}
