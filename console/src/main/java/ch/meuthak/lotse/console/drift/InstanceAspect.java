package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.words.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instances. How one is set up can be drift. Its state, its start and the addresses that AWS lends it are not: a Learner Lab
 * stops and starts it without asking, and the {@link Restart}s remember that.
 */
final class InstanceAspect implements Aspect {
    private static final String TYPE = "type";
    private static final String GROUPS = "groups";
    private static final String TOKENS = "tokens";
    private static final String HOPS = "hop-limit";
    private static final String STATE = "state";
    private static final String LAUNCHED = "launched";
    private static final String PUBLIC = "public";
    private static final String PRIVATE = "private";
    private static final Set<String> PLURAL = Set.of(GROUPS, TOKENS);

    private static final Map<String, String> WORDS = Map.of(
            TYPE, "instance type",
            GROUPS, "security groups",
            TOKENS, "metadata tokens",
            HOPS, "metadata hop limit",
            PUBLIC, "public address",
            PRIVATE, "private address");

    @Override
    public Kind kind() {
        return Kind.INSTANCE;
    }

    @Override
    public void read(SnapshotParts seen) {
        Fact.orEmpty(seen.topology().instances()).forEach(one -> seen.part("instance " + one.id(), item(one)));
    }

    private static Item item(Instance one) {
        Item item = Item.of(Kind.INSTANCE, one.id(), one.id())
                .with(GROUPS, String.join(" ", new TreeSet<>(one.securityGroupIds())))
                .with(PUBLIC, one.publicIp())
                .with(PRIVATE, one.privateIp());
        int hops = one.httpPutResponseHopLimit();
        item = said(item, TYPE, one.type());
        item = said(item, STATE, one.state());
        item = said(item, LAUNCHED, one.launched().map(Instant::toString).orElse(""));
        item = said(item, TOKENS, one.httpTokens());
        return said(item, HOPS, hops == 0 ? "" : Integer.toString(hops));
    }

    /** What AWS does not say now has not changed. */
    private static Item said(Item item, String trait, String value) {
        return value.isEmpty() ? item : item.with(trait, value);
    }

    private static String at(String launched) {
        return Times.utc(Instant.parse(launched));
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String id = changed.is().id();
        String sentence =
                switch (changed.trait()) {
                    case STATE -> "The instance " + id + " is " + changed.to() + " and was " + changed.from() + ".";
                    case LAUNCHED ->
                        "The instance " + id + " was restarted at " + at(changed.to()) + "; before, it was started at "
                                + at(changed.from()) + ".";
                    case String trait ->
                        "The " + WORDS.getOrDefault(trait, trait) + " of " + id
                                + (PLURAL.contains(trait) ? " are " : " is ")
                                + words(changed.to()) + (PLURAL.contains(trait) ? " and were " : " and was ")
                                + words(changed.from()) + ".";
                };
        return Optional.of(
                switch (changed.trait()) {
                    case STATE, LAUNCHED, PUBLIC, PRIVATE ->
                        Difference.told(Kind.INSTANCE, id, changed.from(), changed.to(), sentence);
                    default ->
                        new Difference(
                                Kind.INSTANCE, id, changed.from(), changed.to(), sentence, fix(changed, undo), true);
                });
    }

    private static String words(String value) {
        return value.isEmpty() ? "none" : value.replace(" ", ", ");
    }

    private static Fix fix(Delta.Changed changed, Undo undo) {
        String id = changed.is().id();
        return switch (changed.trait()) {
            case TYPE -> resized(id, changed.from(), undo);
            case GROUPS -> groups(id, changed.from(), undo);
            case TOKENS ->
                Undo.by(
                        changed.from().equals("optional")
                                ? "The metadata service then answers without a token."
                                : "Programs that support only version 1 of the metadata service then get no credentials.",
                        metadata(id, "--http-tokens", changed.from(), undo));
            default ->
                Undo.by(
                        "With 1, containers on a bridge do not reach the metadata service.",
                        metadata(id, "--http-put-response-hop-limit", changed.from(), undo));
        };
    }

    private static String metadata(String id, String option, String value, Undo undo) {
        return undo.aws(
                "ec2",
                "modify-instance-metadata-options",
                "--instance-id",
                id,
                option,
                value,
                "--http-endpoint",
                "enabled");
    }

    private static Fix groups(String id, String groups, Undo undo) {
        if (groups.isEmpty()) {
            return Undo.byHand("An instance needs a security group.");
        }
        var words = new ArrayList<>(List.of("ec2", "modify-instance-attribute", "--instance-id", id, "--groups"));
        words.addAll(List.of(groups.split(" ", -1)));
        return Undo.by(
                "Clients that only the current groups admit are cut off, perhaps your SSH session too.",
                undo.aws(words.toArray(String[]::new)));
    }

    /** The type of an instance that runs cannot be changed. */
    private static Fix resized(String id, String type, Undo undo) {
        return Undo.by(
                "This stops the instance: no request is served meanwhile, and SSH ends. A public address that is not an Elastic IP"
                        + " changes.",
                undo.aws("ec2", "stop-instances", "--instance-ids", id),
                undo.aws("ec2", "wait", "instance-stopped", "--instance-ids", id),
                undo.aws("ec2", "modify-instance-attribute", "--instance-id", id, "--instance-type", "Value=" + type),
                undo.aws("ec2", "start-instances", "--instance-ids", id));
    }
}
