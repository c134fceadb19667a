package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Certificate;
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
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes of single parts of a scene that leave all the others as they are: two of them may be made one after the other. */
final class Parts {
    private Parts() {}

    private static <T> List<T> values(Fact<List<T>> fact) {
        return fact.toOptional().orElse(List.of());
    }

    private static <T> Fact<List<T>> each(Fact<List<T>> fact, UnaryOperator<T> change) {
        return fact.map(all -> all.stream().map(change).toList());
    }

    // ---- credentials

    static Access access(KeyKind key, boolean sessionToken) {
        return access(CredentialSource.PROFILE, key, sessionToken, MetadataService.ANSWERS, List.of());
    }

    /** Those of a credentials file that is not as it should be. */
    static Access accessWith(CredentialsFile.Flaw... flaws) {
        return access(CredentialSource.PROFILE, KeyKind.TEMPORARY, true, MetadataService.ANSWERS, List.of(flaws));
    }

    /** None. */
    static Access accessWithout(MetadataService metadata) {
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

    // ---- load balancer and listeners

    static void balancer(Scene scene, String scheme, String state) {
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

    static void listeners(Scene scene, UnaryOperator<Listener> change) {
        scene.aws(all -> all.listeners(each(all.topology().listeners(), change)));
    }

    static void policy(Scene scene, String policy) {
        listeners(scene, one -> listener(one, one.protocol(), one.port(), policy, one.certificateArns(), one.rules()));
    }

    static void rules(Scene scene, ListenerRule... rules) {
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

    static void certificateArns(Scene scene, String... arns) {
        listeners(
                scene,
                one -> listener(
                        one, one.protocol(), one.port(), one.sslPolicy(), Fact.known(List.of(arns)), one.rules()));
    }

    static Listener listener(
            Listener one,
            String protocol,
            int port,
            String policy,
            Fact<List<String>> arns,
            Fact<List<ListenerRule>> rules) {
        return new Listener(one.arn(), protocol, port, policy, one.defaultCertificateArn(), arns, rules);
    }

    /** One more listener, HTTP:80, that forwards. */
    static void clearText(Scene scene) {
        var http = new Listener(
                ReferenceTopology.LISTENER_ARN.replace("3e64", "80aa"),
                "HTTP",
                80,
                "",
                "",
                Fact.known(List.of()),
                Fact.known(List.of(ReferenceTopology.defaultRule())));
        scene.aws(all ->
                all.listeners(all.topology().listeners().map(some -> Stream.concat(some.stream(), Stream.of(http))
                        .toList())));
    }

    // ---- certificates

    static void certificate(Scene scene, UnaryOperator<Certificate> change) {
        scene.aws(all -> all.certificates(each(all.topology().certificates(), change)));
    }

    static void moreCertificates(Scene scene, Certificate more) {
        scene.aws(all ->
                all.certificates(all.topology().certificates().map(some -> Stream.concat(some.stream(), Stream.of(more))
                        .toList())));
    }

    static Certificate status(Certificate one, String status, String failure) {
        return certificate(one, one.subjectAlternativeNames(), one.type(), status, one.notAfter(), "", failure);
    }

    static Certificate until(Certificate one, Instant end) {
        return certificate(one, one.subjectAlternativeNames(), one.type(), one.status(), Optional.of(end), "", "");
    }

    static Certificate certificate(
            Certificate one,
            List<String> names,
            String type,
            String status,
            Optional<Instant> notAfter,
            String renewal,
            String failure) {
        return new Certificate(
                one.arn(),
                names.getFirst(),
                names,
                type,
                status,
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                one.createdAt(),
                one.notBefore(),
                notAfter,
                renewal,
                failure,
                one.inUseBy(),
                one.validationRecords());
    }

    /** Another one for the domain, that nothing uses. */
    static Certificate spare(String arn, String status, Instant createdAt) {
        Certificate one = ReferenceTopology.certificate(arn, ReferenceTopology.DOMAIN);
        return new Certificate(
                one.arn(),
                one.domainName(),
                one.subjectAlternativeNames(),
                one.type(),
                status,
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                Optional.of(createdAt),
                one.notBefore(),
                status.equals("ISSUED") ? one.notAfter() : Optional.empty(),
                "",
                "",
                List.of(),
                one.validationRecords().stream()
                        .map(record -> new Certificate.ValidationRecord(
                                record.domainName(),
                                status.equals("ISSUED") ? "SUCCESS" : "PENDING_VALIDATION",
                                record.name(),
                                record.type(),
                                record.value()))
                        .toList());
    }

    // ---- target groups and targets

    static void groups(Scene scene, UnaryOperator<TargetGroup> change) {
        scene.aws(all -> all.targetGroups(each(all.topology().targetGroups(), change)));
    }

    static TargetGroup group(TargetGroup one, String protocol, Fact<List<Target>> targets, Duration delay) {
        return new TargetGroup(
                one.name(),
                one.arn(),
                protocol,
                one.protocolVersion(),
                one.port(),
                one.targetType(),
                one.vpcId(),
                one.healthCheck(),
                targets,
                Fact.known(delay));
    }

    static void targets(Scene scene, Target... targets) {
        groups(scene, one -> group(one, one.protocol(), Fact.known(List.of(targets)), Duration.ofSeconds(30)));
    }

    /** The target in another state, and whoever asks gets no answer. */
    static void unhealthy(Scene scene, String state, String reason, String description) {
        targets(scene, target(state, reason, description, ""));
        scene.unanswered();
    }

    static Target target(String state, String reason, String description, String override) {
        return new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", state, reason, description, override);
    }

    // ---- instances and security groups

    static void inbound(Scene scene, String groupId, SecurityGroupRule... rules) {
        scene.aws(all -> all.securityGroups(each(
                all.topology().securityGroups(),
                one -> one.id().equals(groupId)
                        ? new SecurityGroup(
                                one.id(), one.name(), one.description(), one.vpcId(), List.of(rules), one.outbound())
                        : one)));
    }

    /** One more rule of the instance's group. */
    static void moreInbound(Scene scene, SecurityGroupRule rule) {
        SecurityGroupRule[] rules = values(scene.topology.topology().securityGroups()).stream()
                .filter(one -> one.id().equals(ReferenceTopology.INSTANCE_GROUP_ID))
                .flatMap(one -> Stream.concat(one.inbound().stream(), Stream.of(rule)))
                .toArray(SecurityGroupRule[]::new);
        inbound(scene, ReferenceTopology.INSTANCE_GROUP_ID, rules);
    }

    static void instance(Scene scene, String publicIp, Instant launched, String httpTokens, int hops) {
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
}
