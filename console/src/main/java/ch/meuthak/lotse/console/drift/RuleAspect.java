package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Listener rules. A rule is its priority on its port, which is unique: recreated it is the same one. */
final class RuleAspect implements Aspect {
    private static final String CONDITIONS = "conditions";
    private static final String ACTION = "action";
    private static final String GROUPS = ACTION + ".groups";
    private static final String BALANCER = "balancer";
    private static final String PORT = "port";
    private static final String HOSTS = "hosts";
    private static final String FORWARD = "forward";

    @Override
    public Kind kind() {
        return Kind.RULE;
    }

    @Override
    public void read(SnapshotParts seen) {
        seen.balancer()
                .ifPresent(balancer -> Fact.orEmpty(seen.topology().listeners()).forEach(listener -> listener.rules()
                        .toOptional()
                        .ifPresent(rules -> seen.part(
                                "rules " + balancer.arn() + " " + listener.port(),
                                rules.stream()
                                        .map(rule -> item(balancer.arn(), listener, rule))
                                        .toList()))));
    }

    private static Item item(String balancer, Listener listener, ListenerRule rule) {
        boolean hosts = rule.conditions().size() == 1 && !rule.hosts().isEmpty();
        return Item.of(Kind.RULE, rule.priority(), rule.arn())
                .with(
                        CONDITIONS,
                        rule.conditions().stream()
                                .map(RuleAspect::code)
                                .sorted()
                                .collect(Collectors.joining("&")))
                .with(ACTION, code(rule.action()))
                .with(GROUPS, String.join(" ", rule.targetGroupArns()))
                .detail(BALANCER, balancer)
                .detail(PORT, Integer.toString(listener.port()))
                .detail(HOSTS, hosts ? String.join(",", rule.hosts()) : "")
                .detail(FORWARD, rule.onlyTargetGroup().orElse(""))
                .detail(CONDITIONS, ListenerRuleWords.conditions(rule.conditions()))
                .detail(ACTION, ListenerRuleWords.action(rule));
    }

    private static String code(Condition one) {
        return one.field() + (one.name().isEmpty() ? "" : ":" + one.name()) + "=" + String.join("|", one.values());
    }

    /** Two groups of the same name differ in {@link #GROUPS}. */
    private static String code(Action action) {
        Stream<String> shares = action.shares().stream()
                .map(one -> action.shares().size() == 1 ? one.name() : one.name() + "*" + one.weight());
        return Stream.of(Stream.of(action.type()), shares, Stream.of(action.where(), action.code()))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        String before = delta.before().map(RuleAspect::words).orElse("");
        String after = delta.after().map(RuleAspect::words).orElse("");
        String name = name(item);
        String sentence =
                switch (delta) {
                    case Delta.Added added -> name + " was added: " + after + ".";
                    case Delta.Removed removed -> name + " was removed: " + before + ".";
                    case Delta.Replaced(var part, var was, var is) ->
                        name + " had priority " + was.id() + ": " + after + ".";
                    case Delta.Changed changed
                    when changed.from().equals(changed.to()) ->
                        name + " forwards to another target group of the same name.";
                    case Delta.Changed changed ->
                        name + " has the " + changed.trait() + " \""
                                + changed.is().detail(changed.trait()) + "\" and had \""
                                + changed.was().detail(changed.trait()) + "\".";
                };
        return Optional.of(new Difference(
                Kind.RULE,
                "port " + item.detail(PORT),
                delta.before().map(RuleAspect::whole).orElse(""),
                delta.after().map(RuleAspect::whole).orElse(""),
                sentence,
                fix(delta, undo),
                true));
    }

    private static String name(Item item) {
        return (item.id().equals("default") ? "The default rule" : "The rule " + item.id()) + " of port "
                + item.detail(PORT);
    }

    /** With its priority, and the groups, whose names alone are in the words. */
    private static String whole(Item item) {
        return (item.id() + ": " + words(item) + " " + item.trait(GROUPS)).strip();
    }

    private static String words(Item item) {
        return item.detail(CONDITIONS).isEmpty()
                ? item.detail(ACTION)
                : "when " + item.detail(CONDITIONS) + ", " + item.detail(ACTION);
    }

    private static Fix fix(Delta delta, Undo undo) {
        return switch (delta) {
            case Delta.Added(var part, var item) ->
                Undo.by(
                        "The listener rules after it then apply to its requests.",
                        undo.aws("elbv2", "delete-rule", "--rule-arn", item.handle()));
            case Delta.Removed(var part, var item) -> created(item, undo);
            case Delta.Replaced(var part, var was, var is) ->
                Undo.by(
                        "",
                        undo.aws(
                                "elbv2",
                                "set-rule-priorities",
                                "--rule-priorities",
                                "RuleArn=" + is.handle() + ",Priority=" + was.id()));
            case Delta.Changed changed -> changed.trait().equals(ACTION) ? action(changed, undo) : hosts(changed, undo);
        };
    }

    private static Fix created(Item item, Undo undo) {
        String listener = undo.handle(ListenerAspect.part(item.detail(BALANCER)), item.detail(PORT));
        if (listener.isEmpty()) {
            return Undo.byHand("Add its listener first. This page then shows how to add the listener rule.");
        }
        if (item.detail(HOSTS).isEmpty() || item.detail(FORWARD).isEmpty()) {
            return Undo.byHand("Add it again by hand: " + words(item) + ".");
        }
        return Undo.by(
                "Requests that match it then follow it again.",
                undo.aws(
                        "elbv2",
                        "create-rule",
                        "--listener-arn",
                        listener,
                        "--priority",
                        item.id(),
                        "--conditions",
                        "Field=host-header,Values=" + item.detail(HOSTS),
                        "--actions",
                        forward(item)));
    }

    private static String forward(Item item) {
        return "Type=forward,TargetGroupArn=" + item.detail(FORWARD);
    }

    private static Fix action(Delta.Changed changed, Undo undo) {
        Item was = changed.was();
        Item is = changed.is();
        if (was.detail(FORWARD).isEmpty()) {
            return Undo.byHand("Set it back by hand: " + words(was) + ".");
        }
        if (!is.id().equals("default")) {
            return Undo.by("", undo.aws("elbv2", "modify-rule", "--rule-arn", is.handle(), "--actions", forward(was)));
        }
        String listener = undo.handle(ListenerAspect.part(is.detail(BALANCER)), is.detail(PORT));
        return listener.isEmpty()
                ? Undo.byHand("Set it back by hand: " + words(was) + ".")
                : Undo.by(
                        "",
                        undo.aws(
                                "elbv2",
                                "modify-listener",
                                "--listener-arn",
                                listener,
                                "--default-actions",
                                forward(was)));
    }

    private static Fix hosts(Delta.Changed changed, Undo undo) {
        Item was = changed.was();
        return was.detail(HOSTS).isEmpty()
                ? Undo.byHand("Set it back by hand: " + words(was) + ".")
                : Undo.by(
                        "",
                        undo.aws(
                                "elbv2",
                                "modify-rule",
                                "--rule-arn",
                                changed.is().handle(),
                                "--conditions",
                                "Field=host-header,Values=" + was.detail(HOSTS)));
    }
}
