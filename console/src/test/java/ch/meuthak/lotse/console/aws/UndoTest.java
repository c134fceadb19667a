package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.drift.Difference;
import ch.meuthak.lotse.console.drift.Differences;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody changes the reference deployment in {@code moto_server} with AWS's own command line; what the console says undoes it is
 * run by a shell, literally, and everything is as it was.
 */
@Timeout(600)
class UndoTest {
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** What somebody does, by what it is about; ids in braces. */
    private static final Map<String, String> CHANGES = new LinkedHashMap<>();

    static {
        String group = "--group-id {group}";
        String open = " --protocol tcp --port 3306 --cidr 0.0.0.0/0";
        CHANGES.put("a rule is added", "ec2 authorize-security-group-ingress " + group + open);
        CHANGES.put(
                "a rule with a description is removed",
                "ec2 revoke-security-group-ingress " + group + " --protocol tcp --port 22 --cidr 0.0.0.0/0");
        CHANGES.put(
                "an outbound rule is added",
                "ec2 authorize-security-group-egress " + group
                        + " --ip-permissions 'IpProtocol=tcp,FromPort=25,ToPort=25,IpRanges=[{CidrIp=10.0.0.0/8}]'");
        CHANGES.put(
                "a rule for another group is added",
                "ec2 authorize-security-group-ingress " + group
                        + " --protocol tcp --port 5001 --source-group {balancer-group}");
        CHANGES.put(
                "a rule for IPv6 is added",
                "ec2 authorize-security-group-ingress " + group
                        + " --ip-permissions 'IpProtocol=tcp,FromPort=1,ToPort=99,Ipv6Ranges=[{CidrIpv6=::/0}]'");
        CHANGES.put(
                "another path is checked",
                "elbv2 modify-target-group --target-group-arn {target-group} --health-check-path /nowhere");
        CHANGES.put(
                "other codes are taken",
                "elbv2 modify-target-group --target-group-arn {target-group} --matcher HttpCode=200-399");
        CHANGES.put(
                "the check is slower",
                "elbv2 modify-target-group --target-group-arn {target-group} --health-check-interval-seconds 60");
        CHANGES.put(
                "targets may drain for longer",
                "elbv2 modify-target-group-attributes --target-group-arn {target-group} --attributes"
                        + " Key=deregistration_delay.timeout_seconds,Value=900");
        CHANGES.put(
                "the target is taken out",
                "elbv2 deregister-targets --target-group-arn {target-group} --targets Id={instance},Port=5000");
        CHANGES.put(
                "a target is registered",
                "elbv2 register-targets --target-group-arn {target-group} --targets Id={instance},Port=5001");
        CHANGES.put(
                "a listener is added",
                "elbv2 create-listener --load-balancer-arn {balancer} --protocol HTTP --port 80 --default-actions"
                        + " Type=forward,TargetGroupArn={target-group}");
        CHANGES.put(
                "a rule of the listener is added",
                "elbv2 create-rule --listener-arn {listener} --priority 7 --conditions"
                        + " Field=host-header,Values=a.meuthak.ch --actions Type=forward,TargetGroupArn={target-group}");
        CHANGES.put(
                "a rule comes to another place",
                "elbv2 set-rule-priorities --rule-priorities RuleArn={rule},Priority=5");
        CHANGES.put(
                "a rule is for another host",
                "elbv2 modify-rule --rule-arn {rule} --conditions Field=host-header,Values=c.meuthak.ch");
        CHANGES.put(
                "the listener has one more certificate",
                "elbv2 add-listener-certificates --listener-arn {listener} --certificates CertificateArn={more}");
        CHANGES.put(
                "the listener has another certificate",
                "elbv2 modify-listener --listener-arn {listener} --certificates CertificateArn={more}");
        CHANGES.put(
                "the instance is larger",
                "ec2 stop-instances --instance-ids {instance} && aws ec2 modify-instance-attribute --instance-id"
                        + " {instance} --instance-type Value=t2.large && aws ec2 start-instances --instance-ids {instance}");
        CHANGES.put("a rule of the listener is removed", "elbv2 delete-rule --rule-arn {rule}");
        CHANGES.put(
                "the policy is an old one",
                "elbv2 modify-listener --listener-arn {listener} --ssl-policy ELBSecurityPolicy-2016-08");
        CHANGES.put(
                "the load balancer has another group",
                "elbv2 set-security-groups --load-balancer-arn {balancer} --security-groups {group}");
        CHANGES.put("an address is allocated", "ec2 allocate-address --domain vpc");
        CHANGES.put("the address is loose", "ec2 disassociate-address --association-id {association}");
        CHANGES.put(
                "the instance has another group",
                "ec2 modify-instance-attribute --instance-id {instance} --groups {group} {balancer-group}");
        CHANGES.put("the listener is removed", "elbv2 delete-listener --listener-arn {listener}");
    }

