package ch.meuthak.lotse.console.web.api;

import static ch.meuthak.lotse.console.web.api.TopologyJson.list;
import static ch.meuthak.lotse.console.web.api.TopologyJson.textOrNull;
import static ch.meuthak.lotse.console.web.api.TopologyJson.texts;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A certificate with its renewal, its validation and what the pages say of it. */
final class CertificateJson {
    private CertificateJson() {}

    static ObjectNode of(Certificate certificate, Optional<Diagnosis> diagnosis, Instant now) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("arn", certificate.arn())
                .put("domainName", certificate.domainName())
                .put("type", textOrNull(certificate.type()))
                .put("status", textOrNull(certificate.status()))
                .put("statusWords", CertificateWords.status(certificate, now))
                .put("createdAt", time(certificate.createdAt()))
                .put("notBefore", time(certificate.notBefore()))
                .put("notAfter", time(certificate.notAfter()))
                .put(
                        "life",
                        CertificateLife.of(certificate, now)
                                .map(CertificateLife::words)
                                .orElse(null))
                .put("keyAlgorithm", textOrNull(certificate.keyAlgorithm()))
                .put("issuer", textOrNull(certificate.issuer()))
                .put("serial", textOrNull(certificate.serial()))
                .put("renewalStatus", textOrNull(certificate.renewalStatus()))
                .put("failureReason", textOrNull(certificate.failureReason()))
                .put(
                        "advice",
                        textOrNull(diagnosis
                                .flatMap(known -> known.onCertificate(certificate.arn()))
                                .map(Judgement::advice)
                                .orElse(CertificateWords.advice(certificate))));
        tree.set("subjectAlternativeNames", texts(certificate.subjectAlternativeNames()));
        tree.set("inUseBy", texts(certificate.inUseBy()));
        tree.set("validation", list(certificate.validationRecords(), CertificateJson::validation));
        return tree;
    }

    private static JsonNode validation(Certificate.ValidationRecord asked) {
        return Json.NODES
                .objectNode()
                .put("domainName", asked.domainName())
                .put("status", textOrNull(asked.status()))
                .put("type", textOrNull(asked.type()))
                .put("name", textOrNull(asked.name()))
                .put("value", textOrNull(asked.value()));
    }

    private static @Nullable String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
