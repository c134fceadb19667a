package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.util.List;
import java.util.Optional;

/**
 * A record that ACM asks for, and what the zone says of it.
 *
 * @param wanted as ACM wants it
 * @param found what the zone's name servers say
 * @param zone their whole answer
 */
record ZoneRecord(ValidationRecord wanted, ValidationLookup found, ZoneAnswer zone) {

    /** The records of a certificate that were looked up, in ACM's order. */
    static List<ZoneRecord> of(RequestTrace route, Certificate certificate) {
        return route.zone().stream()
                .flatMap(zone -> certificate.validationRecords().stream().flatMap(wanted -> zone.validations().stream()
                        .filter(one -> ValidationRecords.same(one.name(), wanted.name()))
                        .limit(1)
                        .map(found -> new ZoneRecord(wanted, found, zone))))
                .toList();
    }

    /** The first that is not there as it should be, and that ACM has not yet seen either. */
    static Optional<ZoneRecord> wrong(RequestTrace route, Certificate certificate) {
        return of(route, certificate).stream()
                .filter(one -> !one.isThere() && !one.wanted().status().equals("SUCCESS"))
                .findFirst();
    }

    /** Whether all records of a certificate were looked up and are there. */
    static boolean allAreThere(Certificate certificate, List<ZoneRecord> looked) {
        return !looked.isEmpty()
                && looked.size() == certificate.validationRecords().size()
                && looked.stream().allMatch(ZoneRecord::isThere);
    }

    boolean isThere() {
        return ValidationRecords.same(found.value(), wanted.value());
    }

    /** What is there, as evidence. */
    String fact() {
        return found.value().isEmpty()
                ? "There is no record " + ValidationRecords.bare(wanted.name()) + " in the zone " + found.zone() + "."
                : ValidationRecords.bare(found.name()) + " points to " + ValidationRecords.bare(found.value()) + ".";
    }
}
