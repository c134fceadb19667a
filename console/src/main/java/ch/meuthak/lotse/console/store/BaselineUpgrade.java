package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.drift.Baseline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Turns a baseline of version 1 into one of version 2. Version 1 kept traits under the words of the pages, and listener rules as
 * sentences. What was accepted stays accepted. Each difference that stands counts from the newest time in it: all have stood at
 * least since then.
 */
final class BaselineUpgrade {
    private static final Map<String, Map<String, String>> TRAITS = Map.of(
            "ADDRESS", Map.of("used by", "user"),
            "DNS", Map.of("leads to", "leads-to"),
            "LISTENER", Map.of("security policy", "policy", "default certificate", "certificate"),
            "LOAD_BALANCER", Map.of("security groups", "groups", "idle timeout", "idle-timeout"),
            "INSTANCE",
                    Map.of(
                            "instance type", "type",
                            "security groups", "groups",
                            "metadata tokens", "tokens",
                            "metadata hop limit", "hop-limit",
                            "launch time", "launched",
                            "public address", "public",
                            "private address", "private"),
            "TARGET_GROUP",
                    Map.of(
                            "health check", "enabled",
                            "health check protocol", "protocol",
                            "health check port", "port",
                            "health check path", "path",
                            "health check code", "matcher",
                            "health check interval", "interval",
                            "health check timeout", "timeout",
                            "healthy threshold", "healthy",
                            "unhealthy threshold", "unhealthy",
                            "deregistration delay", "deregistration-delay"));

    private BaselineUpgrade() {}

    static void fromVersion1(ObjectNode baseline) {
        Stream.of("accepted", "last")
                .map(state -> baseline.path(state).path("parts"))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .forEach(BaselineUpgrade::parts);
        StreamSupport.stream(baseline.path("since").spliterator(), false)
                .map(JsonNode::asText)
                .max(String::compareTo)
                .ifPresent(newest -> baseline.putObject("since").put(Baseline.SINCE_OF_ALL, newest));
    }

    private static void parts(ObjectNode parts) {
        // Health is never drift: the next snapshot brings it.
        List<String> health = parts.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("health "))
                .toList();
        parts.remove(health);
        parts.forEach(items -> items.forEach(item -> {
            if (item instanceof ObjectNode one && one.path("traits") instanceof ObjectNode traits) {
                item(one, traits);
            }
        }));
    }

    private static void item(ObjectNode item, ObjectNode traits) {
        String kind = item.path("kind").asText();
        TRAITS.getOrDefault(kind, Map.of()).forEach((before, now) -> {
            if (traits.has(before)) {
                traits.set(now, traits.remove(before));
            }
        });
        if (kind.equals("LOAD_BALANCER") && item.path("id").asText().equals("the load balancer")) {
            item.put("id", "domain");
        }
        if (kind.equals("DNS")) {
            traits.put("leads-to", end(traits.path("leads-to").asText()));
        }
        if (kind.equals("RULE") && item.path("details") instanceof ObjectNode details) {
            details.set("conditions", traits.path("conditions"));
            details.set("action", traits.path("action"));
            traits.put("conditions", conditions(traits.path("conditions").asText()));
            traits.put("action", action(traits.path("action").asText()));
        }
    }

    private static String end(String words) {
        return words.equals("addresses that are not of an instance")
                ? "elsewhere"
                : words.replace(", then ", " ").replace(", ", " ");
    }

    private static String conditions(String words) {
        return words.isEmpty()
                ? ""
                : Stream.of(words.split(" and ", -1))
                        .map(BaselineUpgrade::condition)
                        .collect(Collectors.joining("&"));
    }

    private static String condition(String words) {
        String[] parts = words.split(" is ", 2);
        return parts[0].replace(" ", ":") + "=" + (parts.length < 2 ? "" : parts[1].replace(" or ", "|"));
    }

    private static String action(String words) {
        if (words.equals("nothing")) {
            return "";
        }
        return words.replaceFirst("^forward to nothing$", "forward")
                .replaceFirst("^(forward|redirect) to ", "$1 ")
                .replaceFirst("^answer by itself$", "fixed-response")
                .replaceFirst("^answer (\\S+) by itself$", "fixed-response $1")
                .replaceAll(" \\(weight (\\d+)\\)", "*$1")
                .replace(" and ", " ")
                .replace(" with ", " ");
    }
}
