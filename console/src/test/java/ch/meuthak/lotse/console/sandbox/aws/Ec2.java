package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * EC2.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html">EC2 API reference</a>
 */
final class Ec2 {
    private Ec2() {}

    static Service service(SandboxState state) {
        return new QueryService(
                "http://ec2.amazonaws.com/doc/2016-11-15/",
                true,
                Refusals.EC2,
                (cloud, request) -> calls(cloud, request.emptyMarkers(), state));
    }

    private static Map<String, Call> calls(Cloud cloud, boolean emptyMarkers, SandboxState state) {
        Ec2Answers answers = new Ec2Answers(emptyMarkers);
        return Stream.of(
                        new Ec2Instances(cloud, answers, state).calls(),
                        new Ec2Addresses(cloud, answers, state).calls(),
                        new Ec2SecurityGroups(cloud, answers, state).calls(),
                        new Ec2Network(cloud, answers).calls())
                .flatMap(calls -> calls.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What all describing calls of EC2 have in common. */
    record Ec2Answers(boolean emptyMarkers) {
        private static final int ALL = 1000;

        /** The items asked for by id, in the order of the ids; all when no id is given. */
        static <T> Stream<T> byId(
                Query query, String parameter, List<T> all, Function<T, String> id, Function<String, AwsError> unknown)
                throws AwsError {
            List<String> ids = query.list(parameter);
            for (String wanted : ids) {
                if (all.stream().noneMatch(one -> id.apply(one).equals(wanted))) {
                    throw unknown.apply(wanted);
                }
            }
            return ids.isEmpty() ? all.stream() : all.stream().filter(one -> ids.contains(id.apply(one)));
        }

        /** One page as a list of items, and the token of the next. */
        <T> void page(Query query, Xml xml, String list, List<T> items, BiConsumer<Xml, T> content) throws AwsError {
            int size = query.number("MaxResults").orElse(ALL);
            if (size < 1 || size > ALL) {
                throw AwsError.invalid(
                        "InvalidParameterValue", "Value ( " + size + " ) for parameter maxResults is invalid.");
            }
            Page<T> page = Page.of(items, size, query.text("NextToken"));
            xml.list(list, "item", page.items(), content);
            page.next()
                    .or(() -> emptyMarkers ? Optional.of("") : Optional.empty())
                    .ifPresent(next -> xml.text("nextToken", next));
        }

        /** An error about an id that EC2 does not know. */
        static Function<String, AwsError> unknown(String code, String what) {
            return id -> AwsError.invalid(code, "The %s '%s' does not exist".formatted(what, id));
        }

        static void nameTag(Xml xml, String name) {
            xml.open("tagSet");
            if (!name.isEmpty()) {
                xml.open("item").text("key", "Name").text("value", name).close();
            }
            xml.close();
        }
    }
}
