package ch.meuthak.lotse.console.diagnosis.rules.dns;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;

import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;

class DnsToEipTest extends RuleTest {
    DnsToEipTest() {
        fault("an A record with the Elastic IP", scene -> scene.aws(ReferenceTopology::domainAtElasticIp));
        edge(
                "a load balancer with that address",
                scene -> scene.aws(all -> all.dns(
                        Fact.known(new DnsAnswer(List.of(DOMAIN, LOAD_BALANCER_DNS_NAME), List.of(PUBLIC_IP))))));
    }
}
