package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Elastic Load Balancing v2.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">ELBv2 API reference</a>
 */
final class Elb {
    private Elb() {}

    static Service service(SandboxState state) {
        return new QueryService(
                "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
                false,
                Refusals.ELB,
                (cloud, request) -> calls(cloud, request.emptyMarkers(), state));
    }

    private static Map<String, Call> calls(Cloud cloud, boolean emptyMarkers, SandboxState state) {
        ElbAnswers answers = new ElbAnswers(emptyMarkers);
        return Stream.of(
                        new ElbLoadBalancers(cloud, answers).calls(),
                        new ElbListeners(cloud, answers).calls(),
                        new ElbTargetGroups(cloud, answers, state).calls(),
                        new ElbTargets(cloud, state).calls())
                .flatMap(calls -> calls.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What all describing calls of ELB have in common. */
    record ElbAnswers(boolean emptyMarkers) {
        private static final int MOST = 400;
        private static final int USUAL = 100;

        /** The items asked for by ARN or name; absent when the request asks for none. */
        static <T> Optional<List<T>> chosen(
                Query query, String parameter, List<T> all, Function<T, String> key, Function<String, AwsError> unknown)
                throws AwsError {
            List<String> keys = query.list(parameter);
            List<T> found = new ArrayList<>();
            for (String wanted : keys) {
                found.add(all.stream()
                        .filter(one -> key.apply(one).equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> unknown.apply(wanted)));
            }
            return keys.isEmpty() ? Optional.empty() : Optional.of(found);
        }

        /** One page as a list of members, and the marker of the next. */
        <T> void page(Query query, Xml xml, String list, List<T> items, BiConsumer<Xml, T> content) throws AwsError {
            int size = query.number("PageSize").orElse(USUAL);
            if (size < 1 || size > MOST) {
                throw AwsError.invalid("ValidationError", "PageSize must be from 1 to " + MOST);
            }
            Page<T> page = Page.of(items, size, query.text("Marker"));
            xml.list(list, "member", page.items(), content);
            page.next()
                    .or(() -> emptyMarkers ? Optional.of("") : Optional.empty())
                    .ifPresent(next -> xml.text("NextMarker", next));
        }

        static Function<String, AwsError> unknown(String code, String what) {
            return key -> AwsError.invalid(code, "%s '%s' not found".formatted(what, key));
        }

        static void attributes(Xml xml, Map<String, String> attributes) {
            xml.list(
                    "Attributes",
                    "member",
                    attributes.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .toList(),
                    (item, one) -> item.text("Key", one.getKey()).text("Value", one.getValue()));
        }
    }
}
