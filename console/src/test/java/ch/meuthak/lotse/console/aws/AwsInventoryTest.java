package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LargeTopology;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AwsInventoryTest extends InventoryFixture {

    @Test
    void theReferenceIsReadAsItIs() {
        Topology read = read();

        assertThat(read.problems()).isEmpty();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("takenAt", "took")
                .isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEMARB3-1577038455.US-EAST-1.elb.amazonaws.com",
                "dualstack.semarb3-1577038455.us-east-1.elb.amazonaws.com"
            })
    void theLoadBalancerIsFoundByItsDnsNameHoweverWritten(String name) {
        aws.on("DescribeLoadBalancers", with(other("other")));
        dns = Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN, name), List.of("192.0.2.1")));

        assertThat(read().loadBalancer().map(LoadBalancer::name)).isEqualTo(Fact.known("semarb3"));
    }

    @Test
    void ofTwoLoadBalancersTheOneIsTakenThatTheDomainLeadsTo() {
        aws.on("DescribeLoadBalancers", with(other("other")));
        assertThat(read().loadBalancer().map(LoadBalancer::name)).isEqualTo(Fact.known("semarb3"));

        dns = Fact.known(new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "other-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1")));
        assertThat(read().loadBalancer().map(LoadBalancer::name)).isEqualTo(Fact.known("other"));
    }

    @Test
    void anUnknownDomainLeavesTheLoadBalancerUnknownAndSaysWhichThereAre() {
        var nxdomain = new Problem("DNS", "NXDOMAIN", "There is no such name.", "Add it.");
        dns = Fact.failed(nxdomain);

        Topology read = read();

        assertThat(read.loadBalancer()).isInstanceOfSatisfying(Fact.Unread.class, unread -> assertThat(unread.because())
                .contains("semarb3", "LOTSE_LOAD_BALANCER"));
        assertThat(read.problems()).containsExactly(nxdomain);
        assertThat(notKnown(read))
                .containsExactly("dns", "idleTimeout", "listeners", "loadBalancer", "routeTables", "targetGroups");
        assertThat(read.instances()).isEqualTo(reference.instances());
    }

    @Test
    void aDomainThatLeadsElsewhereIsNotGuessedFrom() {
        dns = Fact.known(new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "gone-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1")));

        Topology read = read();

        assertThat(problem(read, "DescribeLoadBalancers").error()).isEqualTo("NotFound");
        assertThat(problem(read, "DescribeLoadBalancers").message())
                .contains("gone-1.us-east-1.elb.amazonaws.com", ReferenceTopology.LOAD_BALANCER_DNS_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"semarb3", ReferenceTopology.LOAD_BALANCER_ARN})
    void aConfiguredLoadBalancerReplacesDns(String nameOrArn) {
        dns = Fact.failed(new Problem("DNS", "NXDOMAIN", "There is no such name.", "Add it."));
        configured = Optional.of(nameOrArn);

        assertThat(read())
                .usingRecursiveComparison()
                .ignoringFields("takenAt", "took", "dns", "problems")
                .isEqualTo(reference);
    }

    @Test
    void aConfiguredLoadBalancerThatIsNotThereIsNamed() {
        configured = Optional.of("semarb4");

        Problem problem = problem(read(), "DescribeLoadBalancers");

        assertThat(problem.error()).isEqualTo("LoadBalancerNotFound");
        assertThat(problem.message()).contains("semarb4", "semarb3", "LOTSE_LOAD_BALANCER");
    }

    @Test
    void aConfiguredArnIsEnoughForWhatHangsBelowIt() {
        configured = Optional.of(ReferenceTopology.LOAD_BALANCER_ARN);
        aws.on("DescribeLoadBalancers", ReplayedAws.error(403, "AccessDenied", "not authorized"));

        Topology read = read();

        assertThat(notKnown(read)).containsExactly("loadBalancer", "routeTables");
        assertThat(read.targetGroups()).isEqualTo(reference.targetGroups());
    }

    @Test
    void aTargetWithoutAnElasticIpIsFoundById() {
        aws.topology(
                ReferenceTopology.healthy().elasticIps(Fact.known(List.of())).topology());

        assertThat(read().instances()).isEqualTo(reference.instances());
    }

    @Test
    void aTargetThatIsAnAddressIsFoundByIt() {
        TargetGroup was =
                ReferenceTopology.targetGroup(new Target("172.31.20.14", 5000, "us-east-1a", "healthy", "", ""));
        var byAddress = new TargetGroup(
                was.name(),
                was.arn(),
                was.protocol(),
                was.protocolVersion(),
                was.port(),
                "ip",
                was.vpcId(),
                was.healthCheck(),
                was.targets(),
                was.deregistrationDelay());
        aws.topology(ReferenceTopology.healthy()
                .elasticIps(Fact.known(List.of()))
                .targetGroups(Fact.known(List.of(byAddress)))
                .topology());

        assertThat(read().instances()).isEqualTo(reference.instances());
    }

    @Test
    void anInstanceWithAnElasticIpThatIsNoTargetIsNotShown() {
        aws.topology(ReferenceTopology.healthy().noTargets().topology());

        assertThat(read().instances()).isEqualTo(Fact.known(List.of()));
    }

    @Test
    void theInstanceThatTheDomainLeadsStraightToIsShown() {
        aws.topology(ReferenceTopology.healthy().noTargets().topology());
        configured = Optional.of("semarb3");
        dns = Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN), List.of(ReferenceTopology.PUBLIC_IP)));

        assertThat(read().instances()).isEqualTo(reference.instances());
    }

    @Test
    void aHundredOfEverythingIsReadPageByPage() {
        Topology large = LargeTopology.of(100, 100, 100);
        aws.topology(large).pageSize(7);

        long began = System.nanoTime();
        Topology read = read();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(read.problems()).isEmpty();
        assertThat(read.listeners()).isEqualTo(large.listeners());
        assertThat(read.certificates()).isEqualTo(large.certificates());
        assertThat(read.targetGroups()).isEqualTo(large.targetGroups());
        assertThat(read.instances()).isEqualTo(large.instances());
    }

    @Test
    void namesFullOfMarkupComeThroughUnchanged() {
        String markup = "<script>alert(\"&amp;\")</script> ' \" & é ☃";
        SecurityGroup was = ReferenceTopology.instanceGroup();
        var group = new SecurityGroup(was.id(), markup, markup, was.vpcId(), was.inbound(), was.outbound());
        ElasticIp ip = ReferenceTopology.elasticIp();
        var named = new ElasticIp(
                ip.publicIp(),
                ip.allocationId(),
                ip.associationId(),
                ip.instanceId(),
                ip.networkInterfaceId(),
                ip.privateIp(),
                markup);
        Topology hostile = ReferenceTopology.healthy()
                .elasticIps(Fact.known(List.of(named)))
                .securityGroups(Fact.known(List.of(group, ReferenceTopology.loadBalancerGroup())))
                .target("unhealthy", "Target.ResponseCodeMismatch", markup)
                .topology();
        aws.topology(hostile);

        Topology read = read();

        assertThat(read.elasticIps()).isEqualTo(hostile.elasticIps());
        assertThat(read.securityGroups()).isEqualTo(hostile.securityGroups());
        assertThat(read.targetGroups()).isEqualTo(hostile.targetGroups());
    }

    @Test
    void aCertificateOfIamIsNamedAsNotOfAcm() {
        String iam = "arn:aws:iam::339712742662:server-certificate/old";
        Listener was = ReferenceTopology.httpsListener(ReferenceTopology.defaultRule());
        var listener = new Listener(
                was.arn(),
                was.protocol(),
                was.port(),
                was.sslPolicy(),
                iam,
                Fact.known(List.of(iam, ReferenceTopology.CERTIFICATE_ARN)),
                was.rules());
        aws.topology(ReferenceTopology.healthy()
                .listeners(Fact.known(List.of(listener)))
                .topology());

        Topology read = read();

        assertThat(problem(read, "DescribeCertificate").error()).isEqualTo("NotAcm");
        assertThat(read.certificates()).isEqualTo(reference.certificates());
    }

    private static ReplayedAws.Behaviour with(String member) {
        return new ReplayedAws.Behaviour.Says(healthy ->
                ReplayedAws.Answer.xml(200, healthy.body().replace("<LoadBalancers>", "<LoadBalancers>" + member)));
    }

    private static String other(String name) {
        return "<member><LoadBalancerArn>arn:aws:elasticloadbalancing:us-east-1:339712742662:loadbalancer/app/" + name
                + "/1</LoadBalancerArn><LoadBalancerName>" + name + "</LoadBalancerName><DNSName>" + name
                + "-1.us-east-1.elb.amazonaws.com</DNSName></member>";
    }
}
