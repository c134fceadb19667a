package ch.meuthak.lotse.console.facts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of a listener.
 *
 * @param priority {@code 1} to {@code 50000}, or {@code default}
 * @param conditions in words, {@code host-header is backend.example.ch}; all must hold; none on the default rule
 * @param hosts the values of its host-header condition, wildcards included; empty when it has none
 * @param actionType {@code forward}, {@code redirect}, {@code fixed-response}, {@code authenticate-oidc}, ... of the last action
 * @param targetGroupArns where a forward action sends requests: of several groups, not those whose weight is 0
 * @param action the last action in words, {@code forward to semarb3-2}
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html">Rule</a>
 */
public record ListenerRule(
        String arn,
        String priority,
        List<String> conditions,
        List<String> hosts,
        String actionType,
        List<String> targetGroupArns,
        String action) {
    private static final String HOST = "host-header is ";
    private static final String PATH = "path-pattern is ";

    /** {@code Default rule}, {@code Rule 10}. */
    public String name() {
        return isDefault() ? "Default rule" : "Rule " + priority;
    }

    public boolean isDefault() {
        return priority.equals("default");
    }

    /** Whether it sends requests to a target group. */
    public boolean forwards() {
        return actionType.equals("forward") && !targetGroupArns.isEmpty();
    }

    /**
     * The first of them, in order, that takes every request for a domain; where that forwards none, one before it that forwards
     * those for some paths.
     */
    public static Optional<ListenerRule> deciding(List<ListenerRule> rules, String domain) {
        Optional<ListenerRule> all =
                rules.stream().filter(one -> one.takesAll(domain)).findFirst();
        return all.filter(ListenerRule::forwards)
                .or(() -> rules.stream()
                        .takeWhile(one -> !one.takesAll(domain))
                        .filter(one -> one.takesPaths(domain) && one.forwards())
                        .findFirst())
                .or(() -> all);
    }

    /** Whether it takes every request for a domain, whatever else the request looks like. */
    public boolean takesAll(String domain) {
        return isFor(domain) && narrowing().isEmpty();
    }

    /** Whether it takes every request for some paths of a domain. */
    public boolean takesPaths(String domain) {
        return isFor(domain) && narrowing().stream().allMatch(one -> one.startsWith(PATH));
    }

    /** Its conditions about something else than the host that are not met by everything, in words. */
    public List<String> narrowing() {
        return conditions.stream()
                .filter(one -> !one.startsWith(HOST) && !isForEveryPath(one))
                .toList();
    }

    private static boolean isForEveryPath(String condition) {
        return condition.startsWith(PATH)
                && Stream.of(condition.substring(PATH.length()).split(" or ", -1))
                        .anyMatch(one -> one.equals("*") || one.equals("/*"));
    }

    /** In a host-header condition {@code *} stands for any characters and {@code ?} for one. */
    private boolean isFor(String domain) {
        String host = domain.toLowerCase(Locale.ROOT);
        return hosts.isEmpty()
                || hosts.stream()
                        .anyMatch(pattern -> wildcards(pattern).matcher(host).matches());
    }

    private static Pattern wildcards(String host) {
        return Pattern.compile(host.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining()));
    }
}
