package ch.meuthak.lotse.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.probe.ZoneServer;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stack is made in moto by the official command line, in the two steps of the README, while a console watches: the real
 * process, with the settings that the box gives it, a DNS server of the test's own, and moto for AWS.
 *
 * <p>What moto says that AWS would not, and what comes of it here:
 *
 * <ul>
 *   <li>Its validate-template is cfn-lint, which takes a wait condition's data for an object and refuses to put it out. That must
 *       be all that it has to say.
 *   <li>Its CloudFormation knows no certificate: the second step brings one, which is a parameter. What else it reads over,
 *       {@link MotoGaps} does.
 *   <li>No health check runs: every target is healthy at once.
 *   <li>The console deploys nothing here, so it says of the release that it does not know it. That is true.
 * </ul>
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class StackInMotoTest {
    private final ZoneServer dns;
    private MotoStack stack;
    private WatchingConsole console;
    private Map<String, String> idsOfTheFirstStep;
    private Map<String, String> idsOfTheSecondStep;
    private Map<String, String> outputsOfTheFirstStep;
    private Map<String, String> outputsOfTheSecondStep;
    private JsonNode seenBeforeDns;
    private JsonNode seenAfterTheFirstStep;
    private JsonNode seenAfterTheSecondStep;

    StackInMotoTest() throws Exception {
        dns = new ZoneServer();
    }

    @BeforeAll
    void bothSteps(@TempDir Path folder) throws Exception {
        stack = new MotoStack(folder);
        stack.create();
        idsOfTheFirstStep = stack.ids(MotoStack.NAME);
        outputsOfTheFirstStep = stack.outputs();
        new MotoGaps(stack.aws(), StackTemplate.read(), idsOfTheFirstStep).fill();
        console = WatchingConsole.start(folder, stack, dns);
        seenBeforeDns = console.awaitHop("load-balancer", "ok");

        add(outputsOfTheFirstStep.getOrDefault("DomainRecord", ""));
        seenAfterTheFirstStep = console.awaitHop("dns", "ok");

        stack.serveHttps();
        idsOfTheSecondStep = stack.ids(MotoStack.NAME);
        outputsOfTheSecondStep = stack.outputs();
        console.awaitHop("security-group", "ok");
        // the change is told of when the reading in which it was seen is compared with the one before
        seenAfterTheSecondStep = console.awaitHop("listener", "warn");
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {console, stack, dns}) {
            if (part != null) {
                part.close();
            }
        }
    }

    /** As a provider of DNS does with {@code name. CNAME value.} */
    private void add(String record) {
        String[] parts = record.split(" ", -1);
        assertThat(parts).hasSize(3).contains("CNAME");
        String target = parts[2].replaceFirst("\\.$", "");
        dns.cname(parts[0].replaceFirst("\\.$", ""), target).a(target, "192.0.2.1");
    }

    private JsonNode ask(String call) throws Exception {
        return stack.aws().json(call.split(" ", -1));
    }

    @Test
    void theTemplateIsValid(@TempDir Path folder) throws Exception {
        String text = StackTemplate.read().text();
        Path plain = Files.writeString(
                folder.resolve("plain.yaml"), text.replaceFirst("!GetAtt CertificateRecord.Data", "what the box said"));

        assertThat(validate(StackTemplate.FILE))
                .contains("CertificateRecord", "is not of type 'string'")
                .hasLineCount(1);
        assertThat(validate(plain)).isEmpty();
    }

    /** What is wrong with it. */
    private String validate(Path template) throws Exception {
        AwsCli.Result result =
                stack.aws().run("cloudformation", "validate-template", "--template-body", "file://" + template);
        return result.exitCode() == 0 ? "" : result.errors().strip();
    }

    @Test
    void theConsoleFindsTheLoadBalancerBeforeDnsLeadsToIt() {
        assertThat(WatchingConsole.hops(seenBeforeDns))
                .containsEntry("dns", "fail")
                .containsEntry("load-balancer", "ok");
    }

    @Test
    void afterTheFirstStepNothingIsBrokenButThatThereIsNoListener() {
        assertThat(WatchingConsole.hops(seenAfterTheFirstStep))
                .containsEntry("dns", "ok")
                .containsEntry("load-balancer", "ok")
                .containsEntry("listener", "fail");
        assertThat(seenAfterTheFirstStep.path("verdict").asText())
                .startsWith("Broken at the listener")
                .contains("It has no listener.");
        assertThat(idsOfTheFirstStep).doesNotContainKeys("Listener", "Certificate");
    }

    /** Moto serves nothing, so the looks from outside see nothing; and the listener was not there when the console began. */
    @Test
    void afterTheSecondStepEveryHopIsFoundAndNothingIsSaidThatIsNotTrueOfMoto() {
        assertThat(WatchingConsole.hops(seenAfterTheSecondStep))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dns", "ok",
                        "load-balancer", "ok",
                        "listener", "warn",
                        "rule", "ok",
                        "target-group", "ok",
                        "target", "ok",
                        "security-group", "ok",
                        "release", "unknown"));
        assertThat(seenAfterTheSecondStep.path("findings").valueStream())
                .filteredOn(finding -> finding.path("hop").asText().equals("listener"))
                .extracting(finding -> finding.path("cause").asText())
                .containsExactly("The listener HTTPS:443 was added.");
        assertThat(seenAfterTheSecondStep.path("problems").findValuesAsText("call"))
                .isSubsetOf("DNS", "TLS", "outside.zone", "outside.tls", "outside.domain", "outside.straight");
        assertThat(seenAfterTheSecondStep.toString()).contains("and nobody else on SSH or the API");
        // No request passes the launch template.
        assertThat(idsOfTheSecondStep).allSatisfy((name, id) -> assertThat(
                        seenAfterTheSecondStep.toString().contains(id))
                .as(name)
                .isEqualTo(!name.equals("BoxTemplate")));
    }

    @Test
    void theSecondStepAddsTheListenerAndTouchesNothingOfTheFirst() {
        assertThat(idsOfTheSecondStep).containsAllEntriesOf(idsOfTheFirstStep);
        assertThat(idsOfTheSecondStep.keySet()).contains("Listener").hasSize(idsOfTheFirstStep.size() + 1);
    }

    @Test
    void theOutputsSayWhatToDoNext() {
        assertThat(outputsOfTheFirstStep.get("NextStep")).contains("Add both records", "Https=yes");
        assertThat(outputsOfTheFirstStep.get("CertificateRecord"))
                .contains("request-certificate --domain-name " + MotoStack.DOMAIN);
        assertThat(outputsOfTheFirstStep.get("Tunnel"))
                .contains("-L 5080:127.0.0.1:5080 ec2-user@" + idsOfTheFirstStep.get("Address"));
        assertThat(outputsOfTheSecondStep.get("NextStep")).contains("https://" + MotoStack.DOMAIN + "/");
    }

    @Test
    void theApisPortIsOpenToTheLoadBalancerAloneAndSshToTheOperatorAlone() throws Exception {
        JsonNode rules = ask("ec2 describe-security-groups --group-ids " + idsOfTheFirstStep.get("BoxGroup")
                        + " --query SecurityGroups[0].IpPermissions")
                .deepCopy();

        assertThat(rules).hasSize(2);
        assertThat(rules.path(0).path("FromPort").asInt()).isEqualTo(5000);
        assertThat(rules.path(0).path("ToPort").asInt()).isEqualTo(5000);
        assertThat(rules.path(0).path("IpRanges")).isEmpty();
        assertThat(rules.path(0).findValuesAsText("GroupId"))
                .containsExactly(idsOfTheFirstStep.get("LoadBalancerGroup"));
        assertThat(rules.path(1).path("FromPort").asInt()).isEqualTo(22);
        assertThat(rules.path(1).path("ToPort").asInt()).isEqualTo(22);
        assertThat(rules.path(1).path("UserIdGroupPairs")).isEmpty();
        assertThat(rules.path(1).findValuesAsText("CidrIp")).containsExactly(MotoStack.OPERATOR);
    }

    @Test
    void theWorldGetsAtNothingButHttpsOfTheLoadBalancer() throws Exception {
        JsonNode open = ask("ec2 describe-security-group-rules --filters Name=group-id,Values="
                + idsOfTheFirstStep.get("BoxGroup") + "," + idsOfTheFirstStep.get("LoadBalancerGroup")
                + " --query SecurityGroupRules[?CidrIpv4=='0.0.0.0/0'||CidrIpv6!=null]");

        assertThat(open)
                .extracting(rule -> rule.path("GroupId").asText() + " " + rule.path("IsEgress") + " "
                        + rule.path("FromPort") + "-" + rule.path("ToPort"))
                .containsExactlyInAnyOrder(
                        idsOfTheFirstStep.get("LoadBalancerGroup") + " false 443-443",
                        idsOfTheFirstStep.get("BoxGroup") + " true 443-443");
    }

    @Test
    void theListenerSpeaksNoOldTlsAndTheTargetGroupDrainsForHalfAMinute() throws Exception {
        assertThat(ask("elbv2 describe-listeners --listener-arns " + idsOfTheSecondStep.get("Listener"))
                        .findValuesAsText("SslPolicy"))
                .containsExactly("ELBSecurityPolicy-TLS13-1-2-2021-06");
        assertThat(ask("elbv2 describe-target-group-attributes --target-group-arn "
                                + idsOfTheFirstStep.get("TargetGroup"))
                        .path("Attributes"))
                .filteredOn(one -> one.path("Key").asText().equals("deregistration_delay.timeout_seconds"))
                .extracting(one -> one.path("Value").asText())
                .containsExactly("30");
        JsonNode group =
                ask("elbv2 describe-target-groups --target-group-arns " + idsOfTheFirstStep.get("TargetGroup"));
        assertThat(group.findValuesAsText("HealthCheckPath")).containsExactly("/health/ready");
        assertThat(group.findValuesAsText("HttpCode")).containsExactly("200");
    }

    @Test
    void theBoxGivesItsCredentialsOnlyToWhomAsksForATokenFromTheBoxItself() throws Exception {
        JsonNode options = ask("ec2 describe-launch-template-versions --launch-template-id "
                        + idsOfTheFirstStep.get("BoxTemplate"))
                .at("/LaunchTemplateVersions/0/LaunchTemplateData/MetadataOptions");

        assertThat(options.path("HttpTokens").asText()).isEqualTo("required");
        assertThat(options.path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
    }

    @Test
    void theReadmesCommandMakesTheSame() throws Exception {
        stack.deploy("another");

        assertThat(stack.ids("another").keySet()).containsAll(idsOfTheFirstStep.keySet());
    }
}
