package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.MetadataService;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes of single parts of a scene that leave all the others as they are: two of them may be made one after the other. */
public final class Parts {
    private Parts() {}

    private static <T> List<T> values(Fact<List<T>> fact) {
        return fact.toOptional().orElse(List.of());
    }

    private static <T> Fact<List<T>> each(Fact<List<T>> fact, UnaryOperator<T> change) {
        return fact.map(all -> all.stream().map(change).toList());
    }

    // ---- credentials

    public static Access access(KeyKind key, boolean sessionToken) {
        return access(CredentialSource.PROFILE, key, sessionToken, MetadataService.ANSWERS, List.of());
    }

    /** Those of a credentials file that is not as it should be. */
    public static Access accessWith(CredentialsFile.Flaw... flaws) {
        return access(CredentialSource.PROFILE, KeyKind.TEMPORARY, true, MetadataService.ANSWERS, List.of(flaws));
    }

    /** None. */
    public static Access accessWithout(MetadataService metadata) {
        return access(CredentialSource.NONE, KeyKind.NONE, false, metadata, List.of());
    }

    private static Access access(
            CredentialSource source,
            KeyKind key,
            boolean sessionToken,
            MetadataService metadata,
            List<CredentialsFile.Flaw> flaws) {
        var file = new CredentialsFile(
                "/aws/credentials",
                "default",
                true,
                ReferenceTopology.NOON.minus(Duration.ofMinutes(312)),
                Optional.empty(),
                flaws);
        return new Access(
                source,
                "the profile default in /aws/credentials",
                key,
                "X7QA",
                sessionToken,
                Optional.empty(),
                metadata,
                true,
                Optional.of(file),
                ReferenceTopology.NOON);
    }

    /** No call works. */
    public static void failing(Scene scene, String error, String cause, String remedy) {
        scene.aws(all -> all.nothingRead(error, cause, remedy));
    }

    // ---- load balancer and listeners

    public static void balancer(Scene scene, String scheme, String state) {
        scene.aws(all -> all.loadBalancer(all.topology()
                .loadBalancer()
                .map(one -> new LoadBalancer(
                        one.name(),
                        one.dnsName(),
                        one.arn(),
                        scheme,
                        state,
                        one.stateReason(),
                        one.vpcId(),
                        one.securityGroupIds(),
                        one.subnetIds(),
                        one.availabilityZones()))));
    }

    public static void listeners(Scene scene, UnaryOperator<Listener> change) {
        scene.aws(all -> all.listeners(each(all.topology().listeners(), change)));
    }

    public static void policy(Scene scene, String policy) {
        listeners(scene, one -> listener(one, one.protocol(), one.port(), policy, one.certificateArns(), one.rules()));
    }

    public static void rules(Scene scene, ListenerRule... rules) {
        listeners(
                scene,
                one -> listener(
                        one,
                        one.protocol(),
                        one.port(),
                        one.sslPolicy(),
                        one.certificateArns(),
                        Fact.known(List.of(rules))));
    }

    public static void certificateArns(Scene scene, String... arns) {
        listeners(
                scene,
                one -> listener(
                        one, one.protocol(), one.port(), one.sslPolicy(), Fact.known(List.of(arns)), one.rules()));
    }

    public static Listener listener(
            Listener one,
            String protocol,
            int port,
            String policy,
            Fact<List<String>> arns,
            Fact<List<ListenerRule>> rules) {
        return new Listener(one.arn(), protocol, port, policy, one.defaultCertificateArn(), arns, rules);
    }

    /** One more listener, HTTP:80, with that rule. */
    public static void http(Scene scene, ListenerRule rule) {
        var http = new Listener(
                ReferenceTopology.LISTENER_ARN.replace("3e64", "80aa"),
                "HTTP",
                80,
                "",
                "",
                Fact.known(List.of()),
                Fact.known(List.of(rule)));
        scene.aws(all ->
                all.listeners(all.topology().listeners().map(some -> Stream.concat(some.stream(), Stream.of(http))
                        .toList())));
    }

    // ---- target groups and targets

    public static void targets(Scene scene, Target... targets) {
        TargetGroups.change(
                scene,
                one -> TargetGroups.group(one, one.protocol(), Fact.known(List.of(targets)), Duration.ofSeconds(30)));
    }

    /** The target in another state, and whoever asks gets no answer. */
    public static void unhealthy(Scene scene, String state, String reason, String description) {
        targets(scene, target(state, reason, description, ""));
        scene.unanswered();
    }

    public static Target target(String state, String reason, String description, String override) {
        return new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", state, reason, description, override);
    }

    // ---- instances and security groups

    public static void inbound(Scene scene, String groupId, SecurityGroupRule... rules) {
        scene.aws(all -> all.securityGroups(each(
                all.topology().securityGroups(),
                one -> one.id().equals(groupId)
                        ? new SecurityGroup(
                                one.id(), one.name(), one.description(), one.vpcId(), List.of(rules), one.outbound())
                        : one)));
    }

    /** One more rule of the instance's group. */
    public static void moreInbound(Scene scene, SecurityGroupRule rule) {
        SecurityGroupRule[] rules = values(scene.topology.topology().securityGroups()).stream()
                .filter(one -> one.id().equals(ReferenceTopology.INSTANCE_GROUP_ID))
                .flatMap(one -> Stream.concat(one.inbound().stream(), Stream.of(rule)))
                .toArray(SecurityGroupRule[]::new);
        inbound(scene, ReferenceTopology.INSTANCE_GROUP_ID, rules);
    }

    public static void instance(Scene scene, String publicIp, Instant launched, String httpTokens, int hops) {
        scene.aws(all -> all.instances(each(
                all.topology().instances(),
                one -> new Instance(
                        one.id(),
                        one.name(),
                        one.type(),
                        one.state(),
                        publicIp,
                        one.privateIp(),
                        one.vpcId(),
                        one.subnetId(),
                        one.availabilityZone(),
                        launched,
                        one.securityGroupIds(),
                        httpTokens,
                        hops))));
    }

    /** One more rule of the instance's group that admits everybody to a TCP port. */
    public static void open(Scene scene, int port) {
        moreInbound(scene, new SecurityGroupRule("sgr-0aaaabbbbccccdddd", "tcp", port, port, "0.0.0.0/0", ""));
    }

    /** Only the load balancer gets to the API, and one address to SSH: what is open in the reference is found first otherwise. */
    public static void closed(Scene scene) {
        inbound(
                scene,
                ReferenceTopology.INSTANCE_GROUP_ID,
                ReferenceTopology.apiRule(ReferenceTopology.LOAD_BALANCER_GROUP_ID),
                ReferenceTopology.sshRule("203.0.113.7/32"));
    }
}
