package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

class LbNoHttpsTest extends RuleTest {
    LbNoHttpsTest() {
        fault("no listener", scene -> scene.aws(all -> all.listeners(Fact.known(List.of()))));
        edge("listeners that were not read", scene -> scene.aws(all -> all.listeners(Fact.unread("of a test"))));
        edge("a network load balancer", LbNoHttpsTest::network);
    }

    private static void network(Scene scene) {
        LoadBalancer one = ReferenceTopology.loadBalancer();
        var network = new LoadBalancer(
                one.name(),
                one.dnsName(),
                one.arn().replace("/app/", "/net/"),
                one.scheme(),
                one.state(),
                one.stateReason(),
                one.vpcId(),
                one.securityGroupIds(),
                one.subnetIds(),
                one.availabilityZones());
        scene.aws(all -> all.loadBalancer(Fact.known(network)));
        Parts.listeners(
                scene,
                listener -> Parts.listener(
                        listener, "TLS", 443, listener.sslPolicy(), listener.certificateArns(), listener.rules()));
    }

    @Test
    void aNetworkLoadBalancerIsNotJudged() {
        assertThat(Scene.with(LbNoHttpsTest::network).diagnose().path().verdict())
                .contains("is not known", "not an Application Load Balancer");
    }
}
