package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import java.util.Optional;

/** A rule about why ACM does not issue or renew a certificate, whichever one it is asked about. */
public abstract class ValidationRule extends Rule {

    protected ValidationRule(About about) {
        super(about);
    }

    /** What keeps ACM from issuing or renewing a certificate; of those that it waits for, exactly one rule finds something. */
    protected abstract Optional<Finding> judge(RequestTrace route, Certificate certificate);
}
