package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.How;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two specifications, by their names in the compose file. It leaves out Compose's own labels and what the
 * console sets (the mode of the first network). The fingerprint covers them, too.
 */
final class SpecificationChange {
    private static final String SECRETS = "/run/secrets/";

    /** Of the engine's {@code HostConfig}: see <a href="https://docs.docker.com/reference/api/engine/">its reference</a>. */
    private static final Map<String, String> LIMITS = Map.of(
            "Memory", "mem_limit",
            "MemorySwap", "memswap_limit",
            "MemoryReservation", "mem_reservation",
            "NanoCpus", "cpus",
            "CpuShares", "cpu_shares",
            "CpuQuota", "cpu_quota",
            "CpusetCpus", "cpuset",
            "PidsLimit", "pids_limit",
            "Ulimits", "ulimits",
            "OomScoreAdj", "oom_score_adj");

    /** Compared part by part, or only valid for one container or its client. */
    private static final Set<String> APART =
            Set.of("Env", "Labels", "Binds", "Mounts", "Tmpfs", "NetworkMode", "ConsoleSize");

    private final Map<Key, String> parts = new HashMap<>();

    /** The visible part. Its value is only compared. */
    private record Key(Kind kind, String name) {}

    private SpecificationChange(ObjectNode json) {
        JsonNode config = json.path("Config");
        JsonNode host = json.path("HostConfig");
        config.path("Env")
                .forEach(variable -> put(Kind.VARIABLE, Names.variable(variable.asText()), variable.asText()));
        config.path("Labels").forEachEntry((name, value) -> {
            if (!name.startsWith(Names.COMPOSE)) {
                put(Kind.LABEL, name, value.asText());
            }
        });
        volumes(host);
        json.path("Networks").forEachEntry((name, endpoint) -> put(Kind.NETWORK, name, normal(endpoint)));
        config.forEachEntry(this::option);
        host.forEachEntry(this::option);
    }

    /** Sorted by kind and name. */
    static List<ConfigurationPart> between(Specification serving, Specification wanted) {
        Map<Key, String> before = new SpecificationChange(serving.json()).parts;
        Map<Key, String> after = new SpecificationChange(wanted.json()).parts;
        Set<Key> keys = new TreeSet<>(Comparator.comparing(Key::kind).thenComparing(Key::name));
        keys.addAll(before.keySet());
        keys.addAll(after.keySet());
        List<ConfigurationPart> changes = new ArrayList<>();
        keys.forEach(key -> how(before.get(key), after.get(key))
                .ifPresent(how -> changes.add(new ConfigurationPart(key.kind(), key.name(), how))));
        if (changes.isEmpty() && !hash(serving).equals(hash(wanted))) {
            changes.add(new ConfigurationPart(Kind.OPTION, "the hash by which Compose compares", How.CHANGED));
        }
        return List.copyOf(changes);
    }

    private static Optional<How> how(@Nullable String before, @Nullable String after) {
        if (before == null) {
            return Optional.of(How.ADDED);
        }
        if (after == null) {
            return Optional.of(How.REMOVED);
        }
        return before.equals(after) ? Optional.empty() : Optional.of(How.CHANGED);
    }

    private static String hash(Specification specification) {
        return specification
                .json()
                .path("Config")
                .path("Labels")
                .path(Names.HASH)
                .asText();
    }

    private void put(Kind kind, String name, String value) {
        parts.merge(
                new Key(kind, name), value, (first, second) -> first + "\n" + second); // both count, and their order
    }

    /** {@code source:target:options}, the engine's own records of mounts, and file systems in memory: all by their targets. */
    private void volumes(JsonNode host) {
        host.path("Binds").forEach(bind -> {
            String[] fields = bind.asText().split(":", 3);
            volume(fields.length > 1 ? fields[1] : fields[0], bind.asText());
        });
        host.path("Mounts").forEach(mount -> volume(mount.path("Target").asText(), normal(mount)));
        host.path("Tmpfs").forEachEntry((target, options) -> volume(target, options.asText()));
    }

    private void volume(String target, String value) {
        if (target.startsWith(SECRETS)) {
            put(Kind.SECRET, target.substring(SECRETS.length()), value);
        } else {
            put(Kind.VOLUME, target, value);
        }
    }

    private void option(String name, JsonNode value) {
        String text = normal(value);
        if (!APART.contains(name) && !text.isEmpty()) {
            String limit = LIMITS.get(name);
            put(limit == null ? Kind.OPTION : Kind.LIMIT, limit == null ? name : limit, text);
        }
    }

    /**
     * The same text for the same meaning. Null, zero, false and empty are nothing (the texts "0" and "false" are not: user 0 is
     * root). The order of a network's aliases does not matter, nor does the sooner health check during the start.
     */
    private static String normal(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var fields = new TreeMap<String, String>();
            object.forEachEntry((name, field) -> {
                String text = field(name, field);
                if (!text.isEmpty()) {
                    fields.put(name, text);
                }
            });
            return fields.isEmpty() ? "" : fields.toString();
        }
        if (value.isArray()) {
            return value.isEmpty() ? "" : joined(value.valueStream().map(SpecificationChange::normal));
        }
        String text = value.asText();
        boolean unset =
                value.isNull() || (value.isNumber() && text.equals("0")) || (value.isBoolean() && text.equals("false"));
        return unset ? "" : text;
    }

    private static String field(String name, JsonNode value) {
        return switch (name) {
            case "StartInterval" -> "";
            case "Aliases" -> joined(value.valueStream().map(JsonNode::asText).sorted());
            default -> normal(value);
        };
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining(",", "[", "]"));
    }
}
