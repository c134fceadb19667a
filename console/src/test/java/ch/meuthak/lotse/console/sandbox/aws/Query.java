package ch.meuthak.lotse.console.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query request: {@code Action=DescribeInstances&InstanceId.1=i-1&Version=2016-11-15}. */
final class Query {
    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Query parse(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            parameters.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String action() {
        return text("Action").orElse("");
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String required(String name) throws AwsError {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () -> AwsError.invalid("MissingParameter", "The request must contain the parameter " + name));
    }

    Optional<Integer> number(String name) throws AwsError {
        Optional<String> text = text(name);
        try {
            return text.map(Integer::valueOf);
        } catch (NumberFormatException _) {
            throw AwsError.invalid(
                    "InvalidParameterValue",
                    "Value (" + text.orElse("") + ") for parameter " + name + " is invalid. It must be a number.");
        }
    }

    /** The values of {@code name.1}, {@code name.2}, ... in order, or of {@code name.member.1}, ... */
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        String prefix = parameters.containsKey(name + ".member.1") ? name + ".member." : name + ".";
        for (int i = 1; parameters.containsKey(prefix + i); i++) {
            values.add(parameters.get(prefix + i));
        }
        return values;
    }

    /** The structures {@code name.1.x}, {@code name.2.x}, ... (or {@code name.member.1.x}), each with its own names. */
    List<Query> structures(String name) {
        List<Query> structures = new ArrayList<>();
        for (int i = 1; ; i++) {
            Query one = under(name + "." + i + ".");
            Query member = one.parameters.isEmpty() ? under(name + ".member." + i + ".") : one;
            if (member.parameters.isEmpty()) {
                return structures;
            }
            structures.add(member);
        }
    }

    private Query under(String prefix) {
        Map<String, String> inner = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                inner.put(name.substring(prefix.length()), value);
            }
        });
        return new Query(inner);
    }
}
