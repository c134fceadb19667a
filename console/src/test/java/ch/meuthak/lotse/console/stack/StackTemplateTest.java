package ch.meuthak.lotse.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the template must be, whoever makes a stack of it. */
@Timeout(120)
class StackTemplateTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z]+)}");

    private final StackTemplate template = StackTemplate.read();

    StackTemplateTest() throws IOException {}

    @Test
    void cfnLintFindsNothing(@TempDir Path folder) throws Exception {
        var command = List.of(Tools.require("cfn-lint").toString(), StackTemplate.FILE.toString());
        try (Program linter = Program.start(folder, System.getenv(), command)) {
            assertThat(linter.exitCode()).as(linter.output()).isZero();
        }
    }

    @Test
    void itMakesNothingOfIam() {
        assertThat(template.resources())
                .isNotEmpty()
                .allSatisfy((name, one) ->
                        assertThat(one.path("Type").asText()).as(name).doesNotStartWith("AWS::IAM"));
        assertThat(template.properties("Box").path("IamInstanceProfile").toString())
                .contains("InstanceProfile");
        assertThat(template.parameters().at("/InstanceProfile/Default").asText())
                .isEqualTo("LabInstanceProfile");
    }

    @Test
    void nothingIsOpenToTheWorldButHttps() {
        List<JsonNode> open = template.tree().findParents("CidrIp").stream()
                .filter(rule -> !rule.path("CidrIp").has("Ref"))
                .toList();

        assertThat(open).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.path("FromPort").asInt()).isEqualTo(443);
            assertThat(rule.path("ToPort").asInt()).isEqualTo(443);
            assertThat(rule.path("IpProtocol").asText()).isEqualTo("tcp");
        });
        assertThat(template.text()).doesNotContain("CidrIpv6", "PrefixList");
    }

    @Test
    void whatTheLoadBalancerMaySendGoesToTheBoxAlone() {
        JsonNode rule = template.properties("LoadBalancerToBox");

        assertThat(template.properties("LoadBalancerGroup").has("SecurityGroupEgress"))
                .isFalse();
        assertThat(rule.at("/GroupId/Ref").asText()).isEqualTo("LoadBalancerGroup");
        assertThat(rule.at("/DestinationSecurityGroupId/Ref").asText()).isEqualTo("BoxGroup");
        assertThat(rule.path("FromPort").asInt()).isEqualTo(5000);
    }

    /** Else the second step, or a newer template, would make a new box or restart the old one. */
    @Test
    void theBoxDependsNeitherOnTheStepNorOnTheTemplatesLaterVersions() {
        assertThat(template.properties("Box").at("/LaunchTemplate/Version").asText())
                .isEqualTo("1");
        assertThat(template.properties("Box").has("UserData")).isFalse();
        assertThat(template.properties("BoxTemplate")
                        .at("/LaunchTemplateData/ImageId")
                        .asText())
                .startsWith("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-");
        assertThat(template.parameters().toString()).doesNotContain("AWS::SSM");

        template.resources().forEach((name, resource) -> {
            boolean second =
                    resource.toString().matches("(?s).*\"(Https|ServesHttps|MakesCertificate|CertificateArn)\".*");
            assertThat(second)
                    .as(name)
                    .isEqualTo(List.of("Certificate", "Listener").contains(name));
        });
    }

    /** The certificate would hold up everything that waits for it. */
    @Test
    void theListenerIsAllThatWaitsForTheCertificate() {
        template.resources()
                .forEach((name, resource) -> assertThat(resource.toString().contains("\"Ref\":\"Certificate\""))
                        .as(name)
                        .isEqualTo(name.equals("Listener")));
        assertThat(template.tree().at("/Resources/Listener/Condition").asText()).isEqualTo("ServesHttps");
    }

    @Test
    void everythingGoesWhenTheStackGoes() {
        assertThat(template.tree().findValues("DeletionPolicy")).isEmpty();
        assertThat(template.properties("BoxTemplate")
                        .at("/LaunchTemplateData/BlockDeviceMappings/0/Ebs/DeleteOnTermination")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theVolumeIsEncrypted() {
        JsonNode volume = template.properties("BoxTemplate").at("/LaunchTemplateData/BlockDeviceMappings/0/Ebs");
        assertThat(volume.path("Encrypted").asBoolean()).isTrue();
        assertThat(volume.path("VolumeType").asText()).isEqualTo("gp3");
    }

    @Test
    void theOperatorsAddressIsAskedForAndIsOne() {
        assertThat(template.parameters().at("/OperatorAddress/Default").isMissingNode())
                .isTrue();
        assertThat("203.0.113.7/32").matches(pattern("OperatorAddress"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "203.0.113.0/24",
                "203.0.113.7",
                "203.0.113.7/3",
                "256.1.1.1/32",
                "01.2.3.4/32",
                "::1/128",
                ""
            })
    void whatIsNotOneAddressIsRefused(String address) {
        assertThat(address).doesNotMatch(pattern("OperatorAddress"));
    }

    /** The values stand between apostrophes in a script that root runs, and in lines of a file of settings. */
    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a\"b", "$(id)", "`id`", "a b", "a;b", "a\nb", "a\\b", "a&b", "a|b", "a#b", "a=b"})
    void whatGetsIntoTheBoxsScriptIsNoShell(String value) {
        var names = new TreeSet<String>();
        var found = PLACEHOLDER.matcher(template.properties("BoxTemplate")
                .at("/LaunchTemplateData/UserData")
                .toString());
        while (found.find()) {
            names.add(found.group(1));
        }
        names.retainAll(parameters().keySet());

        assertThat(names)
                .contains(
                        "Domain",
                        "Image",
                        "ImageTag",
                        "ReadyPath",
                        "LotseImages",
                        "GithubRepositoryId",
                        "GithubOwnerId");
        assertThat(names).allSatisfy(name -> assertThat(value).doesNotMatch(pattern(name)));
    }

    private Map<String, JsonNode> parameters() {
        var parameters = new HashMap<String, JsonNode>();
        template.parameters().properties().forEach(one -> parameters.put(one.getKey(), one.getValue()));
        return parameters;
    }

    private Pattern pattern(String parameter) {
        return Pattern.compile(
                template.parameters().at("/" + parameter + "/AllowedPattern").asText());
    }
}
