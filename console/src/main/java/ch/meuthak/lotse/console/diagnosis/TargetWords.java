package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.HealthCheck;
import ch.meuthak.lotse.console.cloud.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A target's state and reason code in plain words.
 *
 * @param meaning one sentence: what the load balancer sees
 * @param advice one or two sentences: what to do; empty for a healthy target
 * @param passing whether it goes away by itself, so that it is nothing to mend
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
record TargetWords(String meaning, String advice, boolean passing) {
    private static final Pattern CODES = Pattern.compile("\\[([0-9, ]+)]");

    /** What a target's health means, and what to do. */
    static TargetWords of(Target target, HealthCheck check) {
        return target.isHealthy() ? settled("It answers its health check.", "") : byReason(target, check);
    }

    private static TargetWords byReason(Target target, HealthCheck check) {
        String where = check.protocol() + " " + check.path() + " on port "
                + (check.port().equals("traffic-port") ? Integer.toString(target.port()) : check.port());
        return switch (target.reason()) {
            case "Target.ResponseCodeMismatch" -> mismatch(target, check, where);
            case "Target.Timeout" ->
                settled(
                        "It does not answer " + where + " within "
                                + check.timeout().toSeconds() + " s.",
                        "Check that its security group admits the load balancer on that port.");
            case "Target.FailedHealthChecks" ->
                settled(
                        "The connection for " + where + " fails.",
                        "Check that the release runs and listens on that port on 0.0.0.0, not on 127.0.0.1, and speaks "
                                + check.protocol() + ".");
            case "Target.NotRegistered" ->
                settled("It is not registered in the target group.", "Register the instance with its port.");
            case "Target.NotInUse" ->
                settled(
                        "The load balancer does not use it: no rule forwards to its group, or its availability zone is not enabled.",
                        "Let a rule forward to the group, or enable the zone on the load balancer.");
            case "Target.InvalidState" ->
                settled("Its instance is stopped or gone.", "Start the instance; in a Learner Lab, start the lab.");
            case "Target.IpUnusable" ->
                settled("Its address cannot be a target: a load balancer uses it.", "Register another address.");
            case "Target.DeregistrationInProgress" ->
                settled(
                        "It is being taken out: requests that run are finished, new ones do not come.",
                        "Register it again if that was not meant.");
            case "Target.HealthCheckDisabled" ->
                settled("Its health is not checked.", "Switch the health check of the target group on.");
            case "Elb.RegistrationInProgress" -> passing("It is being registered.", "Wait a moment.");
            case "Elb.InitialHealthChecking" ->
                passing(
                        "Its first health checks run.",
                        "Wait for " + check.healthyThreshold() + " answers, one every "
                                + check.interval().toSeconds() + " s.");
            case "Elb.InternalError" ->
                passing(
                        "The load balancer has an internal error and cannot check it.",
                        "Wait; AWS mends that by itself.");
            default -> byState(target);
        };
    }

    private static TargetWords byState(Target target) {
        String code = target.reason().isEmpty() ? "" : " AWS gives the reason " + target.reason() + ".";
        return switch (target.state()) {
            case "initial" -> passing("It is being registered or checked for the first time." + code, "Wait a moment.");
            case "draining", "unhealthy.draining" ->
                settled("It is being taken out." + code, "Register it again if that was not meant.");
            case "unused" -> settled("The load balancer does not use it." + code, "Let a rule forward to its group.");
            case "unavailable" ->
                settled("Its health is not known to the load balancer." + code, "Check the health check.");
            default -> settled("Its state is \"" + target.state() + "\"." + code, "Look at it in the EC2 console.");
        };
    }

    /** Whether AWS tells codes there, and each is one of 500 or more. */
    static boolean saysServerError(String description) {
        Matcher codes = CODES.matcher(description);
        return codes.find()
                && Stream.of(codes.group(1).split(","))
                        .allMatch(code -> code.strip().startsWith("5"));
    }

    private static TargetWords mismatch(Target target, HealthCheck check, String where) {
        Matcher codes = CODES.matcher(target.description());
        String code = codes.find() ? codes.group(1) : "";
        return settled(
                where + " answers " + (code.isEmpty() ? "with a code that" : code + ", which") + " is not "
                        + check.matcher() + ".",
                adviceFor(code, check));
    }

    private static String adviceFor(String code, HealthCheck check) {
        return switch (code.isEmpty() ? "" : code.substring(0, 1)) {
            case "3" ->
                "It redirects: check the path that it redirects to, or let the service answer without redirecting.";
            case "4" ->
                switch (code) {
                    case "401", "403" -> "It asks for a login: let the health check's path be public.";
                    case "404" -> "The path " + check.path() + " does not exist there: correct it in the target group.";
                    case "400", "421" ->
                        "It refuses the request's Host, which is the target's address in a health check: let it accept any Host on"
                                + " that path.";
                    default -> "The service refuses the request: correct the path in the target group, or the service.";
                };
            case "5" ->
                switch (code) {
                    case "502", "504" ->
                        "What listens there gets no answer from the release behind it: see the release, and deploy one that"
                                + " runs.";
                    case "503" ->
                        "The service says that it is not ready, or what stands before it that no release answers: read its"
                                + " log, and deploy one that runs.";
                    default -> "The service itself says that it is not well: read its log.";
                };
            default -> "Correct the path or the success codes in the target group, or the service.";
        };
    }

    private static TargetWords settled(String meaning, String advice) {
        return new TargetWords(meaning, advice, false);
    }

    private static TargetWords passing(String meaning, String advice) {
        return new TargetWords(meaning, advice, true);
    }
}
