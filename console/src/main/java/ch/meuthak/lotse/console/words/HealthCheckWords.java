package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.HealthCheck;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A target group's health check in words. What AWS does not say of it is left out. */
public final class HealthCheckWords {
    /** What it means for every target of a group that its health check is off; a function's is, unless it is switched on. */
    public static final String OFF =
            "The group's health check is off: nobody knows whether its targets are healthy, and they get requests all the same.";

    private HealthCheckWords() {}

    /** What is asked of each target, how often, and what follows. */
    public static String sentences(HealthCheck check) {
        if (!check.enabled()) {
            return OFF;
        }
        return Sentences.join(
                "The load balancer asks for " + request(check, 0) + some(check.interval(), " every "),
                expects(check),
                counts(check));
    }

    private static String expects(HealthCheck check) {
        String within = some(check.timeout(), " within ");
        return check.matcher().isEmpty()
                ? within.isEmpty() ? "" : "It expects an answer" + within
                : "It expects " + check.matcher() + within;
    }

    private static String counts(HealthCheck check) {
        return check.healthyThreshold() == 0 || check.unhealthyThreshold() == 0
                ? ""
                : "A target is healthy after " + check.healthyThreshold()
                        + " good answers in a row, and unhealthy after " + check.unhealthyThreshold() + " bad ones";
    }

    private static String some(Duration duration, String before) {
        return duration.isZero() ? "" : before + duration.toSeconds() + " s";
    }

    /**
     * The request, {@code HTTP /health/ready on port 5000}.
     *
     * @param targetPort of the target, which it goes to unless the check has a port of its own; 0 when there is none to name
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
