package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.CertificateLife;
import java.util.List;
import java.util.Optional;

/** An imported certificate, which ACM does not renew, ends soon. */
public final class AcmImported extends Rule {
    public static final Rule RULE = new AcmImported();

    private AcmImported() {
        super(About.path("ACM-IMPORTED", Hop.LISTENER, Severity.WARNING)
                .symptom("An imported certificate expires within " + CertificateLife.SOON + " days.")
                .cause("ACM renews only certificates that it issued.")
                .fix("Import a new certificate in its place.")
                .document(AwsPages.ACM + "import-reimport.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CertificateEnd.ending(route)
                .filter(one -> one.type().equals("IMPORTED"))
                .flatMap(one -> CertificateEvidence.about(route, this, "The imported certificate expires soon", one)
                        .cause("The certificate expires in " + CertificateEnd.left(route, one)
                                + ". It was imported, and ACM does not renew imported certificates.")
                        .commands(List.of(route.aws(
                                "acm", "import-certificate",
                                "--certificate-arn", one.arn(),
                                "--certificate", "fileb://certificate.pem",
                                "--private-key", "fileb://private-key.pem",
                                "--certificate-chain", "fileb://chain.pem")))
                        .severity(CertificateEnd.urgency(route, one))
                        .done());
    }
}
