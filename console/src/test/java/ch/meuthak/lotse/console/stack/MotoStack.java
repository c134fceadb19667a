package ch.meuthak.lotse.console.stack;

import ch.meuthak.lotse.console.aws.MotoServer;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The template made into a stack in a {@code moto_server} by the official command line.
 *
 * <p>The stack has no instance profile, as moto knows no wait condition, and a machine image of its own, as moto looks for none
 * in a launch template. Both are parameters for everybody.
 */
final class MotoStack implements AutoCloseable {
    static final String NAME = "lotse";
    static final String DOMAIN = "backend.example.ch";
    static final String OPERATOR = "203.0.113.7/32";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MotoServer moto;
    private final AwsCli aws;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Starts moto; skips or fails the calling test when the machine has no {@code moto_server} or no {@code aws}. */
    MotoStack(Path folder) throws Exception {
        // Certificates are issued at once.
        moto = new MotoServer(folder, Map.of("MOTO_ACM_VALIDATION_WAIT", "0"));
        aws = new AwsCli(moto.endpoint());
        parameters.put("Domain", DOMAIN);
        parameters.put("OperatorAddress", OPERATOR);
        parameters.put(
                "VpcId", text("/Vpcs/0/VpcId", "ec2", "describe-vpcs", "--filters", "Name=is-default,Values=true"));
        parameters.put("Subnets", subnets());
        parameters.put("Image", "ghcr.io/somebody/lotse/backend");
        parameters.put("GithubRepositoryId", "123456");
        parameters.put("GithubOwnerId", "7890");
        parameters.put("InstanceProfile", "");
        parameters.put(
                "MachineImage",
                text(
                        "/Parameter/Value",
                        "ssm",
                        "get-parameter",
                        "--name",
                        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"));
    }

    private String subnets() throws Exception {
        JsonNode two = aws.json(
                "ec2",
                "describe-subnets",
                "--filters",
                "Name=default-for-az,Values=true",
                "--query",
                "sort_by(Subnets,&AvailabilityZone)[:2].SubnetId");
        return two.path(0).asText() + "," + two.path(1).asText();
    }

    URI endpoint() {
        return moto.endpoint();
    }

    AwsCli aws() {
        return aws;
    }

    /** The first step. */
    void create() throws Exception {
        aws.json(
                "cloudformation",
                "create-stack",
                "--stack-name",
                NAME,
                "--template-body",
                "file://" + StackTemplate.FILE,
                "--parameters",
                parameters());
    }

    /** The same under another name, by the command of the infrastructure's README. */
    void deploy(String name) throws Exception {
        var command = new ArrayList<>(List.of(
                "cloudformation",
                "deploy",
                "--stack-name",
                name,
                "--template-file",
                StackTemplate.FILE.toString(),
                "--parameter-overrides"));
        parameters.forEach((parameter, value) -> command.add(parameter + "=" + value));
        AwsCli.Result result = aws.run(command.toArray(String[]::new));
        if (result.exitCode() != 0) {
            throw new AssertionError(result.errors());
        }
    }

    /** The second step, with a certificate that is there already: moto makes none in a stack. */
    void serveHttps() throws Exception {
        parameters.put("Https", "yes");
        parameters.put(
                "CertificateArn",
                text(
                        "/CertificateArn",
                        "acm",
                        "request-certificate",
                        "--domain-name",
                        DOMAIN,
                        "--validation-method",
                        "DNS"));
        aws.json(
                "cloudformation",
                "update-stack",
                "--stack-name",
                NAME,
                "--use-previous-template",
                "--parameters",
                parameters());
    }

    private String parameters() throws IOException {
        var list = JSON.createArrayNode();
        parameters.forEach(
                (name, value) -> list.addObject().put("ParameterKey", name).put("ParameterValue", value));
        return JSON.writeValueAsString(list);
    }

    /** What the stack puts out. */
    Map<String, String> outputs() throws Exception {
        var outputs = new TreeMap<String, String>();
        aws.json("cloudformation", "describe-stacks", "--stack-name", NAME)
                .at("/Stacks/0/Outputs")
                .forEach(one -> outputs.put(
                        one.path("OutputKey").asText(), one.path("OutputValue").asText()));
        return outputs;
    }

    /** The ids of what was made, by the names in the template. */
    Map<String, String> ids(String stack) throws Exception {
        var ids = new TreeMap<String, String>();
        for (JsonNode one : aws.json("cloudformation", "describe-stack-resources", "--stack-name", stack)
                .path("StackResources")) {
            if (one.hasNonNull("LogicalResourceId")) {
                ids.put(
                        one.path("LogicalResourceId").asText(),
                        one.path("PhysicalResourceId").asText());
            }
        }
        return ids;
    }

    /** The script that the box runs at its first boot, as CloudFormation has put it together. */
    String userData() throws Exception {
        JsonNode template = aws.json(
                        "ec2",
                        "describe-launch-template-versions",
                        "--launch-template-id",
                        ids(NAME).getOrDefault("BoxTemplate", ""))
                .at("/LaunchTemplateVersions/0/LaunchTemplateData");
        return new String(Base64.getDecoder().decode(template.path("UserData").asText()), StandardCharsets.UTF_8);
    }

    private String text(String pointer, String... call) throws Exception {
        return aws.json(call).at(pointer).asText();
    }

    @Override
    public void close() {
        moto.close();
    }
}
