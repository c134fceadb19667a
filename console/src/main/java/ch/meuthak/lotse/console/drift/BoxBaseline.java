package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Container;
import ch.meuthak.lotse.console.words.ExitCodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of the box must be remembered from one look to the next, and from one console to the next.
 *
 * @param bootId names the boot of the machine; empty where it does not tell
 * @param startedAt when the one container of a service was started last, by the service's name; of the releases, whose service
 *     has two now and then, the deployments tell
 */
public record BoxBaseline(String bootId, Map<String, Instant> startedAt) {
    public BoxBaseline {
        startedAt = Map.copyOf(startedAt);
    }

    /** As it is now. */
    public static BoxBaseline of(Box box, String bootId, String releases) {
        Map<String, List<Container>> services =
                box.containers().stream().collect(Collectors.groupingBy(Container::service));
        var started = new TreeMap<String, Instant>();
        services.forEach((service, all) -> {
            if (all.size() == 1 && !service.equals(releases)) {
                started.put(service, all.getFirst().startedAt());
            }
        });
        return new BoxBaseline(bootId, started);
    }

    /** This, with what the one before knew of services that this look did not show: they are not forgotten for that. */
    BoxBaseline after(BoxBaseline before) {
        if (isAnotherBootThan(before)) {
            return this;
        }
        var all = new TreeMap<>(before.startedAt);
        all.putAll(startedAt);
        return new BoxBaseline(bootId, all);
    }

    private boolean isAnotherBootThan(BoxBaseline other) {
        return !bootId.isEmpty() && !other.bootId.isEmpty() && !bootId.equals(other.bootId);
    }

    /** Sentences about what has happened on the box since this was remembered. */
    List<String> since(BoxBaseline now, Box box) {
        if (now.isAnotherBootThan(this)) {
            return List.of("The box was rebooted.");
        }
        List<String> again = now.startedAt.entrySet().stream()
                .filter(one -> startedAt.containsKey(one.getKey()))
                .filter(one -> one.getValue().isAfter(startedAt.getOrDefault(one.getKey(), Instant.MAX)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (again.size() > 1 && again.size() == startedAt.size()) {
            return List.of("All containers except the release's restarted (" + String.join(", ", again)
                    + "): the Docker engine restarted, or somebody recreated them.");
        }
        return again.stream().map(service -> sentence(service, box)).toList();
    }

    private static String sentence(String service, Box box) {
        List<String> how = new ArrayList<>();
        box.containers().stream()
                .filter(one -> one.service().equals(service))
                .flatMap(one -> one.end().stream()
                        .map(end -> end.outOfMemory()
                                ? ExitCodes.outOfMemory(end.code(), one.memoryLimit())
                                : ExitCodes.ended(end.code())))
                .forEach(how::add);
        return "The container of " + service + " restarted"
                + (how.isEmpty() ? "." : ": before, it " + how.getFirst() + ".");
    }
}
