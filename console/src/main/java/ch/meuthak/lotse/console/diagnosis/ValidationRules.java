package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a certificate gets issued, for which ACM waits 72 hours for its record and then no longer, and renewed. */
final class ValidationRules {
    private static final Duration LATE = Duration.ofHours(60);

    private ValidationRules() {}

    static List<Rule> all() {
        return List.of(
                ValidationRules::waiting,
                ValidationRules::late,
                ValidationRules::timedOut,
                ValidationRules::failed,
                ValidationRules::renewal);
    }

    /** The one that is served when it has the status, else the newest other one for the domain. */
    private static Optional<Certificate> with(RequestTrace route, String status) {
        return Stream.concat(route.served().stream(), CertificateRules.spare(route))
                .filter(one -> one.status().equals(status))
                .findFirst();
    }

    /** A listener that holds a certificate which was never issued serves nobody. */
    private static FindingBuilder about(RequestTrace route, RuleId id, String title, Certificate one) {
        FindingBuilder draft = CertificateRules.about(route, id, title, one);
        boolean served = route.served().filter(one::equals).isPresent();
        return served
                ? draft.stops().severity(Severity.CRITICAL)
                : draft.severity(CertificateRules.spareSeverity(route));
    }

    private static Optional<Finding> waiting(RequestTrace route) {
        return with(route, "PENDING_VALIDATION").flatMap(certificate -> waiting(route, certificate));
    }

    /** Why a certificate is still not issued. */
    static Optional<Finding> waiting(RequestTrace route, Certificate certificate) {
        List<Looked> looked = looked(route, certificate);
        Optional<Looked> wrong = looked.stream()
                .filter(one -> !one.isThere() && !one.wanted().status().equals("SUCCESS"))
                .findFirst();
        if (wrong.isPresent()) {
            return wrong(route, certificate, wrong.get());
        }
        boolean there = allAreThere(certificate, looked);
        return about(route, RuleId.ACM_PENDING, "A certificate waits for its validation record", certificate)
                .cause(
                        there
                                ? "ACM has not yet found the record that proves the name, which is there now."
                                : "ACM has not yet found the record that proves the name.")
                .fix(
                        there
                                ? "Leave it there, and wait up to half an hour."
                                : "It needs " + ValidationRecords.records(certificate)
                                        + ". Once the record is there, wait up to half an hour.")
                .done();
    }

    private static boolean allAreThere(Certificate certificate, List<Looked> looked) {
        return !looked.isEmpty()
                && looked.size() == certificate.validationRecords().size()
                && looked.stream().allMatch(Looked::isThere);
    }

    /** A record that ACM asks for, and what the zone says of it. */
    private record Looked(ValidationRecord wanted, ValidationLookup found, ZoneAnswer zone) {

        boolean isThere() {
            return ValidationRecords.same(found.value(), wanted.value());
        }

        String fact() {
            return found.value().isEmpty()
                    ? "There is no record " + ValidationRecords.bare(wanted.name()) + " in the zone " + found.zone()
                            + "."
                    : ValidationRecords.bare(found.name()) + " leads to " + ValidationRecords.bare(found.value()) + ".";
        }
    }

    private static List<Looked> looked(RequestTrace route, Certificate certificate) {
        return route.observed().outside().zone().toOptional().stream()
                .flatMap(zone -> certificate.validationRecords().stream().flatMap(wanted -> zone.validations().stream()
                        .filter(one -> ValidationRecords.same(one.name(), wanted.name()))
                        .limit(1)
                        .map(found -> new Looked(wanted, found, zone))))
                .toList();
    }

    private static Optional<Finding> renewal(RequestTrace route) {
        return route.served()
                .filter(one ->
                        one.status().equals("ISSUED") && one.renewalStatus().equals("PENDING_VALIDATION"))
                .flatMap(one -> renewal(route, one));
    }

    /** Why ACM does not renew a certificate. */
    static Optional<Finding> renewal(RequestTrace route, Certificate one) {
        return renewal(
                CertificateRules.about(route, RuleId.ACM_RENEWAL_PENDING, "The certificate cannot be renewed", one)
                        .seen("The status of its renewal is PENDING_VALIDATION.", CertificateRules.DESCRIBED),
                one,
                looked(route, one));
    }

    private static Optional<Finding> renewal(FindingBuilder draft, Certificate certificate, List<Looked> looked) {
        String restore = "Restore " + ValidationRecords.records(certificate) + ".";
        Optional<Looked> wrong = looked.stream().filter(one -> !one.isThere()).findFirst();
        wrong.ifPresent(
                one -> draft.seen(one.fact(), one.zone().source(), one.zone().at()));
        if (wrong.isPresent()) {
            boolean gone = wrong.get().found().value().isEmpty();
            return draft.cause("ACM cannot renew the certificate, because its validation CNAME record "
                            + (gone ? "is no longer there." : "leads elsewhere."))
                    .fix(restore)
                    .done();
        }
        if (allAreThere(certificate, looked)) {
            return draft.cause("ACM has not yet found the validation records, which are there now.")
                    .fix("Leave them there: ACM looks again by itself.")
                    .done();
        }
        return draft.cause("ACM cannot renew the certificate: mostly its validation CNAME record is no longer there.")
                .fix(restore)
                .done();
    }

