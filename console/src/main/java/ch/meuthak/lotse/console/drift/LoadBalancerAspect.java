package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The load balancer that the domain leads to, and how it is set. Its state is AWS's doing and never drift. */
final class LoadBalancerAspect implements Aspect {
    private static final String WHICH = "which";
    private static final String GROUPS = "groups";
    private static final String SUBNETS = "subnets";
    private static final String SCHEME = "scheme";
    private static final String STATE = "state";
    private static final String IDLE = "idle-timeout";

    @Override
    public Kind kind() {
        return Kind.LOAD_BALANCER;
    }

    @Override
    public void read(SnapshotParts seen) {
        Optional<LoadBalancer> balancer = seen.balancer();
        balancer.ifPresent(one -> seen.part(
                "load-balancer", item(one, "domain").with(WHICH, one.name()).with(WHICH + ".arn", one.arn())));
        balancer.ifPresent(one -> seen.part(
                "load-balancer " + one.arn(),
                item(one, one.arn())
                        .with(SCHEME, one.scheme())
                        .with(STATE, one.state())
                        .with(GROUPS, joined(one.securityGroupIds()))
                        .with(SUBNETS, joined(one.subnetIds()))));
        balancer.ifPresent(one -> seen.topology()
                .idleTimeout()
                .toOptional()
                .ifPresent(idle -> seen.part(
                        "idle-timeout " + one.arn(),
                        item(one, one.arn()).with(IDLE, Long.toString(idle.toSeconds())))));
    }

    private static Item item(LoadBalancer one, String id) {
        return Item.of(Kind.LOAD_BALANCER, id, one.arn()).detail("name", one.name());
    }

    private static String joined(List<String> ids) {
        return String.join(" ", new TreeSet<>(ids));
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String name = changed.is().detail("name");
        String sentence =
                switch (changed.trait()) {
                    case WHICH ->
                        "The domain's load balancer is " + changed.to()
                                + (changed.to().equals(changed.from())
                                        ? ", recreated with the same name."
                                        : " and was " + changed.from() + ".");
                    case IDLE ->
                        "The idle timeout of " + name + " is " + changed.to() + " s and was " + changed.from() + " s.";
                    case STATE ->
                        "The load balancer " + name + " is " + changed.to() + " and was " + changed.from() + ".";
                    case SCHEME -> "The scheme of " + name + " is " + changed.to() + " and was " + changed.from() + ".";
                    case String trait ->
                        "The " + (trait.equals(GROUPS) ? "security groups" : trait) + " of " + name + " are "
                                + words(changed.to()) + " and were " + words(changed.from()) + ".";
                };
        return Optional.of(new Difference(
                Kind.LOAD_BALANCER,
                name,
                value(changed.was(), changed.trait()),
                value(changed.is(), changed.trait()),
                sentence,
                undo(changed, undo),
                !changed.trait().equals(STATE)));
    }

    /** Two of the same name differ in their ARN. */
    private static String value(Item item, String trait) {
        return trait.equals(WHICH) ? item.handle() : item.trait(trait);
    }

    private static String words(String ids) {
        return ids.isEmpty() ? "none" : ids.replace(" ", ", ");
    }

    private static Fix undo(Delta.Changed changed, Undo undo) {
        String arn = changed.is().handle();
        return switch (changed.trait()) {
            case GROUPS ->
                changed.from().isEmpty()
                        ? Undo.byHand("A load balancer needs a security group.")
                        : Undo.by(
                                "Clients that only the current groups admit are cut off.",
                                undo.aws(words(changed.from(), "set-security-groups", arn, "--security-groups")));
            case SUBNETS ->
                changed.from().isEmpty()
                        ? Undo.NONE
                        : Undo.by(
                                "Open requests through a removed subnet are cut off.",
                                undo.aws(words(changed.from(), "set-subnets", arn, "--subnets")));
            case IDLE ->
                Undo.by(
                        "",
                        undo.aws(
                                "elbv2",
                                "modify-load-balancer-attributes",
                                "--load-balancer-arn",
                                arn,
                                "--attributes",
                                "Key=idle_timeout.timeout_seconds,Value=" + changed.from()));
            case WHICH -> Undo.byHand("Point the domain at the old one again, if it still exists.");
            case SCHEME -> Undo.byHand("The scheme of a load balancer cannot change. Create another load balancer.");
            default -> Undo.NONE;
        };
    }

    private static String[] words(String ids, String call, String arn, String option) {
        var words = new ArrayList<>(List.of("elbv2", call, "--load-balancer-arn", arn, option));
        words.addAll(List.of(ids.split(" ", -1)));
        return words.toArray(String[]::new);
    }
}
