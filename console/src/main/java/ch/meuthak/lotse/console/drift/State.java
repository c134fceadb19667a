package ch.meuthak.lotse.console.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was read, part by part. A part is what one call reads or does not read: all rules of one security group, all targets of one
 * group. A part that is not here was not read; one without items was read, and there is nothing in it.
 *
 * @param parts the items of each part, by the part's name
 */
public record State(Map<String, List<Item>> parts) {
    /** More parts than a load balancer can have with AWS's quotas; what comes after them is not remembered. */
    static final int MOST_PARTS = 5_000;

    public State {
        parts = Map.copyOf(parts);
    }

    static State empty() {
        return new State(Map.of());
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    List<Item> items(String part) {
        return parts.getOrDefault(part, List.of());
    }

    Optional<Item> item(String part, String id) {
        return items(part).stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** The same with the parts of a newer one in place of its own: those that the newer one lacks stay as they were. */
    State updatedBy(State newer) {
        var all = new TreeMap<>(newer.parts);
        parts.forEach((part, items) -> {
            if (all.size() < MOST_PARTS) {
                all.putIfAbsent(part, items);
            }
        });
        return new State(all);
    }

    /** The same with what it has never had, parts and traits, taken from a newer one. */
    State filledFrom(State newer) {
        var all = new TreeMap<String, List<Item>>();
        parts.forEach((part, items) -> all.put(
                part,
                items.stream()
                        .map(item -> newer.item(part, item.id())
                                .map(item::filledFrom)
                                .orElse(item))
                        .toList()));
        newer.parts.forEach((part, items) -> {
            if (all.size() < MOST_PARTS) {
                all.putIfAbsent(part, items);
            }
        });
        return new State(all);
    }

    /** The same with another content of one part. */
    State with(String part, List<Item> items) {
        var all = new TreeMap<>(parts);
        all.put(part, List.copyOf(items));
        return new State(all);
    }

    /** The same with one item less and one more in a part; either may be absent. */
    State with(String part, Optional<Item> less, Optional<Item> more) {
        var items = new ArrayList<>(items(part));
        less.ifPresent(one -> items.removeIf(item -> item.id().equals(one.id())));
        more.ifPresent(items::add);
        return with(part, items);
    }
}
