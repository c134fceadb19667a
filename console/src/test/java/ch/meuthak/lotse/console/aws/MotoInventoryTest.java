package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console reads the reference deployment out of {@code moto_server}.
 *
 * <p>Moto's known gaps, and why they do not matter here:
 *
 * <ul>
 *   <li>Ids, addresses and the load balancer's DNS name are moto's own: they are compared with what creating them answered,
 *       not with the reference's.
 *   <li>There is no DNS: the test's resolver answers with the DNS name that moto gave.
 *   <li>No health check runs: every target is healthy at once. Reason codes are tested against the replayed AWS.
 *   <li>A certificate is issued a minute after the request, and nothing is ever validated: only the status is left out.
 *   <li>It gives no idle timeout of a load balancer: that is left unread.
 *   <li>It checks no credentials and no permissions. Refusals are tested against the replayed AWS.
 * </ul>
 */
@Timeout(240)
class MotoInventoryTest {

    @Test
    void theReferenceBuiltThereIsReadFromThere(@TempDir Path folder) throws Exception {
        try (var moto = new MotoServer(folder);
                var connection = new AwsConnection(TestAws.settings(moto.endpoint()))) {
            var built = new MotoReference(connection.ready().clients()).build();
            var dns = Fact.known(new DnsAnswer(
                    List.of(ReferenceTopology.DOMAIN, built.loadBalancer().dnsName()), List.of("192.0.2.1")));
            var settings = new InventorySettings(ReferenceTopology.DOMAIN, Optional.empty(), Duration.ofSeconds(60));

            CredentialsInUse.Outcome pasted = connection.use("""
                    [default]
                    aws_access_key_id = ASIAIOSFODNN7EXAMPLE
                    aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                    aws_session_token = IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKEN==
                    """);
            assertThat(pasted).isInstanceOf(CredentialsInUse.Outcome.Used.class);

            Topology read = new AwsInventory(connection, name -> dns, settings, InstantSource.system()).read();

            assertThat(read.problems()).isEmpty();
            assertThat(read.calls()).isLessThanOrEqualTo(16);
            sameNetwork(read, built);
            sameLoadBalancing(read, built);
        }
    }

    private static void sameNetwork(Topology read, MotoReference.Built built) {
        ElasticIp ip = read.elasticIps().toOptional().orElseThrow().getFirst();
        assertThat(ip.publicIp()).isEqualTo(built.publicIp());
        assertThat(ip.allocationId()).isEqualTo(built.allocationId());
        assertThat(ip.instanceId()).isEqualTo(built.instanceId());

        Instance instance = read.instances().toOptional().orElseThrow().getFirst();
        assertThat(instance.id()).isEqualTo(built.instanceId());
        assertThat(instance.type()).isEqualTo("t2.micro");
        assertThat(instance.state()).isEqualTo("running");
        assertThat(instance.name()).isEqualTo("backend");
        assertThat(instance.securityGroupIds()).containsExactly(built.instanceGroupId());

        List<SecurityGroup> groups = read.securityGroups().toOptional().orElseThrow();
        assertThat(groups)
                .extracting(SecurityGroup::id)
                .containsExactlyInAnyOrder(built.instanceGroupId(), built.loadBalancerGroupId());
        SecurityGroup group = groups.stream()
                .filter(one -> one.id().equals(built.instanceGroupId()))
                .findFirst()
                .orElseThrow();
        assertThat(group.name()).isEqualTo("launch-wizard-1");
        assertThat(group.inbound())
                .allMatch(SecurityGroupRule::isOpenToTheWorld)
                .allMatch(
                        rule -> rule.id().startsWith("sgr-") && rule.protocol().equals("tcp"));
        assertThat(group.inbound()).extracting(SecurityGroupRule::fromPort).containsExactlyInAnyOrder(22, 5000);
        assertThat(group.outbound()).extracting(SecurityGroupRule::protocol).containsExactly("-1");
    }

    private static void sameLoadBalancing(Topology read, MotoReference.Built built) {
        LoadBalancer balancer = read.loadBalancer().toOptional().orElseThrow();
        assertThat(balancer.arn()).isEqualTo(built.loadBalancer().loadBalancerArn());
        assertThat(balancer.name()).isEqualTo("semarb3");
        assertThat(balancer.scheme()).isEqualTo("internet-facing");
        assertThat(balancer.state()).isEqualTo("active");
        assertThat(balancer.securityGroupIds()).containsExactly(built.loadBalancerGroupId());
        assertThat(balancer.subnetIds()).hasSize(2);

        Listener listener = read.listeners().toOptional().orElseThrow().getFirst();
        assertThat(listener.arn()).isEqualTo(built.listenerArn());
        assertThat(listener.protocol() + ":" + listener.port()).isEqualTo("HTTPS:443");
        assertThat(listener.certificateArns()).isEqualTo(Fact.known(List.of(built.certificateArn())));
        ListenerRule rule = listener.rules().toOptional().orElseThrow().getFirst();
        assertThat(rule.isDefault()).isTrue();
        assertThat(rule.targetGroupArns()).containsExactly(built.targetGroupArn());

        TargetGroup group = read.targetGroups().toOptional().orElseThrow().getFirst();
        assertThat(group.name()).isEqualTo("semarb3-2");
        assertThat(group.targetType()).isEqualTo("instance");
        assertThat(group.protocol() + ":" + group.port()).isEqualTo("HTTP:5000");
        assertThat(group.healthCheck().path()).isEqualTo("/health/ready");
        Target target = group.targets().toOptional().orElseThrow().getFirst();
        assertThat(target.id() + ":" + target.port()).isEqualTo(built.instanceId() + ":5000");
        assertThat(target.isHealthy()).isTrue();

        Certificate certificate = read.certificates().toOptional().orElseThrow().getFirst();
        assertThat(certificate.arn()).isEqualTo(built.certificateArn());
        assertThat(certificate.covers(ReferenceTopology.DOMAIN)).isTrue();
        assertThat(certificate.validationRecords()).first().satisfies(record -> assertThat(record.value())
                .contains(".acm-validations.aws"));
        assertThat(read.account().map(Account::id)).isInstanceOf(Fact.Known.class);
    }
}
