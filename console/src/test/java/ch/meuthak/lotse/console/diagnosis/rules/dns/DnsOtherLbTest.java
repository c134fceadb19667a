package ch.meuthak.lotse.console.diagnosis.rules.dns;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsOtherLbTest extends RuleTest {
    private static final String OLD = "old-1.us-east-1.elb.amazonaws.com";

    DnsOtherLbTest() {
        fault("a load balancer that is gone", scene -> leadsTo(scene, OLD, "192.0.2.1"));
        edge("the load balancer, by another address", scene -> leadsTo(scene, LOAD_BALANCER_DNS_NAME, PUBLIC_IP));
        edge(
                "the load balancer, with dualstack before its name",
                scene -> leadsTo(scene, "DualStack." + LOAD_BALANCER_DNS_NAME, "192.0.2.1"));
    }

    private static void leadsTo(Scene scene, String name, String address) {
        scene.aws(all -> all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN, name), List.of(address)))));
    }

    @ParameterizedTest
    @CsvSource({
        "d111111abcdef8.cloudfront.net, That name is not an AWS load balancer",
        OLD + ", 'was recreated, or belongs to another account'"
    })
    void whatADomainLeadsToInsteadIsCalledALoadBalancerOnlyByItsName(String name, String words) {
        assertThat(found(Scene.with(scene -> leadsTo(scene, name, "192.0.2.1"))).cause())
                .contains(words);
    }
}
