package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A certificate is in another region than the load balancer. */
public final class AcmRegion extends Rule {
    public static final Rule RULE = new AcmRegion();

    private AcmRegion() {
        super(About.path("ACM-REGION", Hop.LISTENER, Severity.ERROR)
                .symptom("The region of a certificate is not the region of the load balancer.")
                .cause("A load balancer can use only certificates of its own region.")
                .fix("Request a certificate in the region of the load balancer.")
                .document(AwsPages.ACM + "acm-regions.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        String region = region(route.balancer().map(one -> one.arn()).orElse(""));
        Stream<String> arns = Stream.concat(
                route.offered().stream().flatMap(offered -> offered.arns().stream()),
                RequestTrace.known(route.topology().certificates()).stream().map(Certificate::arn));
        return arns.filter(arn -> arn.contains(":acm:"))
                .filter(arn -> !region.isEmpty() && !region(arn).equals(region))
                .findFirst()
                .flatMap(arn -> route.found(this, "A certificate is in the wrong region")
                        .seen(
                                arn + " is in " + region(arn) + ", the load balancer in " + region + ".",
                                "DescribeListeners")
                        .cause("The certificate " + arn + " is in " + region(arn) + ". A load balancer in " + region
                                + " cannot use it.")
                        .fix("Request a certificate in " + region + ".")
                        .commands(List.of(CertificateEvidence.request(route)))
                        .done());
    }

    /** {@code arn:aws:acm:REGION:...}. */
    private static String region(String arn) {
        String[] parts = arn.split(":", 5);
        return parts.length == 5 ? parts[3] : "";
    }
}
