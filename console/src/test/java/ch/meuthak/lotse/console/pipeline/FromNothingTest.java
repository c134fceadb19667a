package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.MotoServer;
import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the infrastructure's "From nothing to a deployed API", as they stand there, typed one after another into two
 * terminals: the reader's own, with the real {@code git} and {@code gh}, and CloudShell, with the real {@code aws}. GitHub is
 * {@link GitHubStandIn} and a repository on this machine, AWS is moto.
 *
 * <p>Not typed: {@code gh auth login}, which wants a browser; steps 12 and 15, which want a box ({@code BoxSetupIT} and
 * {@code PipelineIT} have one). Given besides, as moto needs it: a machine image, no instance profile, the ready path, a certificate, and in
 * the second step the first one's parameters again. What becomes of the stack, {@code StackInMotoTest} sees.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FromNothingTest {
    private static final List<Integer> AT_HOME = List.of(1, 2, 3, 5, 13, 14);
    private static final List<Integer> IN_CLOUD_SHELL = List.of(7, 8, 9, 10, 11);
    private static final String CHANGED = "backend/src/main/resources/ch/meuthak/lotse/backend/api/openapi.yaml";

    private final ReadmeSteps steps = ReadmeSteps.read();
    private Path folder;
    private Path fork;
    private GitHubStandIn github;
    private MotoServer moto;
    private AwsCli aws;
    private String typedAtHome;
    private String typedInCloudShell;

    @BeforeAll
    void type(@TempDir Path temporary) throws Exception {
        List.of("bash", "git", "gh", "script").forEach(Tools::require);
        folder = temporary;
        fork = fork();
        github = GitHubStandIn.start(folder.resolve("github"));
        moto = new MotoServer(folder);
        aws = new AwsCli(moto.endpoint());
        typedAtHome = typeAtHome();
        typedInCloudShell = typeInCloudShell();
    }

    @AfterAll
    void end() {
        if (moto != null) {
            moto.close();
        }
        if (github != null) {
            github.close();
        }
    }

    /** What the steps touch of this repository, as one that can be cloned from and pushed to. */
    private Path fork() throws Exception {
        Path work = folder.resolve("work");
        for (String file : List.of(".github/infrastructure/stack.yaml", CHANGED)) {
            Files.createDirectories(work.resolve(file).getParent());
            Files.copy(Checkout.ROOT.resolve(file), work.resolve(file));
        }
        Files.writeString(folder.resolve("gitconfig"), """
                [user]
                name = You
                email = you@example.ch
                [url "file://%s/"]
                insteadOf = https://github.com/you/
                """.formatted(folder));
        bash("""
                git init -q -b main work && git -C work add . && git -C work commit -q -m 'As it was'
                git clone -q --bare work lotse.git
                """, Map.of());
        return folder.resolve("lotse.git");
    }

    private String typeAtHome() throws Exception {
        Map<String, String> environment =
                new HashMap<>(GitHubStandIn.client(folder.resolve("github"), folder.resolve("gh")));
        environment.put("TERM", "xterm");
        String script =
                "sleep() { :; }\ncurl() { [ \"$*\" = '-s https://checkip.amazonaws.com' ] && echo 203.0.113.7; }\n"
                        + typed(AT_HOME)
                                .replaceAll("(?m)^gh auth login .*\n", "")
                                .replace("git commit", "echo '# better' >> " + CHANGED + "\ngit commit");
        Files.writeString(folder.resolve("home.sh"), "set -e\nexport PAGER=cat\n" + script);
        // gh asks which run to watch: a finger on the return key takes the first one.
        return bash("while sleep 0.2; do echo; done | script -qec 'bash home.sh' /dev/null", environment);
    }

    private String typeInCloudShell() throws Exception {
        String first = moto(steps.of(8)).replace("MachineImage=", "ReadyPath=/health/ready MachineImage=");
        // To moto, a parameter that is not given again has no value.
        String all = first.replaceAll("(?s).*--parameter-overrides", "")
                .replace("\\\n", "")
                .strip();
        String download =
                "curl() { [ \"$*\" = \"-fsSLO https://github.com/owner/lotse/releases/download/v1.0.0/stack.yaml\" ]"
                        + " && cp \"$STACK\" .; }\n";
        return bash(
                "set -e\nmkdir shell && cd shell\nasked=0\nsleep() { :; }\ngetent() { ((++asked > 2)); }\n"
                        + typed(List.of(7)) + first + typed(List.of(9, 10))
                        + typed(List.of(11))
                                .replace("Https=yes", "Https=yes CertificateArn=" + certificate() + " " + all)
                        + download + moto(OwnProgram.read().stack().replace("OWNER/lotse", "owner/lotse")),
                Map.of(
                        "STACK",
                                Checkout.ROOT
                                        .resolve(".github/infrastructure/stack.yaml")
                                        .toString(),
                        "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "testing",
                        "AWS_SECRET_ACCESS_KEY", "testing"));
    }

    /** With the numbers of step 5, and with parameters for what moto has not. */
    private String moto(String command) throws Exception {
        String image = aws.json(
                        "ssm",
                        "get-parameter",
                        "--name",
                        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")
                .at("/Parameter/Value")
                .asText();
        String placeholder = "GithubRepositoryId=YOUR-NUMBER GithubOwnerId=ITS-OWNERS";
        assertThat(command).contains(placeholder);
        return command.replace(placeholder, numbers() + " InstanceProfile= MachineImage=" + image);
    }

    private String certificate() throws Exception {
        return aws.json("acm", "request-certificate", "--domain-name", "backend.example.ch")
                .path("CertificateArn")
                .asText();
    }

    private String typed(List<Integer> some) {
        StringBuilder script = new StringBuilder();
        some.forEach(step ->
                script.append("echo '--- step ").append(step).append("'\n").append(steps.of(step)));
        return script.toString();
    }

    /** What step 5 has printed for step 8. */
    private String numbers() {
        return typedAtHome
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("GithubRepositoryId="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(typedAtHome));
    }

    private String bash(String script, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        String inFolder = "cd " + folder + "\n" + script;
        try (Program program = Program.start(folder, environment, List.of("bash", "-c", inFolder))) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }

    @Test
    void theyAreAtMostFifteenAndNumberedOneAfterAnother() {
        assertThat(steps.numbers())
                .hasSizeBetween(10, 15)
                .isEqualTo(
                        IntStream.rangeClosed(1, steps.numbers().size()).boxed().toList());
    }

    @Test
    void everyCommandIsTypedHereOrWantsABox() {
        assertThat(steps.commands().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(AT_HOME, IN_CLOUD_SHELL, List.of(12, 15))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void gitHubIsToldTheDomainThatOnlyMainDeploysAndToBuildTheImages() {
        assertThat(github.changes())
                .containsExactly(
                        "POST /actions/variables {\"name\":\"LOTSE_DOMAIN\",\"value\":\"backend.example.ch\"}",
                        "PUT /environments/production {\"deployment_branch_policy\":"
                                + "{\"custom_branch_policies\":true,\"protected_branches\":false}}",
                        "POST /environments/production/deployment-branch-policies {\"name\":\"main\"}",
                        "POST /actions/workflows/77/dispatches"
                                + " {\"inputs\":{\"reason\":\"the first images\"},\"ref\":\"main\"}");
    }

    @Test
    void bothRunsAreWatchedToTheirEnd() {
        assertThat(typedAtHome.split("completed with 'success'", -1)).hasSize(3);
    }

    @Test
    void theChangeIsPushed() throws Exception {
        assertThat(bash("git -C " + fork + " log --format=%s main", Map.of()).lines())
                .containsExactly("Say it better", "As it was");
    }

    private Map<String, String> parametersOf(String name) throws Exception {
        Map<String, String> parameters = new HashMap<>();
        aws.json("cloudformation", "describe-stacks", "--stack-name", name)
                .at("/Stacks/0/Parameters")
                .forEach(one -> parameters.put(
                        one.path("ParameterKey").asText(),
                        one.path("ParameterValue").asText()));
        return parameters;
    }

    /** "Deploy your own program": from a folder that has nothing but the template of the release. */
    @Test
    void theStackOfAnotherRepositoryTakesItsImageAndLotsesFromTheRelease() throws Exception {
        assertThat(parametersOf("app"))
                .containsEntry("Image", "ghcr.io/you/app")
                .containsEntry("OwnImage", "yes")
                .containsEntry("LotseImages", "ghcr.io/owner/lotse")
                .containsEntry("LotseVersion", "1.0.0");
        assertThat(aws.json("elbv2", "describe-target-groups", "--names", "app-backend")
                        .at("/TargetGroups/0/HealthCheckPath")
                        .asText())
                .isEqualTo("/");
    }

    @Test
    void theStackIsMadeOfWhatWasTypedInTwoSteps() throws Exception {
        Map<String, String> parameters = parametersOf("lotse");
        assertThat(parameters)
                .containsEntry("Domain", "backend.example.ch")
                .containsEntry("OperatorAddress", "203.0.113.7/32")
                .containsEntry("Image", "ghcr.io/you/lotse/backend")
                .containsEntry("GithubRepositoryId", Long.toString(GitHubStandIn.REPOSITORY_ID))
                .containsEntry("GithubOwnerId", Long.toString(GitHubStandIn.OWNER_ID))
                .containsEntry("Https", "yes");
        assertThat(parameters.get("Subnets")).as("as moto writes a list").matches("\\['subnet-\\w+', 'subnet-\\w+']");
        assertThat(typedInCloudShell.split("Successfully created/updated stack - lotse", -1))
                .as(typedInCloudShell)
                .hasSize(3);
    }
}
