package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * The part of a container's configuration that is not from its image. The engine reports only the sum of both. So a value that is
 * the same in both counts as the image's.
 */
final class OperatorConfig {
    /** Only for that one container, or only for its image. */
    private static final Set<String> NEVER = Set.of(
            "Image",
            "Hostname",
            "MacAddress",
            "AttachStdin",
            "AttachStdout",
            "AttachStderr",
            "OnBuild",
            "ArgsEscaped",
            "Shell",
            "Cmd",
            "Entrypoint",
            "Env",
            "Labels");

    private static final List<String> OUR_VARIABLES = List.of(Names.SLOT_VARIABLE + "=", Names.DIGEST_VARIABLE + "=");
    private static final List<String> OUR_LABELS = List.of(Names.SLOT, Names.DIGEST, Names.NUMBER, Names.REPLACE);

    private OperatorConfig() {}

    static ObjectNode of(JsonNode container, JsonNode image) {
        JsonNode config = container.path("Config");
        ObjectNode kept = Engine.JSON.createObjectNode();
        config.forEachEntry((name, value) -> {
            if (!NEVER.contains(name)) {
                keep(kept, name, difference(value, image.path(name)));
            }
        });
        command(kept, config, image);
        hostname(kept, config, container.path("Id").asText());
        kept.set("Env", environment(config.path("Env"), image.path("Env")));
        kept.set("Labels", labels(config.path("Labels"), image.path("Labels")));
        return kept;
    }

    /** Of an object, the fields that the other one lacks. Of anything else, all or nothing. */
    private static JsonNode difference(JsonNode value, JsonNode other) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            ObjectNode left = object.deepCopy();
            object.forEachEntry((name, inner) -> {
                if (inner.equals(other.path(name))) {
                    left.remove(name);
                }
            });
            return left;
        }
        return value.equals(other) ? Engine.JSON.nullNode() : value;
    }

    private static void keep(ObjectNode kept, String name, JsonNode value) {
        if (!isEmpty(value)) {
            kept.set(name, value.deepCopy());
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
    }

    /** With another entrypoint the engine does not use the image's command. */
    private static void command(ObjectNode kept, JsonNode config, JsonNode image) {
        JsonNode entrypoint = config.path("Entrypoint");
        JsonNode command = config.path("Cmd");
        boolean ownEntrypoint = !isEmpty(entrypoint) && !entrypoint.equals(image.path("Entrypoint"));
        if (ownEntrypoint) {
            keep(kept, "Entrypoint", entrypoint);
        }
        if (ownEntrypoint || !command.equals(image.path("Cmd"))) {
            keep(kept, "Cmd", command);
        }
    }

    /** The engine's own choice is the container's id. */
    private static void hostname(ObjectNode kept, JsonNode config, String id) {
        String name = config.path("Hostname").asText();
        if (!name.isEmpty() && !id.startsWith(name)) {
            kept.put("Hostname", name);
        }
    }

    private static ArrayNode environment(JsonNode variables, JsonNode images) {
        var all = images.valueStream().map(JsonNode::asText).toList();
        ArrayNode kept = Engine.JSON.createArrayNode();
        variables
                .valueStream()
                .map(JsonNode::asText)
                .filter(variable -> !all.contains(variable))
                .filter(variable -> OUR_VARIABLES.stream().noneMatch(variable::startsWith))
                .forEach(kept::add);
        return kept;
    }

    private static ObjectNode labels(JsonNode labels, JsonNode images) {
        ObjectNode kept = Engine.JSON.createObjectNode();
        labels.forEachEntry((name, value) -> {
            if (!value.equals(images.path(name))) {
                kept.set(name, value);
            }
        });
        return kept.without(OUR_LABELS);
    }
}
