package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateLife.Stage;
import java.util.Optional;
import java.util.Set;

/** When the certificate that is served ends. */
final class CertificateEnd {
    private CertificateEnd() {}

    static boolean isOver(RequestTrace route, Certificate one) {
        return CertificateLife.of(one, route.now())
                .filter(CertificateLife::isOver)
                .isPresent();
    }

    /** The certificate that is served, when it is valid, but not for long. */
    static Optional<Certificate> ending(RequestTrace route) {
        return route.served().filter(Certificate::isIssued).filter(one -> CertificateLife.of(one, route.now())
                .filter(life -> !Set.of(Stage.EXPIRED, Stage.IN_TIME).contains(life.stage()))
                .isPresent());
    }

    static String left(RequestTrace route, Certificate certificate) {
        return CertificateLife.of(certificate, route.now()).orElseThrow().span();
    }

    static Severity urgency(RequestTrace route, Certificate certificate) {
        return switch (CertificateLife.of(certificate, route.now())
                .orElseThrow()
                .stage()) {
            case EXPIRED, AT_ONCE -> Severity.CRITICAL;
            case VERY_SOON -> Severity.ERROR;
            case SOON, IN_TIME -> Severity.WARNING;
        };
    }
}