    @Test
    void whatIsSaidToUndoAChangeUndoesIt(@TempDir Path folder) throws Exception {
        try (var moto = new MotoServer(folder);
                var connection = new AwsConnection(TestAws.settings(moto.endpoint()))) {
            var cli = new AwsCli(moto.endpoint());
            AwsInventory inventory = build(connection, cli);
            var softly = new SoftAssertions();
            for (Map.Entry<String, String> change : CHANGES.entrySet()) {
                Topology accepted = inventory.read();
                name(accepted);
                run(cli, "aws " + named(change.getValue()), folder);
                List<Difference> drift = Differences.drift(accepted, inventory.read());
                softly.assertThat(drift).as(change.getKey()).isNotEmpty();
                undo(cli, drift, folder);
                // what hung on a thing that was made anew can be made anew only then
                undo(cli, Differences.drift(accepted, inventory.read()), folder);
                softly.assertThat(Differences.drift(accepted, inventory.read()))
                        .extracting(Difference::sentence)
                        .as(change.getKey())
                        .isEmpty();
            }
            softly.assertAll();
        }
    }

    private static void undo(AwsCli cli, List<Difference> drift, Path folder) throws Exception {
        for (Difference difference : drift) {
            if (!difference.undo().commands().isEmpty()) {
                run(cli, difference.undo().commandLine(), folder);
            }
        }
    }

    private AwsInventory build(AwsConnection connection, AwsCli cli) throws Exception {
        MotoReference.Built built = new MotoReference(connection.ready().clients()).build();
        ids.put("group", built.instanceGroupId());
        ids.put("balancer-group", built.loadBalancerGroupId());
        ids.put("target-group", built.targetGroupArn());
        ids.put("balancer", built.loadBalancer().loadBalancerArn());
        ids.put("instance", built.instanceId());
        ids.put("listener", built.listenerArn());
        ids.put(
                "more",
                connection
                        .ready()
                        .clients()
                        .acm()
                        .requestCertificate(request -> request.domainName("more.meuthak.ch"))
                        .certificateArn());
        run(
                cli,
                named(
                        "aws elbv2 create-rule --listener-arn {listener} --priority 9 --conditions"
                                + " Field=host-header,Values=b.meuthak.ch --actions Type=forward,TargetGroupArn={target-group}"),
                Path.of("."));
        var dns = Fact.known(new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, built.loadBalancer().dnsName()), List.of("192.0.2.1")));
        var settings = new InventorySettings(ReferenceTopology.DOMAIN, Optional.empty(), Duration.ofMinutes(1));
        return new AwsInventory(connection, name -> dns, settings, InstantSource.system());
    }

    /** The ids that change when something is made anew. */
    private void name(Topology now) {
        Listener listener = now.listeners().toOptional().orElseThrow().stream()
                .filter(Listener::isHttps)
                .findFirst()
                .orElseThrow();
        ids.put("listener", listener.arn());
        var rules = new ArrayList<>(listener.rules().toOptional().orElseThrow());
        ids.put("rule", rules.getFirst().arn());
        ids.put(
                "association",
                now.elasticIps().toOptional().orElseThrow().getFirst().associationId());
    }

    private String named(String command) {
        String line = command;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            line = line.replace("{" + id.getKey() + "}", id.getValue());
        }
        return line;
    }

    private static void run(AwsCli cli, String line, Path folder) throws Exception {
        AwsCli.Result result = cli.shell(line, folder);
        assertThat(result.exitCode()).as(line + " -> " + result.errors()).isZero();
    }
}
