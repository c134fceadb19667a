package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;

/** A certificate, with the words of the pages. */
public record CertificateJson(
        @JsonUnwrapped Certificate certificate, String statusWords, Optional<String> life, String advice) {

    static CertificateJson of(Certificate certificate, Optional<Diagnosis> diagnosis, Instant now) {
        return new CertificateJson(
                certificate,
                CertificateWords.status(certificate, now),
                CertificateLife.of(certificate, now).map(CertificateLife::words),
                diagnosis
                        .flatMap(known -> known.onCertificate(certificate.arn()))
                        .map(Judgement::advice)
                        .orElse(CertificateWords.advice(certificate)));
    }
}
