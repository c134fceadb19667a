package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.words.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that listeners hold beside the default one, which is a matter of the listener; and of each certificate its
 * status and whether it was renewed: that is ACM's doing, keeps the ARN, and is never drift.
 */
final class CertificateAspect implements Aspect {
    private static final String STATUS = "status";
    private static final String ISSUE = "issue";
    private static final String SERIAL = ISSUE + ".serial";
    private static final String BALANCER = "balancer";
    private static final String PORT = "port";
    private static final String NAME = "name";

    @Override
    public Kind kind() {
        return Kind.CERTIFICATE;
    }

    @Override
    public void read(SnapshotParts seen) {
        Fact.orEmpty(seen.topology().certificates())
                .forEach(one -> seen.part("certificate " + one.arn(), certificate(one)));
        seen.balancer().ifPresent(balancer -> Fact.orEmpty(seen.topology().listeners()).stream()
                .filter(Listener::isHttps)
                .forEach(listener -> listener.certificateArns()
                        .toOptional()
                        .ifPresent(arns -> seen.part(
                                "certificates " + balancer.arn() + " " + listener.port(),
                                more(balancer.arn(), listener, arns)))));
    }

    private static Item certificate(Certificate one) {
        Item item = Item.of(Kind.CERTIFICATE, one.arn(), one.arn())
                .with(STATUS, one.status())
                .detail(NAME, one.domainName());
        return one.notAfter().isPresent()
                ? item.with(ISSUE, one.notAfter().get().toString()).with(SERIAL, one.serial())
                : item;
    }

    private static String until(String end) {
        return end.isEmpty() ? "a time that was not known" : Times.utc(Instant.parse(end));
    }

    private static List<Item> more(String balancer, Listener listener, List<String> arns) {
        return arns.stream()
                .filter(arn -> !arn.equals(listener.defaultCertificateArn()))
                .map(arn -> Item.of(Kind.CERTIFICATE, arn, arn)
                        .detail(BALANCER, balancer)
                        .detail(PORT, Integer.toString(listener.port())))
                .toList();
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        Item item = delta.item();
        String port = item.detail(PORT);
        return switch (delta) {
            case Delta.Changed changed -> Optional.of(itself(changed));
            case Delta.Replaced replaced -> Optional.empty();
            case Delta.Added added ->
                Optional.of(drift(
                        item,
                        "",
                        item.id(),
                        "The certificate " + item.id() + " was added to the listener of port " + port + ".",
                        listed(
                                "remove-listener-certificates",
                                item,
                                undo,
                                "Names that only this certificate has are then not served.")));
            case Delta.Removed removed ->
                Optional.of(drift(
                        item,
                        item.id(),
                        "",
                        "The certificate " + item.id() + " was removed from the listener of port " + port + ".",
                        listed("add-listener-certificates", item, undo, "")));
        };
    }

    private static Difference drift(Item item, String before, String after, String sentence, Fix undo) {
        return new Difference(Kind.CERTIFICATE, "port " + item.detail(PORT), before, after, sentence, undo, true);
    }

    private static Fix listed(String call, Item item, Undo undo, String caution) {
        String listener = undo.handle(ListenerAspect.part(item.detail(BALANCER)), item.detail(PORT));
        return listener.isEmpty()
                ? Undo.byHand("Its listener is not known now.")
                : Undo.by(
                        caution,
                        undo.aws(
                                "elbv2",
                                call,
                                "--listener-arn",
                                listener,
                                "--certificates",
                                "CertificateArn=" + item.id()));
    }

    private static Difference itself(Delta.Changed changed) {
        String name = "The certificate for " + changed.is().detail(NAME) + " ";
        String sentence = changed.trait().equals(ISSUE)
                ? name + "was renewed: it is valid until " + until(changed.to()) + " and was until "
                        + until(changed.from()) + "."
                : name + "is " + changed.to() + " and was " + changed.from() + ".";
        return Difference.told(Kind.CERTIFICATE, changed.is().id(), changed.from(), changed.to(), sentence);
    }
}
