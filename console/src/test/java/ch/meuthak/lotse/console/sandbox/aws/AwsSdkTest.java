package ch.meuthak.lotse.console.sandbox.aws;

import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.API_RULE;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LISTENER_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LOAD_BALANCER_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.SERVER_GROUP;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.TARGET_GROUP_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.Rule;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.sts.StsClient;

@Timeout(60)
class AwsSdkTest {
    private final SandboxState state = SandboxState.reference(InstantSource.system());
    private final AwsEndpoint endpoint =
            AwsEndpoint.start(state, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final AwsCredentialsProvider working = provider(AwsBasicCredentials.create(Keys.WORKING, "x"));
    private final Ec2Client ec2 = at(Ec2Client.builder(), working).build();
    private final ElasticLoadBalancingV2Client elb =
            at(ElasticLoadBalancingV2Client.builder(), working).build();
    private final AcmClient acm = at(AcmClient.builder(), working).build();

    @AfterEach
    void close() {
        ec2.close();
        elb.close();
        acm.close();
        endpoint.close();
    }

    private static AwsCredentialsProvider provider(AwsCredentials credentials) {
        return StaticCredentialsProvider.create(credentials);
    }

    private <B extends AwsClientBuilder<B, ?>> B at(B builder, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(
                        o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(10)));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static void refused(ThrowingCallable call, String code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, failed -> {
            assertThat(failed.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(failed.awsErrorDetails().errorMessage()).contains(words);
        });
    }

    @Test
    void theSdkReadsTheSameDeployment() {
        assertThat(elb.describeLoadBalancers().loadBalancers())
                .singleElement()
                .satisfies(one -> assertThat(one.dnsName()).isEqualTo(ReferenceDeployment.LOAD_BALANCER_DNS));
        assertThat(ec2.describeInstances()
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .publicIpAddress())
                .isEqualTo(ReferenceDeployment.ELASTIC_IP);
        assertThat(acm.listCertificates(request -> request.certificateStatuses(CertificateStatus.ISSUED))
                        .certificateSummaryList())
                .hasSize(1);
    }

    @Test
    void namesFullOfMarkupArriveAsTheyAre() {
        String name = "<script>alert('1')</script> & \"ü\" ]]> \u0001end";
        state.renameInstance(ReferenceDeployment.INSTANCE, name);

        assertThat(ec2.describeInstances()
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo(name.replace("\u0001", "")));
    }

    @Test
    void twoHundredAndFiftyRulesComeInThreePages() {
        Rule last = state.cloud().listeners().getFirst().defaultRule();
        Stream<Rule> many = IntStream.rangeClosed(1, 249)
                .mapToObj(i -> new Rule(last.arn() + i, "" + i, List.of("h" + i + ".example"), TARGET_GROUP_ARN));
        state.rules(LISTENER_ARN, Stream.concat(many, Stream.of(last)).toList());

        var first = elb.describeRules(request -> request.listenerArn(LISTENER_ARN));
        assertThat(first.rules()).hasSize(100);
        assertThat(elb.describeRulesPaginator(request -> request.listenerArn(LISTENER_ARN))
                        .rules())
                .hasSize(250)
                .last()
                .satisfies(rule -> assertThat(rule.isDefault()).isTrue());
    }

    @Test
    void aFilterChoosesAndAnUnknownOneIsRefused() {
        assertThat(ec2.describeSecurityGroups(r -> r.filters(filter("group-id", SERVER_GROUP)))
                        .securityGroups())
                .hasSize(1);
        assertThat(ec2.describeInstances(r -> r.filters(filter("instance-type", "m5.*")))
                        .reservations())
                .isEmpty();
        refused(
                () -> ec2.describeInstances(r -> r.filters(filter("colour", "red"))),
                "InvalidParameterValue",
                "colour");
    }

    @Test
    void unknownIdsAreRefusedWithTheCodesOfAws() {
        String arn = LOAD_BALANCER_ARN.replace("42531f90", "00000000");
        refused(() -> elb.describeLoadBalancers(r -> r.loadBalancerArns(arn)), "LoadBalancerNotFound", "not found");
        refused(() -> elb.describeLoadBalancers(r -> r.names("other")), "LoadBalancerNotFound", "other");
        refused(() -> elb.describeListeners(r -> r.loadBalancerArn(arn)), "LoadBalancerNotFound", "not found");
        refused(() -> elb.describeListeners(_ -> {}), "ValidationError", "must specify");
        refused(() -> elb.describeTargetHealth(r -> r.targetGroupArn("x")), "TargetGroupNotFound", "not found");
        refused(
                () -> ec2.describeInstances(r -> r.instanceIds("i-00000000")),
                "InvalidInstanceID.NotFound",
                "i-00000000");
        refused(() -> ec2.describeInstances(r -> r.instanceIds("x")), "InvalidInstanceID.Malformed", "x");
        refused(() -> ec2.describeSecurityGroups(r -> r.groupIds("sg-1")), "InvalidGroup.NotFound", "sg-1");
        refused(
                () -> acm.describeCertificate(r -> r.certificateArn(ReferenceDeployment.CERTIFICATE_ARN + "0")),
                "ResourceNotFoundException",
                "Could not find certificate");
        refused(() -> acm.describeCertificate(r -> r.certificateArn("x")), "ValidationException", "certificateArn");
        refused(() -> ec2.describeKeyPairs(), "InvalidAction", "DescribeKeyPairs");
    }

    @Test
    void aRuleIsRevokedAndAuthorizedAgain() {
        ec2.revokeSecurityGroupIngress(r -> r.groupId(SERVER_GROUP).securityGroupRuleIds(API_RULE));
        assertThat(inboundPorts()).containsExactly(22);

        IpPermission api = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5000)
                .toPort(5000)
                .userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(ReferenceDeployment.LOAD_BALANCER_GROUP)
                        .build())
                .build();
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(SERVER_GROUP).ipPermissions(api));

        assertThat(inboundPorts()).containsExactlyInAnyOrder(22, 5000);
        refused(
                () -> ec2.authorizeSecurityGroupIngress(
                        r -> r.groupId(SERVER_GROUP).ipPermissions(api)),
                "InvalidPermission.Duplicate",
                "already exists");
        refused(
                () -> ec2.revokeSecurityGroupIngress(
                        r -> r.groupId(SERVER_GROUP).securityGroupRuleIds(API_RULE)),
                "InvalidSecurityGroupRuleId.NotFound",
                API_RULE);
    }

    private List<Integer> inboundPorts() {
        return ec2
                .describeSecurityGroupRules(r -> r.filters(filter("group-id", SERVER_GROUP)))
                .securityGroupRules()
                .stream()
                .filter(rule -> !rule.isEgress())
                .map(SecurityGroupRule::fromPort)
                .toList();
    }

    @Test
    void anInstanceStopsAndStartsAndItsElasticIpGoesAndComes() {
        ec2.stopInstances(r -> r.instanceIds(ReferenceDeployment.INSTANCE));
        assertThat(instanceState()).isEqualTo("stopped");
        ec2.startInstances(r -> r.instanceIds(ReferenceDeployment.INSTANCE));
        assertThat(instanceState()).isEqualTo("running");

        var address = ec2.describeAddresses().addresses().getFirst();
        ec2.disassociateAddress(r -> r.associationId(address.associationId()));
        assertThat(ec2.describeAddresses().addresses().getFirst().instanceId()).isNull();
        ec2.associateAddress(r -> r.allocationId(address.allocationId()).instanceId(ReferenceDeployment.INSTANCE));
        assertThat(ec2.describeAddresses().addresses().getFirst().instanceId()).isEqualTo(ReferenceDeployment.INSTANCE);
    }

    private String instanceState() {
        return ec2.describeInstances()
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .nameAsString();
    }

    @Test
    void theHealthCheckAndTheTargetsAreChanged() {
        elb.modifyTargetGroup(r -> r.targetGroupArn(TARGET_GROUP_ARN)
                .healthCheckPath("/")
                .healthCheckIntervalSeconds(10)
                .matcher(m -> m.httpCode("200-299")));
        assertThat(elb.describeTargetGroups().targetGroups()).singleElement().satisfies(group -> {
            assertThat(group.healthCheckPath()).isEqualTo("/");
            assertThat(group.healthCheckIntervalSeconds()).isEqualTo(10);
            assertThat(group.matcher().httpCode()).isEqualTo("200-299");
        });

        TargetDescription target =
                TargetDescription.builder().id(ReferenceDeployment.INSTANCE).build();
        elb.deregisterTargets(r -> r.targetGroupArn(TARGET_GROUP_ARN).targets(target));
        assertThat(targetState()).isEqualTo("draining");
        elb.registerTargets(r -> r.targetGroupArn(TARGET_GROUP_ARN).targets(target));
        assertThat(targetState()).isEqualTo("initial");
        refused(
                () -> elb.registerTargets(r -> r.targetGroupArn(TARGET_GROUP_ARN)
                        .targets(TargetDescription.builder().id("i-1").build())),
                "InvalidTarget",
                "i-1");
    }

    private String targetState() {
        return elb.describeTargetHealth(r -> r.targetGroupArn(TARGET_GROUP_ARN))
                .targetHealthDescriptions()
                .getFirst()
                .targetHealth()
                .stateAsString();
    }

    @Test
    void aRequestWithoutASignatureIsRefused() {
        try (StsClient sts =
                at(StsClient.builder(), AnonymousCredentialsProvider.create()).build()) {
            refused(() -> sts.getCallerIdentity(), "MissingAuthenticationToken", "missing Authentication Token");
        }
    }

    @Test
    void halfAPasteOfSessionCredentialsIsRefused() {
        try (StsClient sts = at(StsClient.builder(), provider(AwsBasicCredentials.create(Keys.LAB, "x")))
                .build()) {
            refused(() -> sts.getCallerIdentity(), "InvalidClientTokenId", "security token");
        }
    }

    @Test
    void expiredCredentialsAreRefusedInTheWordsOfEachService() {
        var expired = provider(AwsSessionCredentials.create(Keys.EXPIRED, "x", "token"));
        try (StsClient sts = at(StsClient.builder(), expired).build();
                Ec2Client ec2Expired = at(Ec2Client.builder(), expired).build();
                AcmClient acmExpired = at(AcmClient.builder(), expired).build()) {
            refused(() -> sts.getCallerIdentity(), "ExpiredToken", "expired");
            refused(() -> ec2Expired.describeAddresses(), "RequestExpired", "expired");
            refused(() -> acmExpired.listCertificates(), "ExpiredTokenException", "expired");
        }
    }

    @Test
    void whenTheLabHasEndedOnlyTheIdentityIsAnswered() {
        var ended = provider(AwsSessionCredentials.create(Keys.LAB_ENDED, "x", "token"));
        try (StsClient sts = at(StsClient.builder(), ended).build();
                Ec2Client ec2Ended = at(Ec2Client.builder(), ended).build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("339712742662");
            refused(() -> ec2Ended.describeAddresses(), "UnauthorizedOperation", "voc-cancel-cred");
        }
    }

    @Test
    void theLabIsConfinedToItsRegionsAndAnotherRegionIsEmpty() {
        var lab = provider(AwsSessionCredentials.create(Keys.LAB, "x", "token"));
        try (Ec2Client frankfurt =
                        at(Ec2Client.builder(), lab).region(Region.EU_CENTRAL_1).build();
                Ec2Client oregon =
                        at(Ec2Client.builder(), lab).region(Region.US_WEST_2).build()) {
            refused(() -> frankfurt.describeAddresses(), "UnauthorizedOperation", "ec2:DescribeAddresses");
            assertThat(oregon.describeAddresses().addresses()).isEmpty();
        }
    }

    @Test
    void oneActionIsDeniedAndTheOthersWork() {
        endpoint.faults().inject("DescribeTargetHealth", new Fault.Deny());
        refused(
                () -> elb.describeTargetHealth(r -> r.targetGroupArn(TARGET_GROUP_ARN)),
                "AccessDenied",
                "elasticloadbalancing:DescribeTargetHealth");
        assertThat(elb.describeTargetGroups().targetGroups()).hasSize(1);
    }

    @Test
    void aThrottledCallWorksWhenItIsTriedAgain() {
        endpoint.faults().inject("DescribeAddresses", new Fault.Throttle(2));
        refused(() -> ec2.describeAddresses(), "RequestLimitExceeded", "Rate exceeded");
        refused(() -> ec2.describeAddresses(), "RequestLimitExceeded", "Rate exceeded");
        assertThat(ec2.describeAddresses().addresses()).hasSize(1);
    }

    @Test
    void latencyIsAddedToEveryCall() {
        endpoint.faults().inject(Faults.EVERY_CALL, new Fault.Latency(Duration.ofMillis(150)));
        long start = System.nanoTime();
        ec2.describeAddresses();
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(150).toNanos());
    }

    @Test
    void aHangAResetAndAnHtmlPageAreFailuresOfTheClient() {
        endpoint.faults().inject("DescribeAddresses", new Fault.Reset());
        assertThatThrownBy(() -> ec2.describeAddresses()).isInstanceOf(SdkClientException.class);
        endpoint.faults().clear();
        endpoint.faults().inject("DescribeAddresses", new Fault.Hang());
        assertThatThrownBy(() -> ec2.describeAddresses(
                        r -> r.overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(300)))))
                .isInstanceOf(SdkClientException.class);
        endpoint.faults().clear();
        endpoint.faults().inject("DescribeAddresses", new Fault.Html());
        assertThatThrownBy(() -> ec2.describeAddresses())
                .isInstanceOfSatisfying(AwsServiceException.class, failed -> assertThat(failed.statusCode())
                        .isEqualTo(502));
    }

    @Test
    void theLastPageNamesAnEmptyMarkerWhenAsked() {
        endpoint.faults().inject("DescribeLoadBalancers", new Fault.EmptyMarker());
        assertThat(elb.describeLoadBalancers().nextMarker()).isEmpty();
    }
}
