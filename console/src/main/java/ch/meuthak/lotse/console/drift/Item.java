package ch.meuthak.lotse.console.drift;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that was read, in the form in which it is compared.
 *
 * @param id what makes it the same thing before and after, within its part: what it is for, never an id that AWS changes when
 *     the thing is recreated
 * @param handle AWS's own id of it, which commands name: {@code sgr-...}, an ARN; empty when AWS did not say. Two things with
 *     another id and the same handle are one that was changed
 * @param traits what is compared. A trait whose name has a dot, {@code action.groups}, goes with the one before the dot: they
 *     change together
 * @param details what commands and sentences need; not compared
 */
public record Item(Kind kind, String id, String handle, Map<String, String> traits, Map<String, String> details) {
    public Item {
        traits = sorted(traits);
        details = sorted(details);
    }

    static Item of(Kind kind, String id, String handle) {
        return new Item(kind, id, handle, Map.of(), Map.of());
    }

    Item with(String trait, String value) {
        return new Item(kind, id, handle, plus(traits, trait, value), details);
    }

    Item detail(String name, String value) {
        return new Item(kind, id, handle, traits, plus(details, name, value));
    }

    /** The same with every trait that it lacks, and AWS's present id of it, taken from a newer one. */
    Item filledFrom(Item newer) {
        var all = new TreeMap<>(newer.traits);
        all.putAll(traits);
        return new Item(kind, id, newer.handle.isEmpty() ? handle : newer.handle, all, details);
    }

    private static Map<String, String> plus(Map<String, String> all, String name, String value) {
        var more = new TreeMap<>(all);
        more.put(name, value);
        return more;
    }

    private static Map<String, String> sorted(Map<String, String> all) {
        return Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** The trait and those that go with it. */
    Map<String, String> group(String trait) {
        var all = new TreeMap<>(traits);
        all.keySet().removeIf(name -> !Comparison.group(name).equals(trait));
        return all;
    }

    /** The trait's value; empty when it was not read. */
    String trait(String name) {
        return traits.getOrDefault(name, "");
    }

    String detail(String name) {
        return details.getOrDefault(name, "");
    }
}
