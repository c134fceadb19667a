package ch.meuthak.lotse.console.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares two states, part by part. The order of lists means nothing, and what either has not read is left out. */
final class Comparison {
    private Comparison() {}

    static List<Delta> of(State before, State after) {
        List<Delta> deltas = new ArrayList<>();
        after.parts().keySet().stream()
                .filter(before::has)
                .sorted()
                .forEach(part -> compare(part, before.items(part), after.items(part), deltas));
        return deltas;
    }

    private static void compare(String part, List<Item> before, List<Item> after, List<Delta> into) {
        if (before.equals(after)) {
            return;
        }
        Map<String, Item> was = byId(before);
        Map<String, Item> is = byId(after);
        Map<String, Item> gone = new HashMap<>();
        was.forEach((id, item) -> {
            if (!is.containsKey(id) && !item.handle().isEmpty()) {
                gone.put(item.handle(), item);
            }
        });
        is.forEach((id, item) -> {
            Item same = was.get(id);
            Item other = gone.get(item.handle());
            if (same != null) {
                changed(part, same, item, into);
            } else if (other != null) {
                gone.remove(item.handle());
                was.remove(other.id());
                into.add(new Delta.Replaced(part, other, item));
            } else {
                into.add(new Delta.Added(part, item));
            }
        });
        was.forEach((id, item) -> {
            if (!is.containsKey(id)) {
                into.add(new Delta.Removed(part, item));
            }
        });
    }

    /** One difference for each trait, with those that go with it. */
    private static void changed(String part, Item was, Item is, List<Delta> into) {
        var traits = new TreeSet<String>();
        is.traits().forEach((name, value) -> {
            String before = was.traits().get(name);
            if (before != null && !before.equals(value)) {
                traits.add(group(name));
            }
        });
        traits.forEach(trait -> into.add(new Delta.Changed(part, was, is, trait)));
    }

    /** {@code action} of {@code action.groups}. */
    static String group(String trait) {
        int dot = trait.indexOf('.');
        return dot < 0 ? trait : trait.substring(0, dot);
    }

    private static Map<String, Item> byId(List<Item> items) {
        Map<String, Item> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.putIfAbsent(item.id(), item));
        return byId;
    }
}