    private static Optional<Finding> wrong(RequestTrace route, Certificate certificate, Looked looked) {
        ValidationRecord wanted = looked.wanted();
        ValidationLookup found = looked.found();
        ZoneAnswer zone = looked.zone();
        if (!found.value().isEmpty()) {
            return about(route, RuleId.ACM_PENDING_DIFFERS, "The validation record has another value", certificate)
                    .seen(looked.fact(), zone.source(), zone.at())
                    .cause("The record " + ValidationRecords.bare(wanted.name()) + " leads to "
                            + ValidationRecords.bare(found.value())
                            + ", which most likely is the value of an older request.")
                    .fix("Change its value to " + ValidationRecords.bare(wanted.value()) + ".")
                    .done();
        }
        if (!found.doubled().isEmpty()) {
            return about(
                            route,
                            RuleId.ACM_PENDING_DOUBLED,
                            "The validation record has the zone's name twice",
                            certificate)
                    .seen(
                            ValidationRecords.absolute(wanted.name()) + "." + found.zone() + " leads to "
                                    + ValidationRecords.bare(found.doubled()) + ".",
                            zone.source(),
                            zone.at())
                    .cause("The record was entered with its whole name, and the DNS provider appended " + found.zone()
                            + " once more.")
                    .fix("Enter the relative name, " + ValidationRecords.relative(wanted.name(), found.zone())
                            + ", with the value " + ValidationRecords.bare(wanted.value()) + ".")
                    .done();
        }
        String where = found.zone().equals(zone.zone())
                ? ", on the name servers " + String.join(", ", zone.nameServers())
                : " to the zone " + found.zone();
        return about(route, RuleId.ACM_PENDING_ABSENT, "The validation record is not there", certificate)
                .seen(looked.fact(), zone.source(), zone.at())
                .cause("The name servers of " + found.zone()
                        + " have no such record: it was not created, or in a zone that nobody asks.")
                .fix("Add the record " + ValidationRecords.record(wanted) + where + ".")
                .done();
    }

    private static Optional<Finding> late(RequestTrace route) {
        return with(route, "PENDING_VALIDATION")
                .filter(one -> one.createdAt()
                        .filter(at -> at.isBefore(route.now().minus(LATE)))
                        .isPresent())
                .flatMap(one -> about(
                                route, RuleId.ACM_PENDING_LATE, "A certificate's validation is about to time out", one)
                        .seen(
                                "It was requested at "
                                        + Times.utc(one.createdAt().orElseThrow()) + ".",
                                CertificateRules.DESCRIBED)
                        .cause(
                                "The certificate has waited for more than 60 hours for its validation record, and after 72"
                                        + " hours ACM gives up.")
                        .fix("Add " + ValidationRecords.records(one) + " now, or request it again.")
                        .done());
    }

    private static Optional<Finding> timedOut(RequestTrace route) {
        return with(route, "VALIDATION_TIMED_OUT")
                .flatMap(one -> about(route, RuleId.ACM_TIMED_OUT, "A certificate's validation has timed out", one)
                        .cause("The certificate's status is VALIDATION_TIMED_OUT.")
                        .fix(CertificateWords.advice(one))
                        .commands(List.of(CertificateRules.request(route)))
                        .done());
    }

    private static Optional<Finding> failed(RequestTrace route) {
        return with(route, "FAILED").flatMap(one -> {
            FindingBuilder draft = about(route, RuleId.ACM_FAILED, "A certificate could not be issued", one)
                    .seen(
                            one.failureReason().isEmpty()
                                    ? "ACM gives no reason."
                                    : CertificateWords.failure(one.failureReason()),
                            CertificateRules.DESCRIBED)
                    .cause("The certificate's status is FAILED.")
                    .fix(CertificateWords.advice(one))
                    .commands(List.of(CertificateRules.request(route)));
            Optional<ZoneAnswer> zone = route.observed().outside().zone().toOptional();
            List<String> allowed =
                    zone.flatMap(answer -> answer.caa().toOptional()).orElse(List.of());
            if (one.failureReason().equals("CAA_ERROR") && !allowed.isEmpty()) {
                draft.seen(
                        "CAA records allow only " + String.join(", ", allowed) + " to issue.",
                        "DNS",
                        zone.orElseThrow().at());
            }
            return draft.done();
        });
    }
}
