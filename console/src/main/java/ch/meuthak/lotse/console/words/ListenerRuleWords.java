package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.ListenerRule.Share;
import java.util.List;
import java.util.stream.Collectors;

/** Listener rules in words. */
public final class ListenerRuleWords {
    private ListenerRuleWords() {}

    /** {@code host-header is backend.example.ch and path-pattern is /a or /b}; empty for none. */
    public static String conditions(List<Condition> all) {
        return all.stream().map(ListenerRuleWords::condition).collect(Collectors.joining(" and "));
    }

    /** {@code host-header is backend.example.ch}. */
    public static String condition(Condition one) {
        return (one.field() + " " + one.name()).strip() + " is " + String.join(" or ", one.values());
    }

    /** {@code forward to semarb3-2}. */
    public static String action(ListenerRule rule) {
        Action action = rule.action();
        return switch (action.type()) {
            case "" -> "nothing";
            case "forward" -> "forward to " + shares(action.shares());
            case "redirect" ->
                action.where().isEmpty() ? "redirect" : "redirect to " + action.where() + " with " + action.code();
            case "fixed-response" ->
                action.code().isEmpty() ? "return a fixed response" : "return " + action.code() + " (fixed response)";
            case String other -> other;
        };
    }

    private static String shares(List<Share> all) {
        return switch (all.size()) {
            case 0 -> "nothing";
            case 1 -> all.getFirst().name();
            default ->
                all.stream()
                        .map(share -> share.name() + " (weight " + share.weight() + ")")
                        .collect(Collectors.joining(" and "));
        };
    }
}
