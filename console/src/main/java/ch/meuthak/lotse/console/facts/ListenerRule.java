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
 * @param conditions all must hold; none on the default rule
 * @param action the last action
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html">Rule</a>
 */
public record ListenerRule(String arn, String priority, List<Condition> conditions, Action action) {
    private static final String HOST = "host-header";
    private static final String PATH = "path-pattern";
    private static final String FORWARD = "forward";

    /**
     * What a request must be like.
     *
     * @param field {@code host-header}, {@code path-pattern}, {@code http-header}, {@code source-ip}, ...
     * @param name of the header; empty for other fields
     * @param values one must match
     */
    public record Condition(String field, String name, List<String> values) {
        public static Condition host(String... hosts) {
            return new Condition(HOST, "", List.of(hosts));
        }

        public static Condition path(String... paths) {
            return new Condition(PATH, "", List.of(paths));
        }

        private boolean isOfHost() {
            return field.equals(HOST);
        }

        private boolean isOfPath() {
            return field.equals(PATH);
        }

        private boolean isForEveryPath() {
            return isOfPath() && values.stream().anyMatch(one -> one.equals("*") || one.equals("/*"));
        }
    }

    /**
     * What is done with a request.
     *
     * @param type {@code forward}, {@code redirect}, {@code fixed-response}, {@code authenticate-oidc}, ...; empty for none
     * @param shares the target groups of a forward action
     * @param where the URL pattern of a redirect, else empty
     * @param code the HTTP code of a redirect or of a fixed response, else empty
     */
    public record Action(String type, List<Share> shares, String where, String code) {
        public static Action forward(String... arns) {
            return new Action(
                    FORWARD, Stream.of(arns).map(arn -> new Share(arn, 1)).toList(), "", "");
        }

        public static Action fixedResponse(String code) {
            return new Action("fixed-response", List.of(), "", code);
        }
    }

    /** A target group, and its weight among those of the same action. */
    public record Share(String arn, int weight) {
        /** {@code arn:...:targetgroup/NAME/id}: the name. */
        public String name() {
            List<String> parts = List.of(arn.split("/", -1));
            return parts.size() == 3 ? parts.get(1) : arn;
        }
    }

    /** The values of its host-header conditions, wildcards included; empty when it has none. */
    public List<String> hosts() {
        return conditions.stream()
                .filter(Condition::isOfHost)
                .flatMap(one -> one.values().stream())
                .toList();
    }

    /** Whether its action is to forward, even to nothing. */
    public boolean isForward() {
        return action.type().equals(FORWARD);
    }

    /** Where it forwards requests: of several groups, not those whose weight is 0. */
    public List<String> targetGroupArns() {
        return action.shares().stream()
                .filter(share -> action.shares().size() == 1 || share.weight() > 0)
                .map(Share::arn)
                .toList();
    }

    /** The target group of a rule that only forwards to one; absent otherwise. */
    public Optional<String> onlyTargetGroup() {
        return isForward() && action.shares().size() == 1
                ? Optional.of(action.shares().getFirst().arn())
                : Optional.empty();
    }

    /** {@code Default rule}, {@code Rule 10}. */
    public String name() {
        return isDefault() ? "Default rule" : "Rule " + priority;
    }

    public boolean isDefault() {
        return priority.equals("default");
    }

    /** Whether it sends requests to a target group. */
    public boolean forwards() {
        return isForward() && !targetGroupArns().isEmpty();
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

    /** Whether it takes every request for a domain. */
    public boolean takesAll(String domain) {
        return isFor(domain) && narrowing().isEmpty();
    }

    /** Whether it takes every request for some paths of a domain. */
    public boolean takesPaths(String domain) {
        return isFor(domain) && narrowing().stream().allMatch(Condition::isOfPath);
    }

    /** Its conditions about something else than the host that not everything meets. */
    public List<Condition> narrowing() {
        return conditions.stream()
                .filter(one -> !one.isOfHost() && !one.isForEveryPath())
                .toList();
    }

    /** In a host-header condition {@code *} stands for any characters and {@code ?} for one. */
    private boolean isFor(String domain) {
        String host = domain.toLowerCase(Locale.ROOT);
        return hosts().isEmpty()
                || hosts().stream()
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
