package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One walk from the domain to the security groups. Every part is a thread that waits for exactly the parts it needs, so that
 * a call is made as soon as what it asks for is known; the reference deployment takes three rounds:
 *
 * <pre>
 *   1  GetCallerIdentity  DescribeLoadBalancers  DescribeTargetGroups  DescribeAddresses  ListCertificates
 *   2  DescribeListeners  DescribeTargetHealth   DescribeInstances  DescribeCertificate
 *      DescribeLoadBalancerAttributes  DescribeTargetGroupAttributes  DescribeRouteTables
 *   3  DescribeRules  DescribeListenerCertificates  DescribeSecurityGroups  DescribeSecurityGroupRules
 * </pre>
 *
 * <p>A fourth is needed by a certificate for another name beyond the default one, and by a target without an Elastic IP.
 */
final class Discovery {
    private static final String NO_LOAD_BALANCER = "the load balancer is not known";

    private final SnapshotReading reading;
    private final AwsClients aws;
    private final InventorySettings settings;
    private final LoadBalancingReader elb;
    private final NetworkReader network;
    private final CertificateReader certificates;

    Discovery(SnapshotReading reading, AwsClients aws, InventorySettings settings) {
        this.reading = reading;
        this.aws = aws;
        this.settings = settings;
        elb = new LoadBalancingReader(reading, aws.elb());
        network = new NetworkReader(reading, aws.ec2());
        certificates = new CertificateReader(reading, aws.acm());
    }

    Topology read(SnapshotReading.Part<DnsAnswer> dns, Instant began, InstantSource clock) {
        var account = reading.fork(AwsCall.GET_CALLER_IDENTITY, this::account);
        var addresses = reading.fork(AwsCall.DESCRIBE_ADDRESSES, network::elasticIps);
        var balancers = reading.fork(AwsCall.DESCRIBE_LOAD_BALANCERS, elb::loadBalancers);
        var groups = reading.fork(AwsCall.DESCRIBE_TARGET_GROUPS, elb::targetGroups);
        var balancer = reading.fork(AwsCall.DESCRIBE_LOAD_BALANCERS, () -> choose(balancers.get(), dns));
        var known = reading.fork(AwsCall.LIST_CERTIFICATES, this::readCertificates);
        var idleTimeout = reading.fork(
                AwsCall.DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
                () -> after(arn(balancer.get()), NO_LOAD_BALANCER, elb::idleTimeout));
        var routeTables = reading.fork(AwsCall.DESCRIBE_ROUTE_TABLES, () -> routeTables(balancer.get()));
        var listeners = reading.fork(AwsCall.DESCRIBE_LISTENERS, () -> listeners(balancer.get()));
        var targetGroups =
                reading.fork(AwsCall.DESCRIBE_TARGET_GROUPS, () -> targetGroups(balancer.get(), groups.get()));
        var instances = new InstanceReader(reading, network, addresses, targetGroups, dns).begin();
        var securityGroups =
                reading.fork(AwsCall.DESCRIBE_SECURITY_GROUPS, () -> securityGroups(balancer.get(), instances.get()));
        Fact<List<Listener>> listenersRead = listeners.last();
        Fact<List<Certificate>> certificatesRead = certificates(listenersRead, known.last());
        Fact<List<SecurityGroup>> securityGroupsRead = securityGroups.last();
        return new Topology(
                clock.instant(),
                Duration.between(began, clock.instant()),
                reading.calls(),
                settings.domain(),
                aws.region().id(),
                account.last(),
                dns.last(),
                balancer.last(),
                idleTimeout.last(),
                listenersRead,
                certificatesRead,
                targetGroups.last(),
                instances.last(),
                addresses.last(),
                securityGroupsRead,
                routeTables.last(),
                reading.problems());
    }

    private Fact<Account> account() {
        return reading.ask(AwsCall.GET_CALLER_IDENTITY, () -> {
            var caller = reading.request(aws.sts()::getCallerIdentity);
            return new Account(AbsentTexts.orEmpty(caller.account()), AbsentTexts.orEmpty(caller.arn()));
        });
    }

    /** Begins to read the account's certificates for the domain, so that those that no listener uses are known, too. */
    private Fact<List<String>> readCertificates() {
        Fact<List<String>> arns = certificates.arnsFor(settings.domain());
        certificates.read(Fact.orEmpty(arns));
        return arns;
    }

    /** Those that were found by either way. */
    private Fact<List<Certificate>> certificates(Fact<List<Listener>> listeners, Fact<List<String>> known) {
        return listeners.isKnown() || known.isKnown() ? certificates.all() : Fact.unread("the listeners are not known");
    }

    private Fact<List<RouteTable>> routeTables(Fact<LoadBalancer> balancer) {
        return after(balancer.map(LoadBalancer::vpcId), NO_LOAD_BALANCER, network::routeTables);
    }

