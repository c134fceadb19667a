package ch.meuthak.lotse.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Main;
import ch.meuthak.lotse.console.aws.MotoReference;
import ch.meuthak.lotse.console.aws.MotoServer;
import ch.meuthak.lotse.console.probe.ZoneServer;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import ch.meuthak.lotse.console.web.Visitor;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Program;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference deployment in moto, broken and mended by the official command line while a console watches: what its page and the
 * doctor, each a process of its own, say to it. Where a finding gives a command, that is what mends.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DoctorInMotoTest {
    private static final String DOMAIN = "backend.meuthak.ch";
    private static final String ENFORCED = "0";
    private static final String NOT_ENFORCED = "inf";

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;
    private MotoServer moto;
    private AwsCli aws;
    private MotoReference.Built built;
    private Visitor operator;

    @BeforeAll
    void build(@TempDir Path own) throws Exception {
        folder = own;
        moto = started(new MotoServer(folder, Map.of("MOTO_ACM_VALIDATION_WAIT", "0")));
        aws = new AwsCli(moto.endpoint());
        built = MotoReference.at(moto.endpoint());
        openToTheInternet();
        JsonNode key = userWithoutPolicy();
        String balancer = built.loadBalancer().dnsName();
        ZoneServer dns = started(new ZoneServer());
        dns.cname(DOMAIN, balancer).a(balancer, "192.0.2.1");
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", key.path("SecretAccessKey").asText(),
                "LOTSE_DOMAIN", DOMAIN,
                "LOTSE_DNS_SERVERS", "127.0.0.1:" + dns.address().getPort(),
                // moto's public addresses are of loopback: whatever has port 5000 here would be taken for the service
                "LOTSE_PROBE_STRAIGHT", "127.0.0.1:1",
                "LOTSE_CONSOLE_PORT", Integer.toString(Claims.port()),
                "LOTSE_STATE_DIR", folder.resolve("state").toString()));
        Program console = started(program());
        String url = console.awaitLine("^console +(http://127.0.0.1:\\d+)/login");
        operator = Visitor.of(url).logIn(console.awaitLine("^console +(\\S+)"));
        Await.until("the end of the visit from outside", () -> doctor().finding("RUN-NO-ANSWER")
                .isPresent());
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.add(part);
        return part;
    }

    private Program program(String... arguments) throws Exception {
        return without(Set.of(), arguments);
    }

    private Program without(Set<String> variables, String... arguments) throws Exception {
        Map<String, String> less = new HashMap<>(environment);
        less.keySet().removeAll(variables);
        return Program.java(
                folder,
                less,
                Stream.concat(
                                Stream.of("-cp", Program.productionClassPath(), Main.class.getName()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private void openToTheInternet() throws Exception {
        String vpc = built.loadBalancer().vpcId();
        String gateway = json("ec2 create-internet-gateway")
                .at("/InternetGateway/InternetGatewayId")
                .asText();
        String table = json("ec2 describe-route-tables --filters Name=vpc-id,Values=" + vpc)
                .at("/RouteTables/0/RouteTableId")
                .asText();
        call("ec2 attach-internet-gateway --internet-gateway-id " + gateway + " --vpc-id " + vpc);
        call("ec2 create-route --route-table-id " + table + " --destination-cidr-block 0.0.0.0/0 --gateway-id "
                + gateway);
    }

    private JsonNode userWithoutPolicy() throws Exception {
        call("iam create-user --user-name lotse");
        return json("iam create-access-key --user-name lotse").path("AccessKey");
    }

    private JsonNode json(String call) throws Exception {
        return aws.json(call.split(" ", -1));
    }

    private void call(String call) throws Exception {
        AwsCli.Result result = aws.run(call.split(" ", -1));
        assertThat(result.exitCode()).as(call + "\n" + result.errors()).isZero();
    }

    /** What the doctor says after a fresh reading, and its exit code. */
    private record Said(JsonNode report, int exitCode) {
        /** Also one that another explains. */
        private Optional<JsonNode> finding(String rule) {
            return report.path("findings").findParents("id").stream()
                    .filter(one -> one.path("id").asText().equals(rule))
                    .findFirst();
        }
    }

    private Said doctor() throws Exception {
        try (Program doctor = program("doctor", "--json")) {
            int exitCode = doctor.exitCode();
            assertThat(doctor.output()).hasLineCount(1).startsWith("{");
            return new Said(JsonMapper.builder().build().readTree(doctor.output()), exitCode);
        }
    }

    /** Broken, and named by both. */
    private JsonNode named(String rule) throws Exception {
        Said said = doctor();
        assertThat(operator.get("/diagnosis").body()).contains("id=\"" + rule + "\"");
        return said.finding(rule).orElseThrow(() -> new AssertionError(rule + " is not in " + said.report()));
    }

    private void gone(String rule) throws Exception {
        assertThat(doctor().finding(rule)).isEmpty();
        assertThat(operator.get("/diagnosis").body()).doesNotContain("id=\"" + rule + "\"");
    }

    private void mend(JsonNode finding) throws Exception {
        for (JsonNode command : finding.at("/fix/commands")) {
            AwsCli.Result result = aws.shell(command.asText(), folder);
            assertThat(result.exitCode()).as(command + "\n" + result.errors()).isZero();
        }
        assertThat(finding.at("/fix/commands")).isNotEmpty();
    }

    /** Moto serves nothing, so the domain does not answer; it runs no release, and this console deploys none. */
    @Test
    void unbrokenTheOneFaultIsWhatIsTrueOfMoto() throws Exception {
        Said said = doctor();

        assertThat(said.report().path("verdict").asText()).startsWith("Broken: https://" + DOMAIN + "/ gets no answer");
        assertThat(said.report().path("findings").valueStream().filter(one -> one.path("stops")
                        .asBoolean()))
                .extracting(one -> one.path("id").asText())
                .containsExactly("RUN-NO-ANSWER");
        assertThat(said.report().path("notKnown").toString()).contains("the release");
        assertThat(said.exitCode()).isEqualTo(2);
    }

    @Test
    void aStoppedInstanceIsNamedAndStartedByTheCommand() throws Exception {
        call("ec2 stop-instances --instance-ids " + built.instanceId());

        JsonNode finding = named("TGT-STOPPED");
        assertThat(doctor().exitCode()).isEqualTo(2);

        mend(finding);
        gone("TGT-STOPPED");
    }

    @Test
    void aDetachedAddressIsNamed() throws Exception {
        String association = json("ec2 describe-addresses --allocation-ids " + built.allocationId())
                .at("/Addresses/0/AssociationId")
                .asText();
        call("ec2 disassociate-address --association-id " + association);

        assertThat(named("EIP-LOOSE").path("cause").asText()).contains(built.publicIp());

        call("ec2 associate-address --allocation-id " + built.allocationId() + " --instance-id " + built.instanceId());
        gone("EIP-LOOSE");
    }

    @Test
    void aRevokedRuleIsNamedAndReplacedByTheCommand() throws Exception {
        call("ec2 revoke-security-group-ingress --group-id " + built.instanceGroupId()
                + " --protocol tcp --port 5000 --cidr 0.0.0.0/0");

        mend(named("TGT-SG"));
        gone("TGT-SG");

        call("ec2 authorize-security-group-ingress --group-id " + built.instanceGroupId()
                + " --protocol tcp --port 5000 --cidr 0.0.0.0/0");
        named("EXP-API-OPEN");
    }

    @Test
    void aDeletedListenerIsNamedAndMadeAgainByTheCommand() throws Exception {
        String listener = json("elbv2 describe-listeners --load-balancer-arn "
                        + built.loadBalancer().loadBalancerArn())
                .at("/Listeners/0/ListenerArn")
                .asText();
        call("elbv2 delete-listener --listener-arn " + listener);

        JsonNode finding = named("LB-NO-HTTPS");
        assertThat(finding.path("stops").asBoolean()).isTrue();

        mend(finding);
        gone("LB-NO-HTTPS");
    }

    /**
     * Moto refuses EC2's calls in EC2's words, and those of ELBv2 and ACM with a 403 that holds no error of theirs: each is named,
     * the first as a missing permission.
     */
    @Test
    void deniedPermissionsAreNamedCallByCallAndNothingIsClaimed() throws Exception {
        enforce(ENFORCED);
        try {
            assertThat(named("CRED-DENIED").path("cause").asText()).startsWith("AWS denies DescribeAddresses");
            Said said = doctor();
            assertThat(said.report().path("problems").findValuesAsText("call"))
                    .containsExactlyInAnyOrder(
                            "DescribeAddresses", "DescribeLoadBalancers", "DescribeTargetGroups", "ListCertificates");
            assertThat(operator.get("/diagnosis").body())
                    .contains("DescribeLoadBalancers failed", "the target groups", "DescribeAddresses failed");
            assertThat(said.report().path("verdict").asText())
                    .as("the one thing that was seen without AWS")
                    .startsWith("Broken: https://" + DOMAIN + "/ gets no answer");
            assertThat(said.report().path("notKnown").toString()).contains("the load balancer", "the target groups");
            assertThat(said.report().path("complete").asBoolean()).isFalse();
        } finally {
            enforce(NOT_ENFORCED);
        }
        gone("CRED-DENIED");
    }

    /** Moto looks at permissions after so many calls, https://docs.getmoto.org/en/latest/docs/iam.html. */
    private void enforce(String after) throws Exception {
        URI address = moto.endpoint().resolve("/moto-api/reset-auth");
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address)
                    .POST(HttpRequest.BodyPublishers.ofString(after))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    /** The region is in the load balancer's DNS name; without keys, nothing of AWS is claimed. */
    @Test
    void withoutCredentialsOnlyWhatIsVisibleFromOutsideIsJudged() throws Exception {
        var keys = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION");
        try (Program doctor = without(keys, "doctor", "--domain", DOMAIN)) {
            assertThat(doctor.exitCode()).isEqualTo(2);
            assertThat(doctor.output())
                    .contains("Broken: https://" + DOMAIN + "/ gets no answer", "CRED-NONE ERROR")
                    .contains("elasticloadbalancing:DescribeLoadBalancers")
                    .doesNotContain("TGT-");
        }
    }

    /** Without a console the doctor reads moto itself, and finds the same but what only a console knows. */
    @Test
    void readingAwsItselfItNamesTheSame() throws Exception {
        call("ec2 stop-instances --instance-ids " + built.instanceId());
        try (Program doctor = program("doctor", "--here", "--no-color")) {
            assertThat(doctor.exitCode()).isEqualTo(2);
            assertThat(doctor.output())
                    .contains("Reading AWS in this process", "Broken at the target", "TGT-STOPPED ERROR, Target")
                    .contains("aws ec2 start-instances --instance-ids " + built.instanceId());
        }
        call("ec2 start-instances --instance-ids " + built.instanceId());
        gone("TGT-STOPPED");
    }
}
