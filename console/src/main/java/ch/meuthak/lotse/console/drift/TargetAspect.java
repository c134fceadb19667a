package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.Optional;

/** Who is registered in which target group. One that drains is being taken out, and counts as gone from then on. */
final class TargetAspect implements Aspect {
    private static final String GROUP = "group";
    private static final String NAME = "name";
    private static final String ID = "id";
    private static final String PORT = "port";

    @Override
    public Kind kind() {
        return Kind.TARGET;
    }

    @Override
    public void read(SnapshotParts seen) {
        for (TargetGroup group : Fact.orEmpty(seen.topology().targetGroups())) {
            group.targets()
                    .toOptional()
                    .ifPresent(targets -> seen.part(
                            "targets " + group.arn(),
                            targets.stream()
                                    .filter(target -> !target.state().equals("draining"))
                                    .map(target -> item(group, target))
                                    .toList()));
        }
    }

    private static Item item(TargetGroup group, Target target) {
        return Item.of(Kind.TARGET, target.name(), "")
                .detail(ID, target.id())
                .detail(PORT, target.port() == 0 ? "" : Integer.toString(target.port()))
                .detail(GROUP, group.arn())
                .detail(NAME, group.name());
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        String name = item.detail(NAME);
        return switch (delta) {
            case Delta.Added added ->
                Optional.of(new Difference(
                        Kind.TARGET,
                        name,
                        "",
                        item.id(),
                        "The target " + item.id() + " was registered in " + name + ".",
                        command(
                                "deregister-targets",
                                item,
                                undo,
                                "It gets no new requests. If it is the only target, no request is served."),
                        true));
            case Delta.Removed removed ->
                Optional.of(new Difference(
                        Kind.TARGET,
                        name,
                        item.id(),
                        "",
                        "The target " + item.id() + " was taken out of " + name + ".",
                        command("register-targets", item, undo, "It gets requests as soon as it is healthy."),
                        true));
            case Delta.Replaced replaced -> Optional.empty();
            case Delta.Changed changed -> Optional.empty();
        };
    }

    private static Fix command(String call, Item item, Undo undo, String caution) {
        return Undo.by(
                caution,
                undo.aws(
                        "elbv2",
                        call,
                        "--target-group-arn",
                        item.detail(GROUP),
                        "--targets",
                        "Id=" + item.detail(ID) + (item.detail(PORT).isEmpty() ? "" : ",Port=" + item.detail(PORT))));
    }
}
