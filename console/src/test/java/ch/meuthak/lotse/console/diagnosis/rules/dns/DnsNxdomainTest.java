package ch.meuthak.lotse.console.diagnosis.rules.dns;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsNxdomainTest extends RuleTest {
    DnsNxdomainTest() {
        fault("no record", scene -> scene.aws(ReferenceTopology::domainUnknown));
        fault("only names below the domain", DnsNxdomainTest::nothingButNamesBelow);
        edge(
                "a DNS server that fails",
                scene -> scene.aws(
                        all -> all.dns(Fact.failed(new Problem("DNS", "SERVFAIL", "It fails.", "Look at it.")))));
    }

    private static void nothingButNamesBelow(Scene scene) {
        var absent = new Problem("DescribeLoadBalancers", "NotFound", "No load balancer has that name.", "Correct it.");
        scene.aws(all ->
                all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN), List.of()))).loadBalancer(Fact.failed(absent)));
    }

    @Test
    void aDomainWithoutARecordLeadsToNoOtherLoadBalancer() {
        assertThat(Scene.with(DnsNxdomainTest::nothingButNamesBelow).rules()).doesNotContain(DnsOtherLb.RULE);
    }

    @Test
    void aLoadBalancerWithoutAnAddressNeedsNoRecord() {
        Scene scene = Scene.with(one ->
                one.aws(all -> all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN, LOAD_BALANCER_DNS_NAME), List.of())))));

        assertThat(found(scene).cause()).isEqualTo(LOAD_BALANCER_DNS_NAME + " has no address.");
    }
}
