package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody types who follows a request from the load balancer to the security groups: twelve commands of the official
 * command line, one after another, with every id known beforehand.
 */
final class TwelveReads {
    /** The second line of the shell's {@code times}: of its children, {@code 0m5.123s 0m0.456s}. */
    private static final Pattern CHILDREN = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s*$");

    private static final List<String> COMMANDS = List.of(
            "sts get-caller-identity",
            "elbv2 describe-load-balancers",
            "elbv2 describe-listeners --load-balancer-arn " + ReferenceTopology.LOAD_BALANCER_ARN,
            "elbv2 describe-listener-certificates --listener-arn " + ReferenceTopology.LISTENER_ARN,
            "elbv2 describe-rules --listener-arn " + ReferenceTopology.LISTENER_ARN,
            "elbv2 describe-target-groups",
            "elbv2 describe-target-health --target-group-arn " + ReferenceTopology.TARGET_GROUP_ARN,
            "acm describe-certificate --certificate-arn " + ReferenceTopology.CERTIFICATE_ARN,
            "ec2 describe-addresses",
            "ec2 describe-instances",
            "ec2 describe-security-groups",
            "ec2 describe-security-group-rules");

    private TwelveReads() {}

    /** Makes all of them at this endpoint. */
    static Cost of(URI endpoint) throws Exception {
        Path folder = Files.createTempDirectory("lotse-bench");
        String aws = Tools.require("aws").toString();
        var script = new StringBuilder("set -e\n");
        COMMANDS.forEach(
                command -> script.append(aws).append(' ').append(command).append(" >/dev/null\n"));
        script.append("times\n");
        long began = System.nanoTime();
        try (Program shell = Program.start(folder, environment(endpoint), List.of("bash", "-c", script.toString()))) {
            int code = shell.exitCode();
            double wall = (System.nanoTime() - began) / 1e6;
            Matcher times = CHILDREN.matcher(shell.output());
            if (code != 0 || !times.find()) {
                throw new IllegalStateException(shell.output());
            }
            return new Cost(wall, millis(times, 1) + millis(times, 3));
        }
    }

    private static Map<String, String> environment(URI endpoint) {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_DEFAULT_REGION",
                ReferenceTopology.REGION,
                "AWS_ACCESS_KEY_ID",
                "ASIATESTTESTTEST",
                "AWS_SECRET_ACCESS_KEY",
                "secret-of-the-bench");
    }

    private static double millis(Matcher times, int group) {
        return Integer.parseInt(times.group(group)) * 60_000 + Double.parseDouble(times.group(group + 1)) * 1000;
    }
}
