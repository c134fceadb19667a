package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fix;
import java.util.Optional;

/** The account's Elastic IPs, and what each is associated with. */
final class AddressAspect implements Aspect {
    private static final String USED_BY = "user";
    private static final String ASSOCIATION = "association";
    private static final String ENDS_SSH =
            "SSH sessions over this address end, yours too. DNS records with it lead nowhere.";

    @Override
    public Kind kind() {
        return Kind.ADDRESS;
    }

    @Override
    public void read(SnapshotParts seen) {
        seen.topology()
                .elasticIps()
                .toOptional()
                .ifPresent(all -> seen.part(
                        "elastic-ips", all.stream().map(AddressAspect::item).toList()));
    }

    private static Item item(ElasticIp ip) {
        return Item.of(Kind.ADDRESS, ip.publicIp(), ip.allocationId())
                .with(USED_BY, ip.instanceId().isEmpty() ? ip.networkInterfaceId() : ip.instanceId())
                .detail(ASSOCIATION, ip.associationId());
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        return switch (delta) {
            case Delta.Added added ->
                told(item, "", "allocated", "The Elastic IP " + item.id() + " was allocated.", released(item, undo));
            case Delta.Removed removed ->
                told(item, "allocated", "", "The Elastic IP " + item.id() + " was released.", recovered(item, undo));
            case Delta.Changed changed ->
                told(
                        item,
                        changed.from(),
                        changed.to(),
                        "The Elastic IP " + item.id() + " is associated with " + words(changed.to()) + " and was with "
                                + words(changed.from()) + ".",
                        associated(changed, undo));
            case Delta.Replaced replaced -> Optional.empty();
        };
    }

    private static Optional<Difference> told(Item item, String before, String after, String sentence, Fix undo) {
        return Optional.of(new Difference(Kind.ADDRESS, item.id(), before, after, sentence, undo, true));
    }

    private static String words(String user) {
        return user.isEmpty() ? "nothing" : user;
    }

    private static Fix released(Item item, Undo undo) {
        String release = undo.aws("ec2", "release-address", "--allocation-id", item.handle());
        return item.trait(USED_BY).isEmpty()
                ? Undo.by("A released address is gone for good.", release)
                : Undo.by(
                        "A released address is gone for good. " + ENDS_SSH,
                        undo.aws("ec2", "disassociate-address", "--association-id", item.detail(ASSOCIATION)),
                        release);
    }

    private static Fix recovered(Item item, Undo undo) {
        return new Fix(
                "AWS returns the address only if no other account has it.",
                Undo.by("", undo.aws("ec2", "allocate-address", "--domain", "vpc", "--address", item.id()))
                        .commands(),
                "It costs money again. Associate it again.");
    }

    private static Fix associated(Delta.Changed changed, Undo undo) {
        Item is = changed.is();
        String user = changed.from();
        return user.isEmpty()
                ? Undo.by(ENDS_SSH, undo.aws("ec2", "disassociate-address", "--association-id", is.detail(ASSOCIATION)))
                : Undo.by(
                        user + " loses its current public address, and SSH sessions over it end.",
                        undo.aws(
                                "ec2",
                                "associate-address",
                                "--allocation-id",
                                is.handle(),
                                user.startsWith("eni-") ? "--network-interface-id" : "--instance-id",
                                user,
                                "--allow-reassociation"));
    }
}
