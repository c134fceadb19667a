package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.HealthCheck;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A target group's health check in words. They leave out what AWS does not report. */
public final class HealthCheckWords {
    /** What a health check that is off means for every target of its group. A function's is off unless it is enabled. */
    public static final String OFF =
            "The group's health check is off. Its targets get requests, but their health is not known.";

    private HealthCheckWords() {}

    /** The request, how often it is sent, and what follows. */
    public static String sentences(HealthCheck check) {
        if (!check.enabled()) {
            return OFF;
        }
        return Sentences.join(
                "The load balancer requests " + request(check, 0) + some(check.interval(), " every "),
                expects(check),
                counts(check));
    }

    private static String expects(HealthCheck check) {
        String within = within(check, "");
        return check.matcher().isEmpty()
                ? within.isEmpty() ? "" : "It expects an answer" + within
                : "It expects " + check.matcher() + within;
    }

    private static String counts(HealthCheck check) {
        return check.healthyThreshold() == 0 || check.unhealthyThreshold() == 0
                ? ""
                : "A target is healthy after " + check.healthyThreshold() + " successes in a row, and unhealthy after "
                        + check.unhealthyThreshold() + " failures in a row";
    }

    /** {@code within 5 s}, with a blank before it; something else when AWS does not report the timeout. */
    static String within(HealthCheck check, String otherwise) {
        String within = some(check.timeout(), " within ");
        return within.isEmpty() ? otherwise : within;
    }

    private static String some(Duration duration, String before) {
        return duration.isZero() ? "" : before + Amounts.limit(duration);
    }

    /**
     * The request, {@code HTTP /health/ready on port 5000}.
     *
     * @param targetPort the target's port, for a check without a port of its own; 0 for none
     */
    static String request(HealthCheck check, int targetPort) {
        String what = Stream.of(check.protocol(), check.path())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        String own = check.port().equals("traffic-port") ? "" : check.port();
        String port = own.isEmpty() && targetPort > 0 ? Integer.toString(targetPort) : own;
        return (what.isEmpty() ? "an answer" : what) + (port.isEmpty() ? "" : " on port " + port);
    }
}
