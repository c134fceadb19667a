package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A target's state and reason code in plain words.
 *
 * @param meaning one sentence: what the load balancer sees
 * @param advice one or two sentences: what to do; empty for a healthy target
 * @param passing whether it goes away by itself, so that it is nothing to fix
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
public record TargetWords(String meaning, String advice, boolean passing) {
    private static final Pattern CODES = Pattern.compile("\\[([0-9, ]+)]");

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
        return target.isHealthy() ? settled("It answers its health check.", "") : byReason(target, group);
    }

    /** The same of one of which AWS does not say how it is. */
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
                        "It does not answer " + request
                                + (check.timeout().isZero()
                                        ? " in time."
                                        : " within " + check.timeout().toSeconds() + " s."),
                        "Check that its security group admits the load balancer on that port.");
            case "Target.FailedHealthChecks" ->
                settled(
                        "The connection for " + request + " fails.",
                        "Check that the release runs and listens on that port on 0.0.0.0, not on 127.0.0.1"
                                + (check.protocol().isEmpty() ? "." : ", and speaks " + check.protocol() + "."));
            case "Target.NotRegistered" -> settled("It is not registered in the target group.", register(group));
            case "Target.NotInUse" ->
                settled(
                        "The load balancer does not use it: no rule forwards to its group, or its availability zone is not enabled.",
                        "Let a rule forward to the group, or enable the zone on the load balancer.");
            case "Target.InvalidState" ->
                settled("Its instance is stopped or gone.", "Start the instance; in a Learner Lab, start the lab.");
            case "Target.IpUnusable" ->
                settled("Its address cannot be a target: a load balancer uses it.", "Register another address.");
            case Target.LEAVING ->
                settled(
                        "It is being taken out: requests that run are finished, new ones do not come.",
                        "Register it again if that was not meant.");
            case Target.UNCHECKED -> settled(HealthCheckWords.OFF, "Switch the health check of the target group on.");
            case "Elb.RegistrationInProgress" -> passing("It is being registered.", "Wait a moment.");
            case "Elb.InitialHealthChecking" -> passing("Its first health checks run.", waiting(check));
            case "Elb.InternalError" ->
                passing(
                        "The load balancer has an internal error and cannot check it.",
                        "Wait: AWS fixes that itself. If it stays, look at the AWS Health Dashboard.");
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
                ? "Wait for the first answers."
                : "Wait for " + check.healthyThreshold() + " good answers, one every "
                        + check.interval().toSeconds() + " s.";
    }

    private static TargetWords byState(Target target) {
        String code = target.reason().isEmpty() ? "" : " AWS gives the reason " + target.reason() + ".";
        return switch (target.state()) {
            case "initial" -> passing("It is being registered or checked for the first time." + code, "Wait a moment.");
            case "unhealthy" -> settled("It fails its health check." + code, "Look at the release's log.");
            case "draining", "unhealthy.draining" ->
                settled("It is being taken out." + code, "Register it again if that was not meant.");
            case "unused" -> settled("The load balancer does not use it." + code, "Let a rule forward to its group.");
            case "" -> passing("AWS does not say how it is." + code, "Look again: press \"Refresh now\".");
            case "unavailable" ->
                passing("The load balancer does not know how it is." + code, "Check the health check of the group.");
            default ->
                passing(
                        "AWS gives the state \"" + target.state() + "\", which this console does not know." + code,
                        "Look it up in the API reference of DescribeTargetHealth.");
        };
    }

    /** Whether AWS names codes there, and each is one of 500 or more. */
    public static boolean saysServerError(String description) {
        Matcher codes = CODES.matcher(description);
        return codes.find()
                && Stream.of(codes.group(1).split(","))
                        .allMatch(code -> code.strip().startsWith("5"));
    }

    private static TargetWords mismatch(Target target, HealthCheck check, String request) {
        Matcher codes = CODES.matcher(target.description());
        String code = codes.find() ? codes.group(1) : "";
        String expected = check.matcher().isEmpty() ? "one of the success codes" : check.matcher();
        return settled(
                request + " answers " + (code.isEmpty() ? "with a code that" : code + ", which") + " is not " + expected
                        + ".",
                adviceFor(code, check));
    }

    private static String adviceFor(String code, HealthCheck check) {
        return switch (code.isEmpty() ? "" : code.substring(0, 1)) {
            case "3" ->
                "It redirects: check the path that it redirects to, or let the service answer without redirecting.";
            case "4" -> refused(code, check);
            case "5" -> failing(code);
            default -> "Correct the path or the success codes in the target group, or the service.";
        };
    }

    private static String refused(String code, HealthCheck check) {
        return switch (code) {
            case "401", "403" -> "It asks for a login: let the health check's path be public.";
            case "404" ->
                check.path().isEmpty()
                        ? "The path does not exist there: correct it in the target group."
                        : "The path " + check.path() + " does not exist there: correct it in the target group.";
            case "400", "421" ->
                "It refuses the request's Host, which is the target's address in a health check: let it accept any Host on"
                        + " that path.";
            default -> "The service refuses the request: correct the path in the target group, or the service.";
        };
    }

    private static String failing(String code) {
        return switch (code) {
            case "502", "504" ->
                "What listens there gets no answer from the release behind it: see the release, and deploy one that"
                        + " runs.";
            case "503" ->
                "The service says that it is not ready, or what stands before it that no release answers: read its"
                        + " log, and deploy one that runs.";
            default -> "The service itself says that it is not well: read its log.";
        };
    }

    private static TargetWords settled(String meaning, String advice) {
        return new TargetWords(meaning, advice, false);
    }

    private static TargetWords passing(String meaning, String advice) {
        return new TargetWords(meaning, advice, true);
    }
}
