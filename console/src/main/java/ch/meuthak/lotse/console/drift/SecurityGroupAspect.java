package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.List;
import java.util.Optional;

/**
 * Security-group rules. A rule is what it admits: recreated with another id it is the same one. Its description is not compared.
 */
final class SecurityGroupAspect implements Aspect {
    private static final int SSH = 22;
    private static final String GROUP = "group";
    private static final String SIDE = "side";
    private static final String INBOUND = "ingress";
    private static final String OUTBOUND = "egress";
    private static final String DESCRIPTION = "description";
    private static final String WORDS = "words";
    private static final String ADMITS_SSH = "ssh";

    @Override
    public Kind kind() {
        return Kind.SECURITY_GROUP;
    }

    @Override
    public void read(SnapshotParts seen) {
        for (SecurityGroup group : Fact.orEmpty(seen.topology().securityGroups())) {
            seen.part(part(group.id(), INBOUND), items(group.id(), INBOUND, group.inbound()));
            seen.part(part(group.id(), OUTBOUND), items(group.id(), OUTBOUND, group.outbound()));
        }
    }

    private static String part(String group, String side) {
        return "security-group " + group + " " + side;
    }

    private static List<Item> items(String group, String side, List<SecurityGroupRule> rules) {
        return rules.stream().map(rule -> item(group, side, rule)).toList();
    }

    private static Item item(String group, String side, SecurityGroupRule rule) {
        Permission permission = Permission.of(rule);
        return Item.of(Kind.SECURITY_GROUP, permission.key(), rule.id())
                .detail(GROUP, group)
                .detail(SIDE, side)
                .detail(DESCRIPTION, rule.description())
                .detail(WORDS, permission.words(side.equals(INBOUND)))
                .detail(ADMITS_SSH, side.equals(INBOUND) && rule.admitsTcp(SSH) ? "yes" : "");
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        String group = item.detail(GROUP);
        String before = delta.before().map(was -> was.detail(WORDS)).orElse("");
        String after = delta.after().map(is -> is.detail(WORDS)).orElse("");
        String rule = item.detail(SIDE).equals(INBOUND) ? "rule " : "outbound rule ";
        return switch (delta) {
            case Delta.Added added ->
                told(group, before, after, "The " + rule + after + " was added to " + group + ".", revoked(item, undo));
            case Delta.Removed removed ->
                told(
                        group,
                        before,
                        after,
                        "The " + rule + before + " was removed from " + group + ".",
                        admitted(item, undo));
            case Delta.Replaced(var part, var was, var is) ->
                told(
                        group,
                        before,
                        after,
                        "A " + rule + "of " + group + " is " + after + " and was " + before + ".",
                        both(admitted(was, undo), revoked(is, undo)));
            case Delta.Changed changed -> Optional.empty();
        };
    }

    private static Optional<Difference> told(String group, String before, String after, String sentence, Fix undo) {
        return Optional.of(new Difference(Kind.SECURITY_GROUP, group, before, after, sentence, undo, true));
    }

    private static Fix revoked(Item item, Undo undo) {
        String call = "revoke-security-group-" + item.detail(SIDE);
        String command = item.handle().isEmpty()
                ? undo.aws(
                        "ec2",
                        call,
                        "--group-id",
                        item.detail(GROUP),
                        "--ip-permissions",
                        Permission.ofKey(item.id()).json(""))
                : undo.aws("ec2", call, "--group-id", item.detail(GROUP), "--security-group-rule-ids", item.handle());
        String caution = item.detail(ADMITS_SSH).isEmpty()
                ? "Connections that only this rule allows are cut off."
                : "This rule allows SSH. SSH sessions that use it are cut off, perhaps yours too.";
        return Undo.by(caution, command);
    }

    private static Fix admitted(Item item, Undo undo) {
        String json = Permission.ofKey(item.id()).json(item.detail(DESCRIPTION));
        return Undo.by(
                item.detail(SIDE).equals(INBOUND)
                        ? "This admits the same traffic again."
                        : "This allows the same outbound traffic again.",
                undo.aws(
                        "ec2",
                        "authorize-security-group-" + item.detail(SIDE),
                        "--group-id",
                        item.detail(GROUP),
                        "--ip-permissions",
                        json));
    }

    /** First lets in, then shuts out. */
    private static Fix both(Fix first, Fix second) {
        return new Fix(
                "", List.of(first.commands().getFirst(), second.commands().getFirst()), second.caution());
    }
}
