package ch.meuthak.lotse.console.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The filters of an EC2 call: all must match, each by one of its values; {@code *} and {@code ?} are wildcards. */
final class Filters<T> {
    private final Map<String, Function<T, List<String>>> known;

    /** @param known the values that an item has under a filter's name */
    Filters(Map<String, Function<T, List<String>>> known) {
        this.known = known;
    }

    List<T> apply(Query query, Stream<T> items) throws AwsError {
        Stream<T> left = items;
        for (Query filter : query.structures("Filter")) {
            String name = filter.required("Name");
            Function<T, List<String>> values = known.get(name);
            if (values == null) {
                throw AwsError.invalid("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
            List<String> wanted = filter.list("Value");
            left = left.filter(item -> values.apply(item).stream().anyMatch(value -> matches(wanted, value)));
        }
        return left.toList();
    }

    private static boolean matches(List<String> wanted, String value) {
        return wanted.stream()
                .map(pattern ->
                        ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(value::matches);
    }
}
