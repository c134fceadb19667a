package ch.meuthak.lotse.console.sandbox.aws;

import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LISTENER_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LOAD_BALANCER_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.SERVER_GROUP;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.TARGET_GROUP_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.sandbox.world.GroupRule;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** AWS's own command line reads the whole reference deployment. Two run at a time: each costs half a second of CPU. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliTest {
    private final SandboxState state = SandboxState.reference(InstantSource.system());
    private final AwsEndpoint endpoint =
            AwsEndpoint.start(state, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final Map<String, Future<JsonNode>> answers = new LinkedHashMap<>();

    @BeforeAll
    void ask() {
        AwsCli cli = new AwsCli(endpoint.uri());
        for (int port = 9001; port <= 9005; port++) {
            state.authorize(
                    ReferenceDeployment.LOAD_BALANCER_GROUP,
                    new GroupRule(state.newId("sgr"), false, "tcp", port, port, "10.0.0.0/8", ""));
        }
        ask(cli, "sts get-caller-identity");
        ask(cli, "elbv2 describe-load-balancers");
        ask(cli, "elbv2 describe-listeners --load-balancer-arn " + LOAD_BALANCER_ARN);
        ask(cli, "elbv2 describe-listener-certificates --listener-arn " + LISTENER_ARN);
        ask(cli, "elbv2 describe-rules --listener-arn " + LISTENER_ARN);
        ask(cli, "elbv2 describe-target-groups --load-balancer-arn " + LOAD_BALANCER_ARN);
        ask(cli, "elbv2 describe-target-health --target-group-arn " + TARGET_GROUP_ARN);
        ask(cli, "acm list-certificates");
        ask(cli, "acm describe-certificate --certificate-arn " + CERTIFICATE_ARN);
        ask(cli, "ec2 describe-instances --instance-ids " + ReferenceDeployment.INSTANCE);
        ask(cli, "ec2 describe-addresses");
        ask(cli, "ec2 describe-security-groups --group-ids " + SERVER_GROUP);
        ask(cli, "ec2 describe-security-group-rules --page-size 5 --max-items 7");
        ask(cli, "ec2 describe-route-tables --filters Name=vpc-id,Values=vpc-0e47c2b9d1f603a85");
    }

    private void ask(AwsCli cli, String call) {
        Callable<JsonNode> run = () -> cli.json(call.split(" ", -1));
        String action = call.split(" ", -1)[1];
        answers.put(action, two.submit(run));
    }

    @AfterAll
    void close() {
        two.shutdownNow();
        endpoint.close();
    }

    private JsonNode answer(String action) throws Exception {
        return Objects.requireNonNull(answers.get(action)).get();
    }

    @Test
    void theAccountIsThatOfTheReference() throws Exception {
        assertThat(answer("get-caller-identity").path("Account").asText()).isEqualTo("339712742662");
    }

    @Test
    void theLoadBalancerIsThatOfTheReference() throws Exception {
        JsonNode one = answer("describe-load-balancers").at("/LoadBalancers/0");
        assertThat(one.path("LoadBalancerName").asText()).isEqualTo("semarb3");
        assertThat(one.path("DNSName").asText()).isEqualTo("semarb3-1577038455.us-east-1.elb.amazonaws.com");
        assertThat(one.path("Scheme").asText()).isEqualTo("internet-facing");
        assertThat(one.at("/State/Code").asText()).isEqualTo("active");
        assertThat(one.path("AvailabilityZones")).hasSize(2);
        assertThat(one.path("SecurityGroups")).hasSize(1);
    }

    @Test
    void theListenerIsHttpsOn443AndForwardsToTheTargetGroup() throws Exception {
        JsonNode one = answer("describe-listeners").at("/Listeners/0");
        assertThat(one.path("ListenerArn").asText())
                .isEqualTo("arn:aws:elasticloadbalancing:us-east-1:339712742662:listener/app/semarb3/"
                        + "42531f9058a9545e/3e64e842d65337b0");
        assertThat(one.path("Protocol").asText()).isEqualTo("HTTPS");
        assertThat(one.path("Port").asInt()).isEqualTo(443);
        assertThat(one.at("/Certificates/0/CertificateArn").asText()).isEqualTo(CERTIFICATE_ARN);
        assertThat(one.at("/DefaultActions/0/TargetGroupArn").asText()).isEqualTo(TARGET_GROUP_ARN);
    }

    @Test
    void theListenersCertificateIsItsDefaultOne() throws Exception {
        JsonNode one = answer("describe-listener-certificates").at("/Certificates/0");
        assertThat(one.path("CertificateArn").asText()).isEqualTo(CERTIFICATE_ARN);
        assertThat(one.path("IsDefault").asBoolean()).isTrue();
    }

    @Test
    void theOnlyRuleIsTheDefaultOne() throws Exception {
        JsonNode rules = answer("describe-rules").path("Rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/Priority").asText()).isEqualTo("default");
        assertThat(rules.at("/0/Actions/0/Type").asText()).isEqualTo("forward");
    }

    @Test
    void theTargetGroupIsOfTypeInstanceOverHttp() throws Exception {
        JsonNode one = answer("describe-target-groups").at("/TargetGroups/0");
        assertThat(one.path("TargetGroupName").asText()).isEqualTo("semarb3-2");
        assertThat(one.path("TargetType").asText()).isEqualTo("instance");
        assertThat(one.path("Protocol").asText()).isEqualTo("HTTP");
        assertThat(one.path("HealthCheckPath").asText()).isEqualTo("/health/ready");
        assertThat(one.at("/Matcher/HttpCode").asText()).isEqualTo("200");
        assertThat(one.at("/LoadBalancerArns/0").asText()).isEqualTo(LOAD_BALANCER_ARN);
    }

    @Test
    void theTargetIsTheInstanceOnPort5000AndHealthy() throws Exception {
        JsonNode one = answer("describe-target-health").at("/TargetHealthDescriptions/0");
        assertThat(one.at("/Target/Id").asText()).isEqualTo("i-0ac165e251c3c44ac");
        assertThat(one.at("/Target/Port").asInt()).isEqualTo(5000);
        assertThat(one.at("/TargetHealth/State").asText()).isEqualTo("healthy");
        assertThat(one.at("/TargetHealth").has("Reason")).isFalse();
    }

    @Test
    void theCertificateIsListed() throws Exception {
        JsonNode one = answer("list-certificates").at("/CertificateSummaryList/0");
        assertThat(one.path("CertificateArn").asText()).endsWith("/9272c48c-aa16-4d1c-ac77-883b80a1dff5");
        assertThat(one.path("DomainName").asText()).isEqualTo("backend.meuthak.ch");
    }

    @Test
    void theCertificateIsIssuedAndInUseWithItsValidationRecord() throws Exception {
        JsonNode one = answer("describe-certificate").path("Certificate");
        assertThat(one.path("Status").asText()).isEqualTo("ISSUED");
        assertThat(one.path("InUseBy")).extracting(JsonNode::asText).containsExactly(LOAD_BALANCER_ARN);
        JsonNode record = one.at("/DomainValidationOptions/0/ResourceRecord");
        assertThat(record.path("Name").asText()).isEqualTo("_dasisteintest123456789e3260f8f90.backend.meuthak.ch.");
        assertThat(record.path("Value").asText()).endsWith(".acm-validations.aws.");
    }

    @Test
    void theInstanceIsARunningT2Micro() throws Exception {
        JsonNode one = answer("describe-instances").at("/Reservations/0/Instances/0");
        assertThat(one.path("InstanceId").asText()).isEqualTo(ReferenceDeployment.INSTANCE);
        assertThat(one.path("InstanceType").asText()).isEqualTo("t2.micro");
        assertThat(one.at("/State/Name").asText()).isEqualTo("running");
        assertThat(one.path("PublicIpAddress").asText()).isEqualTo("44.194.144.99");
        assertThat(one.at("/MetadataOptions/HttpTokens").asText()).isEqualTo("required");
        assertThat(one.path("LaunchTime").asText()).isNotEmpty();
    }

    @Test
    void theElasticIpIsAssociatedWithTheInstance() throws Exception {
        JsonNode one = answer("describe-addresses").at("/Addresses/0");
        assertThat(one.path("PublicIp").asText()).isEqualTo("44.194.144.99");
        assertThat(one.path("InstanceId").asText()).isEqualTo(ReferenceDeployment.INSTANCE);
        assertThat(one.path("AllocationId").asText()).startsWith("eipalloc-");
    }

    @Test
    void theSecurityGroupAdmits5000And22() throws Exception {
        JsonNode one = answer("describe-security-groups").at("/SecurityGroups/0");
        assertThat(one.path("IpPermissions"))
                .extracting(permission -> permission.path("FromPort").asInt())
                .containsExactlyInAnyOrder(5000, 22);
        assertThat(one.at("/IpPermissions/0/IpRanges/0/CidrIp").asText()).isEqualTo("0.0.0.0/0");
        assertThat(one.at("/IpPermissionsEgress/0/IpProtocol").asText()).isEqualTo("-1");
    }

    @Test
    void theRulesAreReadPageByPage() throws Exception {
        JsonNode answer = answer("describe-security-group-rules");
        assertThat(answer.path("SecurityGroupRules")).hasSize(7);
        assertThat(answer.path("NextToken").asText()).isNotEmpty();
        JsonNode api = answer.at("/SecurityGroupRules/0");
        assertThat(api.path("SecurityGroupRuleId").asText()).isEqualTo("sgr-07d4b77f96a360b7e");
        assertThat(List.of(
                        api.path("IpProtocol").asText(),
                        api.path("FromPort").asText(),
                        api.path("ToPort").asText(),
                        api.path("CidrIpv4").asText()))
                .containsExactly("tcp", "5000", "5000", "0.0.0.0/0");
        assertThat(answer.at("/SecurityGroupRules/2/IsEgress").asBoolean()).isTrue();
    }

    @Test
    void theSubnetsReachTheInternet() throws Exception {
        assertThat(answer("describe-route-tables")
                        .at("/RouteTables/0/Routes/1/GatewayId")
                        .asText())
                .startsWith("igw-");
    }
}
