package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;

/** Reads certificates (ACM), each once, a few at a time: ACM allows fewer requests a second than the other services. */
final class CertificateReader {
    private static final int SIDE_BY_SIDE = 8;
    private static final int PAGE = 1000;

    /** Of the certificates for the domain, the newest: an account may keep many old ones. */
    private static final int MOST = 10;

    private static final List<KeyAlgorithm> KEY_TYPES = List.copyOf(KeyAlgorithm.knownValues());

    private final SnapshotReading reading;
    private final AcmClient acm;
    private final Semaphore permits = new Semaphore(SIDE_BY_SIDE);
    private final Map<String, SnapshotReading.Part<Certificate>> asked = new LinkedHashMap<>();

    CertificateReader(SnapshotReading reading, AcmClient acm) {
        this.reading = reading;
        this.acm = acm;
    }

    /**
     * The account's certificates that may be for a name, whether a listener uses them or not. All key types are asked for: left
     * to itself, ACM lists RSA keys of 2048 bits only.
     */
    Fact<List<String>> arnsFor(String name) {
        return reading.ask(AwsCall.LIST_CERTIFICATES, () -> reading
                .pages(
                        token -> acm.listCertificates(ask -> ask.includes(all -> all.keyTypes(KEY_TYPES))
                                .maxItems(PAGE)
                                .nextToken(token)),
                        ListCertificatesResponse::certificateSummaryList,
                        ListCertificatesResponse::nextToken)
                .stream()
                .filter(one -> mayBeFor(name, one))
                .sorted(Comparator.comparing(CertificateReader::age).reversed())
                .map(one -> AbsentTexts.orEmpty(one.certificateArn()))
                .limit(MOST)
                .toList());
    }

    /** The list holds the first hundred names of a certificate. */
    private static boolean mayBeFor(String name, CertificateSummary one) {
        return Boolean.TRUE.equals(one.hasAdditionalSubjectAlternativeNames())
                || Stream.concat(
                                Stream.of(AbsentTexts.orEmpty(one.domainName())),
                                one.subjectAlternativeNameSummaries().stream())
                        .anyMatch(pattern -> Certificate.matches(pattern, name));
    }

    private static Instant age(CertificateSummary one) {
        return Optional.ofNullable(one.createdAt()).orElse(Instant.EPOCH);
    }

    /** Begins to read them, those that are not being read already. */
    synchronized void read(Collection<String> arns) {
        for (String arn : arns) {
            if (arn.contains(":iam:")) {
                reading.note(notAcm(arn));
            } else if (!arn.isEmpty()) {
                asked.computeIfAbsent(arn, key -> reading.fork(AwsCall.DESCRIBE_CERTIFICATE, () -> certificate(key)));
            }
        }
    }

    /** All that were asked for and could be read; a failure only when none could. */
    Fact<List<Certificate>> all() {
        List<SnapshotReading.Part<Certificate>> parts;
        synchronized (this) {
            parts = List.copyOf(asked.values());
        }
        var read = new ArrayList<Certificate>();
        Optional<Problem> problem = Optional.empty();
        for (SnapshotReading.Part<Certificate> part : parts) {
            switch (part.get()) {
                case Fact.Known<Certificate>(var certificate) -> read.add(certificate);
                case Fact.Failed<Certificate>(var failure) -> problem = Optional.of(failure);
                case Fact.Unread<Certificate> _ -> {}
            }
        }
        return read.isEmpty() && problem.isPresent() ? Fact.failed(problem.get()) : Fact.known(List.copyOf(read));
    }

    private Fact<Certificate> certificate(String arn) {
        return reading.ask(AwsCall.DESCRIBE_CERTIFICATE, () -> {
            permits.acquire();
            try {
                return certificate(
                        arn,
                        reading.request(() -> acm.describeCertificate(ask -> ask.certificateArn(arn)))
                                .certificate());
            } finally {
                permits.release();
            }
        });
    }

    private static Problem notAcm(String arn) {
        return new Problem(
                AwsCall.DESCRIBE_CERTIFICATE.call(),
                "NotAcm",
                "The listener's certificate " + arn
                        + " is an IAM server certificate. ACM does not know it, and nothing renews it.",
                "Request a certificate in ACM and attach it to the listener.");
    }

    private static Certificate certificate(String arn, CertificateDetail read) {
        return new Certificate(
                arn,
                AbsentTexts.orEmpty(read.domainName()),
                read.subjectAlternativeNames(),
                AbsentTexts.orEmpty(read.typeAsString()),
                AbsentTexts.orEmpty(read.statusAsString()),
                AbsentTexts.orEmpty(read.keyAlgorithmAsString()),
                AbsentTexts.orEmpty(read.serial()),
                AbsentTexts.orEmpty(read.issuer()),
                Optional.ofNullable(read.createdAt()),
                Optional.ofNullable(read.notBefore()),
                Optional.ofNullable(read.notAfter()),
                read.renewalSummary() == null
                        ? ""
                        : AbsentTexts.orEmpty(read.renewalSummary().renewalStatusAsString()),
                AbsentTexts.orEmpty(read.failureReasonAsString()),
                read.inUseBy(),
                read.domainValidationOptions().stream()
                        .map(CertificateReader::validation)
                        .toList());
    }

    private static Certificate.ValidationRecord validation(DomainValidation read) {
        var asked = Optional.ofNullable(read.resourceRecord());
        return new Certificate.ValidationRecord(
                AbsentTexts.orEmpty(read.domainName()),
                AbsentTexts.orEmpty(read.validationStatusAsString()),
                asked.map(cname -> AbsentTexts.orEmpty(cname.name())).orElse(""),
                asked.map(cname -> AbsentTexts.orEmpty(cname.typeAsString())).orElse(""),
                asked.map(cname -> AbsentTexts.orEmpty(cname.value())).orElse(""));
    }
}
