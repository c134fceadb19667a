package ch.meuthak.lotse.console.sandbox.world;

import java.util.List;
import java.util.Locale;

/**
 * A rule of a listener that forwards.
 *
 * @param priority 1 to 50000, or {@code default}
 * @param hosts of its host-header condition, {@code *} stands for any characters; empty for no condition
 */
public record Rule(String arn, String priority, List<String> hosts, String targetGroupArn) {

    public boolean isDefault() {
        return priority.equals("default");
    }

    /** Whether a request for the host is its. */
    public boolean matches(String host) {
        return hosts.isEmpty() || hosts.stream().anyMatch(pattern -> matches(pattern, host));
    }

    private static boolean matches(String pattern, String host) {
        String expression = ("\\Q" + pattern.toLowerCase(Locale.ROOT) + "\\E").replace("*", "\\E.*\\Q");
        return host.toLowerCase(Locale.ROOT).matches(expression);
    }
}
