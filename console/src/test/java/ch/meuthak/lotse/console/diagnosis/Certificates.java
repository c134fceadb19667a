package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes of certificates that leave all else as it is. */
public final class Certificates {
    /** Another one for the domain. */
    public static final String SPARE_ARN = CERTIFICATE_ARN.replace("9272c48c", "1111c48c");

    /** The value that ACM wants in the validation record. */
    public static final String WANTED = "_3639ac514e785e898d2646601fa951d5.mhbtsbpdnt.acm-validations.aws.";

    private static final String NAME = "_dasisteintest123456789e3260f8f90.backend.meuthak.ch.";

    private Certificates() {}

    public static void change(Scene scene, UnaryOperator<Certificate> change) {
        scene.aws(all -> all.certificates(all.topology()
                .certificates()
                .map(some -> some.stream().map(change).toList())));
    }

    public static void more(Scene scene, Certificate more) {
        scene.aws(all ->
                all.certificates(all.topology().certificates().map(some -> Stream.concat(some.stream(), Stream.of(more))
                        .toList())));
    }

    public static Certificate status(Certificate one, String status, String failure) {
        return certificate(one, one.subjectAlternativeNames(), one.type(), status, one.notAfter(), "", failure);
    }

    public static Certificate until(Certificate one, Instant end) {
        return certificate(one, one.subjectAlternativeNames(), one.type(), one.status(), Optional.of(end), "", "");
    }

    public static Certificate certificate(
            Certificate one,
            List<String> names,
            String type,
            String status,
            Optional<Instant> notAfter,
            String renewal,
            String failure) {
        return new Certificate(
                one.arn(),
                names.getFirst(),
                names,
                type,
                status,
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                one.createdAt(),
                one.notBefore(),
                notAfter,
                renewal,
                failure,
                one.inUseBy(),
                one.validationRecords());
    }

    /** Another one for the domain, that nothing uses. */
    public static Certificate spare(String arn, String status, Instant createdAt) {
        Certificate one = ReferenceTopology.certificate(arn, ReferenceTopology.DOMAIN);
        return new Certificate(
                one.arn(),
                one.domainName(),
                one.subjectAlternativeNames(),
                one.type(),
                status,
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                Optional.of(createdAt),
                one.notBefore(),
                status.equals("ISSUED") ? one.notAfter() : Optional.empty(),
                "",
                "",
                List.of(),
                one.validationRecords().stream()
                        .map(record -> new Certificate.ValidationRecord(
                                record.domainName(),
                                status.equals("ISSUED") ? "SUCCESS" : "PENDING_VALIDATION",
                                record.name(),
                                record.type(),
                                record.value()))
                        .toList());
    }

    /** A spare one that was requested so long ago waits for a record, which the zone has with that value. */
    public static void pending(Scene scene, Duration age, String value, String doubled) {
        more(scene, spare(SPARE_ARN, "PENDING_VALIDATION", NOON.minus(age)));
        scene.zone = Scene.zone(Fact.known(List.of()), new ValidationLookup(NAME, "meuthak.ch", value, doubled));
    }

    /** ACM names no record in the first seconds, and none at all where a mail proves the name. */
    public static void withoutRecords(Scene scene) {
        change(
                scene,
                one -> new Certificate(
                        one.arn(),
                        one.domainName(),
                        one.subjectAlternativeNames(),
                        one.type(),
                        one.status(),
                        one.keyAlgorithm(),
                        one.serial(),
                        one.issuer(),
                        one.createdAt(),
                        one.notBefore(),
                        one.notAfter(),
                        one.renewalStatus(),
                        one.failureReason(),
                        one.inUseBy(),
                        List.of()));
    }
}
