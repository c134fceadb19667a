package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Certificate;
import ch.meuthak.lotse.console.cloud.Certificate.ValidationRecord;
import ch.meuthak.lotse.console.diagnosis.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a certificate that was requested gets issued: ACM waits 72 hours for its record, and then no longer. */
final class ValidationRules {
    private static final Duration LATE = Duration.ofHours(60);

    private ValidationRules() {}

    static List<Rule> all() {
        return List.of(
                ValidationRules::waiting, ValidationRules::late, ValidationRules::timedOut, ValidationRules::failed);
    }

    /** The one that is served when it has the status, else the newest other one for the domain. */
    private static Optional<Certificate> with(Route route, String status) {
        return Stream.concat(route.served().stream(), CertificateRules.spare(route))
                .filter(one -> one.status().equals(status))
                .findFirst();
    }

    /** A listener that holds a certificate which was never issued serves nobody. */
    private static Draft about(Route route, RuleId id, String title, Certificate one) {
        Draft draft = CertificateRules.about(route, id, title, one);
        boolean served = route.served().filter(one::equals).isPresent();
        return served
                ? draft.stops().severity(Severity.CRITICAL)
                : draft.severity(CertificateRules.spareSeverity(route));
    }

    private static Optional<Finding> waiting(Route route) {
        return with(route, "PENDING_VALIDATION").flatMap(certificate -> {
            Optional<ZoneAnswer> zone = route.observed().outside().zone().toOptional();
            for (ValidationRecord wanted : certificate.validationRecords()) {
                Optional<ValidationLookup> found = zone.flatMap(answer -> answer.validations().stream()
                        .filter(one -> same(one.name(), wanted.name()))
                        .findFirst());
                if (found.isPresent() && !same(found.get().value(), wanted.value())) {
                    return wrong(route, certificate, wanted, zone.get(), found.get());
                }
            }
            return about(route, RuleId.ACM_PENDING, "A certificate waits for its validation record", certificate)
                    .cause("ACM has not yet found the record that proves the name.")
                    .fix("It needs " + records(certificate) + ". Once the record is there, wait up to half an hour.")
                    .done();
        });
    }

    private static Optional<Finding> wrong(
            Route route, Certificate certificate, ValidationRecord wanted, ZoneAnswer zone, ValidationLookup found) {
        if (!found.value().isEmpty()) {
            return about(route, RuleId.ACM_PENDING_DIFFERS, "The validation record has another value", certificate)
                    .seen(found.name() + " leads to " + found.value() + ".", zone.source(), zone.at())
                    .cause("The record " + wanted.name() + " leads to " + found.value()
                            + ", which is the value of an older request.")
                    .fix("Change its value to " + wanted.value())
                    .done();
        }
        if (!found.doubled().isEmpty()) {
            return about(
                            route,
                            RuleId.ACM_PENDING_DOUBLED,
                            "The validation record has the zone's name twice",
                            certificate)
                    .seen(
                            absolute(wanted.name()) + "." + found.zone() + " leads to " + found.doubled() + ".",
                            zone.source(),
                            zone.at())
                    .cause("The record was entered with its whole name, and the DNS provider appended " + found.zone()
                            + " once more.")
                    .fix("Enter the relative name, " + relative(wanted.name(), found.zone()) + ", with the value "
                            + wanted.value())
                    .done();
        }
        String where = found.zone().equals(zone.zone())
                ? ", on the name servers " + String.join(", ", zone.nameServers())
                : " to the zone " + found.zone();
        return about(route, RuleId.ACM_PENDING_ABSENT, "The validation record is not there", certificate)
                .seen(
                        "There is no record " + wanted.name() + " in the zone " + found.zone() + ".",
                        zone.source(),
                        zone.at())
                .cause("The name servers of " + found.zone()
                        + " have no such record: it was not created, or in a zone that nobody asks.")
                .fix("Add " + record(wanted) + where + ".")
                .done();
    }

    private static Optional<Finding> late(Route route) {
        return with(route, "PENDING_VALIDATION")
                .filter(one -> one.createdAt()
                        .filter(at -> at.isBefore(route.now().minus(LATE)))
                        .isPresent())
                .flatMap(one -> about(
                                route, RuleId.ACM_PENDING_LATE, "A certificate's validation is about to time out", one)
                        .seen("It was requested at " + one.createdAt().orElseThrow() + ".", CertificateRules.DESCRIBED)
                        .cause(
                                "The certificate has waited for more than 60 hours for its validation record, and after 72"
                                        + " hours ACM gives up.")
                        .fix("Add " + records(one) + " now, or request it again.")
                        .done());
    }

    private static Optional<Finding> timedOut(Route route) {
        return with(route, "VALIDATION_TIMED_OUT")
                .flatMap(one -> about(route, RuleId.ACM_TIMED_OUT, "A certificate's validation has timed out", one)
                        .cause("The certificate's status is VALIDATION_TIMED_OUT.")
                        .fix(CertificateWords.advice(one))
                        .commands(List.of(CertificateRules.request(route)))
                        .done());
    }

    private static Optional<Finding> failed(Route route) {
        return with(route, "FAILED").flatMap(one -> {
            Draft draft = about(route, RuleId.ACM_FAILED, "A certificate could not be issued", one)
                    .seen("ACM gives the reason " + one.failureReason() + ".", CertificateRules.DESCRIBED)
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

    /** The records that prove the names of a certificate, to copy. */
    static String records(Certificate certificate) {
        // ACM has no record in the first seconds after a request, and none at all where a mail proves the name.
        List<ValidationRecord> named = certificate.validationRecords().stream()
                .filter(one -> !one.name().isEmpty())
                .toList();
        return named.isEmpty()
                ? "the record that ACM shows"
                : named.stream().limit(10).map(ValidationRules::record).collect(Collectors.joining(" and "));
    }

    private static String record(ValidationRecord wanted) {
        return wanted.name() + " CNAME " + wanted.value();
    }

    private static boolean same(String one, String other) {
        return absolute(one).equals(absolute(other));
    }

    private static String absolute(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static String relative(String name, String zone) {
        String whole = absolute(name);
        String end = "." + absolute(zone);
        return whole.endsWith(end) ? whole.substring(0, whole.length() - end.length()) : whole;
    }
}
