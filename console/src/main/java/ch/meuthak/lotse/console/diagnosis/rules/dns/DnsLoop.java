package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;

/** The CNAME records lead back to themselves, or through too many names. */
public final class DnsLoop extends Rule {
    public static final Rule RULE = new DnsLoop();

    private DnsLoop() {
        super(About.path("DNS-LOOP", Hop.DNS, Severity.CRITICAL)
                .symptom("The CNAME chain returns to an earlier name, or is longer than eight names.")
                .cause("The records point at each other. Resolvers give up, and requests fail.")
                .fix("Point the domain directly at the DNS name of the load balancer.")
                .document(AwsPages.ALIAS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return Lookups.failed(route, List.of("Loop"))
                .flatMap(problem -> route.found(this, "The CNAME chain does not end")
                        .failed(problem)
                        .stops()
                        .done());
    }
}
