package ch.meuthak.lotse.console.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTopologyTest {

    @Test
    void theReferenceIsKnownInEveryPart() {
        Topology reference = ReferenceTopology.healthy().topology();

        assertThat(List.of(
                        reference.account(),
                        reference.dns(),
                        reference.loadBalancer(),
                        reference.listeners(),
                        reference.certificates(),
                        reference.targetGroups(),
                        reference.instances(),
                        reference.elasticIps(),
                        reference.securityGroups(),
                        reference.routeTables(),
                        reference.idleTimeout()))
                .allMatch(Fact.Known.class::isInstance);
        assertThat(reference.problems()).isEmpty();
    }

    @Test
    void aFaultChangesOnePartAndLeavesTheOthers() {
        Topology reference = ReferenceTopology.healthy().topology();
        Topology broken = ReferenceTopology.healthy()
                .target("unhealthy", "Target.Timeout", "Request timed out")
                .topology();

        assertThat(broken.targetGroups()).isNotEqualTo(reference.targetGroups());
        assertThat(broken.loadBalancer()).isEqualTo(reference.loadBalancer());
        assertThat(broken.securityGroups()).isEqualTo(reference.securityGroups());
    }
}