    private Fact<LoadBalancer> choose(Fact<List<LoadBalancer>> listed, SnapshotReading.Part<DnsAnswer> dns) {
        var choice = new LoadBalancerChoice(settings, aws.region().id());
        Fact<DnsAnswer> answer =
                settings.loadBalancer().isPresent() ? Fact.unread("the load balancer is configured") : dns.get();
        return listed.flatMap(all -> reading.noted(choice.among(all, answer)));
    }

    /** What hangs below the load balancer needs its ARN alone: a configured one does when the call for it failed. */
    private Fact<String> arn(Fact<LoadBalancer> balancer) {
        Optional<String> configured = settings.loadBalancer().filter(one -> one.startsWith("arn:"));
        return balancer.failure()
                .filter(problem -> !problem.error().equals(LoadBalancerChoice.NOT_CONFIGURED))
                .flatMap(_ -> configured)
                .map(Fact::known)
                .orElseGet(() -> balancer.map(LoadBalancer::arn));
    }

    private Fact<List<Listener>> listeners(Fact<LoadBalancer> balancer) {
        return after(arn(balancer), NO_LOAD_BALANCER, arn -> elb.listeners(arn).map(this::completed));
    }

    /** The listeners with their rules and certificates, all asked for at once. */
    private List<Listener> completed(List<Listener> listed) {
        certificates.read(listed.stream().map(Listener::defaultCertificateArn).toList());
        var rules = listed.stream()
                .map(one -> reading.fork(AwsCall.DESCRIBE_RULES, () -> elb.rules(one.arn())))
                .toList();
        var arns = listed.stream()
                .map(one -> reading.fork(AwsCall.DESCRIBE_LISTENER_CERTIFICATES, () -> elb.certificateArns(one)))
                .toList();
        arns.forEach(part -> certificates.read(Fact.orEmpty(part.get())));
        return IntStream.range(0, listed.size())
                .mapToObj(
                        i -> listed.get(i).with(arns.get(i).get(), rules.get(i).get()))
                .toList();
    }

    private Fact<List<TargetGroup>> targetGroups(
            Fact<LoadBalancer> balancer, Fact<List<LoadBalancingReader.ListedTargetGroup>> listed) {
        return after(
                arn(balancer),
                NO_LOAD_BALANCER,
                arn -> listed.map(all -> withTargets(all.stream()
                        .filter(one -> one.loadBalancerArns().contains(arn))
                        .map(LoadBalancingReader.ListedTargetGroup::group)
                        .toList())));
    }

    private List<TargetGroup> withTargets(List<TargetGroup> groups) {
        var targets = groups.stream()
                .map(group -> reading.fork(AwsCall.DESCRIBE_TARGET_HEALTH, () -> elb.targets(group.arn())))
                .toList();
        var delays = groups.stream()
                .map(group -> reading.fork(
                        AwsCall.DESCRIBE_TARGET_GROUP_ATTRIBUTES, () -> elb.deregistrationDelay(group.arn())))
                .toList();
        return IntStream.range(0, groups.size())
                .mapToObj(i ->
                        groups.get(i).with(targets.get(i).get(), delays.get(i).get()))
                .toList();
    }

    /** Those of the load balancer and of the instances; when no instance is known, all of the load balancer's network. */
    private Fact<List<SecurityGroup>> securityGroups(Fact<LoadBalancer> balancer, Fact<List<Instance>> instances) {
        Optional<String> vpc = balancer.toOptional().map(LoadBalancer::vpcId).filter(id -> !id.isEmpty());
        if (!instances.isKnown() && vpc.isPresent()) {
            return securityGroupsOf(vpc.get());
        }
        Set<String> ids = new LinkedHashSet<>();
        Fact.orEmpty(instances).forEach(instance -> ids.addAll(instance.securityGroupIds()));
        balancer.toOptional().ifPresent(one -> ids.addAll(one.securityGroupIds()));
        if (!balancer.isKnown() && Fact.orEmpty(instances).isEmpty()) {
            return Fact.unread("neither the load balancer nor an instance is known");
        }
        var groups = reading.fork(AwsCall.DESCRIBE_SECURITY_GROUPS, () -> network.securityGroups("group-id", ids));
        var rules = reading.fork(AwsCall.DESCRIBE_SECURITY_GROUP_RULES, () -> network.securityGroupRules(ids));
        return SecurityGroupRules.joined(ids, groups.get(), rules.get());
    }

    private Fact<List<SecurityGroup>> securityGroupsOf(String vpcId) {
        Fact<List<SecurityGroup>> groups = network.securityGroups("vpc-id", List.of(vpcId));
        Collection<String> ids =
                Fact.orEmpty(groups).stream().map(SecurityGroup::id).toList();
        return ids.isEmpty() ? groups : SecurityGroupRules.joined(ids, groups, network.securityGroupRules(ids));
    }

    private static <A, B> Fact<B> after(Fact<A> needed, String because, Function<A, Fact<B>> read) {
        return needed.toOptional().map(read).orElseGet(() -> Fact.unread(because));
    }
}
