package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The listeners. A port has one at most, so a listener is its port: recreated with another ARN it is the same one. */
final class ListenerAspect implements Aspect {
    private static final String PROTOCOL = "protocol";
    private static final String POLICY = "policy";
    private static final String CERTIFICATE = "certificate";
    private static final String FORWARD = "forward";
    private static final String BALANCER = "balancer";

    @Override
    public Kind kind() {
        return Kind.LISTENER;
    }

    @Override
    public void read(SnapshotParts seen) {
        seen.balancer().ifPresent(balancer -> seen.topology()
                .listeners()
                .toOptional()
                .ifPresent(all -> seen.part(
                        part(balancer.arn()),
                        all.stream().map(one -> item(balancer.arn(), one)).toList())));
    }

    /** The listeners of a load balancer. */
    static String part(String balancerArn) {
        return "listeners " + balancerArn;
    }

    private static Item item(String balancer, Listener one) {
        Item item = Item.of(Kind.LISTENER, Integer.toString(one.port()), one.arn())
                .with(PROTOCOL, one.protocol())
                .detail(BALANCER, balancer)
                .detail(FORWARD, forward(one));
        return one.isHttps() ? item.with(POLICY, one.sslPolicy()).with(CERTIFICATE, one.defaultCertificateArn()) : item;
    }

    /** The target group that everything goes to when no other rule applies; empty when it is not as simple as that. */
    private static String forward(Listener one) {
        return Fact.orEmpty(one.rules()).stream()
                .filter(ListenerRule::isDefault)
                .flatMap(rule -> rule.onlyTargetGroup().stream())
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        String name = item.trait(PROTOCOL) + ":" + item.id();
        return Optional.of(
                switch (delta) {
                    case Delta.Added added ->
                        of(item, "", name, "The listener " + name + " was added.", deleted(item, undo));
                    case Delta.Removed removed ->
                        of(item, name, "", "The listener " + name + " was removed.", created(item, undo));
                    case Delta.Replaced(var part, var was, var is) ->
                        of(
                                is,
                                was.id(),
                                is.id(),
                                "The listener " + name + " was on port " + was.id() + ".",
                                modified(is, undo, "", "--port", was.id()));
                    case Delta.Changed changed ->
                        of(
                                item,
                                changed.from(),
                                changed.to(),
                                "The " + words(changed.trait()) + " of the listener " + name + " is " + changed.to()
                                        + " and was " + changed.from() + ".",
                                undone(changed, undo));
                });
    }

    private static String words(String trait) {
        return switch (trait) {
            case POLICY -> "security policy";
            case CERTIFICATE -> "default certificate";
            default -> trait;
        };
    }

    private static Difference of(Item item, String before, String after, String sentence, Fix undo) {
        return new Difference(Kind.LISTENER, "port " + item.id(), before, after, sentence, undo, true);
    }

    private static Fix deleted(Item item, Undo undo) {
        return Undo.by(
                "This deletes its rules, and clients of this port are cut off.",
                undo.aws("elbv2", "delete-listener", "--listener-arn", item.handle()));
    }

    private static Fix created(Item item, Undo undo) {
        boolean https = !item.trait(CERTIFICATE).isEmpty();
        if (item.detail(FORWARD).isEmpty()) {
            return Undo.byHand("Add it again. The timeline shows its default action.");
        }
        var words = new ArrayList<>(List.of(
                "elbv2",
                "create-listener",
                "--load-balancer-arn",
                item.detail(BALANCER),
                "--protocol",
                item.trait(PROTOCOL),
                "--port",
                item.id(),
                "--default-actions",
                "Type=forward,TargetGroupArn=" + item.detail(FORWARD)));
        if (https) {
            words.addAll(List.of("--certificates", "CertificateArn=" + item.trait(CERTIFICATE)));
            words.addAll(List.of("--ssl-policy", item.trait(POLICY)));
        }
        return Undo.by("This does not recreate the other rules.", undo.aws(words.toArray(String[]::new)));
    }

    private static Fix undone(Delta.Changed changed, Undo undo) {
        Item is = changed.is();
        return switch (changed.trait()) {
            case POLICY ->
                modified(
                        is,
                        undo,
                        "Clients that support only the current policy are cut off.",
                        "--ssl-policy",
                        changed.from());
            case CERTIFICATE -> modified(is, undo, "", "--certificates", "CertificateArn=" + changed.from());
            default -> protocol(changed, undo);
        };
    }

    private static Fix protocol(Delta.Changed changed, Undo undo) {
        Item was = changed.was();
        if (was.trait(CERTIFICATE).isEmpty()) {
            return modified(changed.is(), undo, "", "--protocol", changed.from());
        }
        return modified(
                changed.is(),
                undo,
                "",
                "--protocol",
                changed.from(),
                "--certificates",
                "CertificateArn=" + was.trait(CERTIFICATE),
                "--ssl-policy",
                was.trait(POLICY));
    }

    private static Fix modified(Item item, Undo undo, String caution, String... how) {
        var words = new ArrayList<>(List.of("elbv2", "modify-listener", "--listener-arn", item.handle()));
        words.addAll(List.of(how));
        return Undo.by(caution, undo.aws(words.toArray(String[]::new)));
    }
}
