package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * Every command that a fix prints is run by a shell and AWS's own command line against {@code moto_server}, where the reference
 * deployment is built; only the ids are moto's.
 */
@Timeout(600)
class FixCommandsTest {
    /** What moto refuses though the command is right, and why. */
    private static final Set<String> REFUSED = Set.of(
            // moto has no such service
            "arc-zonal-shift list-zonal-shifts",
            // one of them is for HTTPS at the load balancer, which is open there already
            "ec2 authorize-security-group-ingress",
            // the files that it names hold no certificate
            "acm import-certificate");

    @Test
    void everyCommandThatAFixPrintsIsUnderstood(@TempDir Path folder) throws Exception {
        List<String> commands = Faults.commands();
        assertThat(commands).hasSizeGreaterThan(20);
        for (String file : List.of("certificate.pem", "private-key.pem", "chain.pem")) {
            Files.writeString(folder.resolve(file), "not a certificate");
        }
        try (var moto = new MotoServer(folder);
                var connection = new AwsConnection(TestAws.settings(moto.endpoint()))) {
            Map<String, String> ids = ids(connection.ready().clients());
            var cli = new AwsCli(moto.endpoint());
            var refused = new TreeSet<String>();
            for (String command : commands) {
                AwsCli.Result result = cli.shell(translated(command, ids), folder);
                assertThat(result.exitCode() == 0 || result.errors().contains("An error occurred ("))
                        .as(command + " -> " + result.errors())
                        .isTrue();
                if (result.exitCode() != 0) {
                    refused.add(command.split(" ", -1)[1] + " " + command.split(" ", -1)[2]);
                }
            }
            assertThat(refused).isEqualTo(new TreeSet<>(REFUSED));
        }
    }

    private static String translated(String command, Map<String, String> ids) {
        String line = command.replace("$(curl -s https://checkip.amazonaws.com)", "203.0.113.7");
        for (Map.Entry<String, String> id : ids.entrySet()) {
            line = line.replace(id.getKey(), id.getValue());
        }
        return line;
    }

    /** The reference's ids and those of their like in moto. */
    private static Map<String, String> ids(AwsClients aws) {
        MotoReference.Built built = new MotoReference(aws).build();
        String vpc = built.loadBalancer().vpcId();
        String gateway =
                aws.ec2().createInternetGateway(request -> {}).internetGateway().internetGatewayId();
        aws.ec2().attachInternetGateway(request -> request.internetGatewayId(gateway)
                .vpcId(vpc));
        var ids = new LinkedHashMap<String, String>();
        ids.put(ReferenceTopology.RULE_ARN.replace("9f1c", "aaaa"), rule(aws, built));
        ids.put(ReferenceTopology.LISTENER_ARN.replace("3e64", "80aa"), built.listenerArn());
        ids.put(ReferenceTopology.LISTENER_ARN, built.listenerArn());
        ids.put(ReferenceTopology.LOAD_BALANCER_ARN, built.loadBalancer().loadBalancerArn());
        ids.put(ReferenceTopology.TARGET_GROUP_ARN, built.targetGroupArn());
        ids.put(ReferenceTopology.CERTIFICATE_ARN, built.certificateArn());
        ids.put(ReferenceTopology.CERTIFICATE_ARN.replace("9272c48c", "1111c48c"), certificate(aws));
        ids.put(ReferenceTopology.INSTANCE_ID, built.instanceId());
        ids.put(ReferenceTopology.INSTANCE_GROUP_ID, built.instanceGroupId());
        ids.put(ReferenceTopology.LOAD_BALANCER_GROUP_ID, built.loadBalancerGroupId());
        ids.put(ReferenceTopology.elasticIp().allocationId(), built.allocationId());
        ids.put(
                "eipalloc-0ffffbbbbccccdddd",
                aws.ec2()
                        .allocateAddress(request -> request.domain(DomainType.VPC))
                        .allocationId());
        ids.put(ReferenceTopology.routeTable().id(), routeTable(aws, vpc));
        ids.put(ReferenceTopology.routeTable().internetGatewayId(), gateway);
        List<String> rules = rules(aws, built.instanceGroupId());
        ids.put(ReferenceTopology.apiRule("").id(), rules.get(0));
        ids.put(ReferenceTopology.sshRule("").id(), rules.get(1));
        ids.put("sgr-0aaaabbbbccccdddd", rules.get(2));
        return ids;
    }

    private static String certificate(AwsClients aws) {
        return aws.acm()
                .requestCertificate(request -> request.domainName("www.meuthak.ch"))
                .certificateArn();
    }

    private static String rule(AwsClients aws, MotoReference.Built built) {
        return aws.elb()
                .createRule(request -> request.listenerArn(built.listenerArn())
                        .priority(10)
                        .conditions(RuleCondition.builder()
                                .field("host-header")
                                .values("backnd.meuthak.ch")
                                .build())
                        .actions(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .targetGroupArn(built.targetGroupArn())
                                .build()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static String routeTable(AwsClients aws, String vpc) {
        return aws.ec2()
                .describeRouteTables(request -> request.filters(filter("vpc-id", vpc)))
                .routeTables()
                .getFirst()
                .routeTableId();
    }

    /** Those for 5000 and 22, and one more. */
    private static List<String> rules(AwsClients aws, String group) {
        aws.ec2().authorizeSecurityGroupIngress(request -> request.groupId(group)
                .ipProtocol("tcp")
                .fromPort(3306)
                .toPort(3306)
                .cidrIp("0.0.0.0/0"));
        var found = new ArrayList<String>();
        for (int port : List.of(5000, 22, 3306)) {
            found.add(aws
                    .ec2()
                    .describeSecurityGroupRules(request -> request.filters(filter("group-id", group)))
                    .securityGroupRules()
                    .stream()
                    .filter(rule -> !rule.isEgress() && rule.fromPort() == port)
                    .findFirst()
                    .orElseThrow()
                    .securityGroupRuleId());
        }
        return found;
    }
}
