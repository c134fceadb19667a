package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.ValidationRule;
import ch.meuthak.lotse.console.facts.Certificate;
import java.util.Optional;

/** A rule about a certificate that waits for its validation, of which exactly one speaks. */
abstract class PendingRule extends ValidationRule {
    private static final String PENDING = "PENDING_VALIDATION";

    PendingRule(About about) {
        super(about);
    }

    /** @param wrong the record that is not there as it should be; absent when none is known not to be */
    abstract Optional<Finding> judge(RequestTrace route, Certificate certificate, Optional<ZoneRecord> wrong);

    @Override
    public final Optional<Finding> check(RequestTrace route) {
        return UnissuedCertificate.with(route, PENDING).flatMap(certificate -> judge(route, certificate));
    }

    @Override
    protected final Optional<Finding> judge(RequestTrace route, Certificate certificate) {
        return certificate.status().equals(PENDING)
                ? judge(route, certificate, ZoneRecord.wrong(route, certificate))
                : Optional.empty();
    }
}
