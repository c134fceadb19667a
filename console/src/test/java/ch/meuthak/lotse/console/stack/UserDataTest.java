package ch.meuthak.lotse.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the box does at its first boot, as CloudFormation hands it over, with the real {@code aws} and moto for ACM. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UserDataTest {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern RECORD = Pattern.compile(
            "_[0-9a-f]+\\.backend\\.example\\.ch\\. CNAME _[0-9a-f]+\\.[a-z]+\\.acm-validations\\.aws\\.");

    private final BoxSurroundings around = new BoxSurroundings();
    private MotoStack stack;
    private String script;
    private UserData userData;

    @BeforeAll
    void create(@TempDir Path folder) throws Exception {
        stack = new MotoStack(folder);
        stack.create();
        script = stack.userData();
        userData = UserData.of(folder, script);
    }

    @AfterAll
    void end() {
        if (stack != null) {
            stack.close();
        }
    }

    @AfterEach
    void stopServers() {
        around.close();
    }

    private Map<String, String> withCredentials() {
        return Map.of(
                "AWS_ENDPOINT_URL", stack.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret");
    }

    private Map<String, String> withoutCredentials() {
        return Map.of("AWS_ENDPOINT_URL", stack.endpoint().toString(), "AWS_EC2_METADATA_DISABLED", "true");
    }

    private JsonNode certificates() throws Exception {
        return stack.aws().json("acm", "list-certificates").path("CertificateSummaryList");
    }

    @Test
    void shellcheckFindsNothing(@TempDir Path folder) throws Exception {
        var command = List.of(
                Tools.require("shellcheck").toString(),
                "--shell=bash",
                userData.file().toString());
        try (Program linter = Program.start(folder, System.getenv(), command)) {
            assertThat(linter.exitCode()).as(linter.output()).isZero();
        }
    }

    @Test
    void itIsAScriptAndNoLongerThanUserDataMayBe() {
        assertThat(script).startsWith("#!/bin/bash\n").contains("domain='backend.example.ch'\n");
        // The presigned address of the handle is longer than the empty one here.
        assertThat(script.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES - 2048);
    }

    @Test
    void itDoesNothingWhenItIsOnlyRead() throws Exception {
        assertThat(userData.output(Map.of(), "echo done")).isEqualTo("done");
    }

    @Test
    void theRecordThatAcmWantsIsSaidAndTheRequestIsWithdrawn() throws Exception {
        assertThat(userData.output(withCredentials(), "certificate_record")).matches(RECORD);
        assertThat(certificates()).isEmpty();
    }

    @Test
    void withoutCredentialsItSaysWhyAndWhatToTypeAndThatWorks() throws Exception {
        String said = userData.output(withoutCredentials(), "tries=2", "certificate_record");

        assertThat(said).startsWith("Not known: ").containsIgnoringCase("credentials");
        String command = said.substring(said.indexOf("arn="));
        assertThat(userData.output(withCredentials(), "sleep() { :; }", command).replace('\t', ' '))
                .matches(RECORD);
        assertThat(certificates()).isEmpty();
    }

    @Test
    void whatAcmRefusesIsNotTriedAgain() throws Exception {
        String acm = around.server(400, exchange -> {
            around.received().add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            return "{\"__type\": \"AccessDeniedException\", \"message\": \"not you\"}".getBytes(StandardCharsets.UTF_8);
        });

        String said = userData.output(
                Map.of(
                        "AWS_ENDPOINT_URL", acm,
                        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "secret"),
                "certificate_record");

        assertThat(said).startsWith("Not known: ").contains("AccessDenied", "not you", "aws --region us-east-1 acm");
        assertThat(around.received()).containsExactly("CertificateManager.RequestCertificate");
    }

    /** Whatever ACM does, the stack goes on. */
    @Test
    void whyThereIsNoRecordReachesCloudFormationAsASuccess() throws Exception {
        String url = around.cloudFormation() + "/handle?Signature=a%2Fb&Expires=1";

        userData.output(
                withoutCredentials(), "tries=2", "signal_url='" + url + "'", "signal \"$(certificate_record)\"");

        assertThat(around.received().getFirst()).isEqualTo("PUT /handle?Signature=a%2Fb&Expires=1 null");
        JsonNode signal = new ObjectMapper().readTree(around.received().getLast());
        assertThat(signal.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(signal.path("UniqueId").asText()).isEqualTo("certificate");
        assertThat(signal.path("Reason").asText()).isNotEmpty();
        assertThat(signal.path("Data").asText()).startsWith("Not known: ");
    }

    /** The output takes what stands between the third quote and the fourth. */
    @Test
    void noQuoteAndNothingThatJsonEscapesGetsIntoTheSignal() throws Exception {
        String url = around.cloudFormation();

        userData.output(
                Map.of(),
                "signal_url='" + url + "'",
                "signal $'an \"error\"\\n of\\tC:\\\\aws \\e[31m und ein Grüezi'");

        assertThat(new ObjectMapper()
                        .readTree(around.received().getLast())
                        .path("Data")
                        .asText())
                .isEqualTo("an error  ofC:aws [31m und ein Grezi");
    }

    @Test
    void theSettingsAreThoseThatTheComposeFileTakes(@TempDir Path folder) throws Exception {
        String metadata = around.metadata();

        userData.output(
                Map.of(),
                "folder=" + folder,
                "metadata_url=" + metadata,
                "id() { echo 1000; }",
                "stat() { echo 992; }",
                "chown() { echo \"$@\" >\"$folder/owner\"; }",
                "set -e",
                "write_settings");

        Path file = folder.resolve(".env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("aws"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("owner")).content().isEqualTo("-R ec2-user: " + folder + "\n");
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "LOTSE_DOMAIN=backend.example.ch",
                        "LOTSE_LOAD_BALANCER=lotse",
                        "LOTSE_LOAD_BALANCER_NETWORK=10.20.0.0/16 100.64.0.0/16",
                        "LOTSE_IMAGE_REPOSITORY=ghcr.io/somebody/lotse/backend",
                        "LOTSE_BACKEND_TAG=latest",
                        "LOTSE_CONSOLE_IMAGE=ghcr.io/somebody/lotse/console:latest",
                        "LOTSE_EDGE_IMAGE=ghcr.io/somebody/lotse/edge:latest",
                        "LOTSE_SERVICE_PORT=5000",
                        "LOTSE_DEPLOY_READY_PATH=/health/ready",
                        "LOTSE_CONSOLE_USER=1000",
                        "LOTSE_AWS_DIR=" + folder + "/aws",
                        "LOTSE_HOOK_GITHUB_REPOSITORY_ID=123456",
                        "LOTSE_HOOK_GITHUB_OWNER_ID=7890",
                        "DOCKER_GID=992",
                        "AWS_REGION=us-east-1");
        String compose = Files.readString(Path.of("../docker-compose.yml"));
        assertThat(Files.readAllLines(file)).allSatisfy(line -> assertThat(compose)
                .containsPattern("\\b" + line.substring(0, line.indexOf('=')) + "\\b"));
    }

    /** The infrastructure's README, "Deploy your own program". */
    @Test
    void aProgramOfOnesOwnGetsItsSettingsAndLotsesImagesAreElsewhere(@TempDir Path folder) throws Exception {
        userData.output(
                Map.of(),
                "folder=" + folder,
                "own_image=yes service_port=8080 ready_path=/ lotse_images=ghcr.io/owner/lotse lotse_version=1.0.0",
                "metadata() { :; }; id() { :; }; stat() { :; }; chown() { :; }",
                "set -e",
                "write_settings");

        assertThat(Files.readAllLines(folder.resolve(".env")))
                .contains(
                        "LOTSE_IMAGE_REPOSITORY=ghcr.io/somebody/lotse/backend",
                        "LOTSE_BACKEND_TAG=latest",
                        "LOTSE_CONSOLE_IMAGE=ghcr.io/owner/lotse/console:1.0.0",
                        "LOTSE_EDGE_IMAGE=ghcr.io/owner/lotse/edge:1.0.0",
                        "LOTSE_SERVICE_PORT=8080",
                        "LOTSE_DEPLOY_READY_PATH=/")
                .endsWith("LOTSE_DEPLOY_RELEASE_PATH=", "LOTSE_EDGE_HOOK=/run/lotse/hook/hook.sock");
    }

    @Test
    void settingsThatAreThereAreLeftAsTheyAre(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".env"), "LOTSE_HOOK_SECRET=of-the-operator\n");

        userData.output(Map.of(), "folder=" + folder, "set -e", "write_settings");

        assertThat(folder.resolve(".env")).content().isEqualTo("LOTSE_HOOK_SECRET=of-the-operator\n");
    }

    @Test
    void aComposeOfAnotherSumIsNotInstalled(@TempDir Path folder) throws Exception {
        String releases = around.server(200, exchange -> "something else".getBytes(StandardCharsets.UTF_8));

        try (Program program = userData.run(
                Map.of(),
                "compose=" + folder.resolve("docker-compose"),
                "compose_url=" + releases,
                "set -e",
                "install_compose")) {
            assertThat(program.exitCode()).as(program.output()).isNotZero();
        }
        assertThat(folder.resolve("docker-compose")).doesNotExist();
    }

    @Test
    void aComposeOfTheRightSumIsInstalledOnce(@TempDir Path folder) throws Exception {
        String releases = around.server(200, exchange -> {
            around.received().add(exchange.getRequestMethod());
            return "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
        });

        userData.output(
                Map.of(),
                "compose=" + folder.resolve("docker-compose"),
                "compose_url=" + releases,
                "compose_sha256=$(printf '#!/bin/sh\\n' | sha256sum | cut -d' ' -f1)",
                "set -e",
                "install_compose",
                "install_compose");

        assertThat(folder.resolve("docker-compose")).isExecutable();
        assertThat(around.received()).containsExactly("GET");
    }

    /** Amazon Linux 2023 has util-linux 2.37, whose mkswap takes no -q and no --quiet: those came with 2.38. */
    @Test
    void theSwapFileIsMadeWithTheProgramsOfAmazonLinux() throws Exception {
        String said = userData.output(
                Map.of(),
                "dd() { :; }; chmod() { :; }; grep() { :; }",
                "swapon() { [ \"$1\" = /swapfile ] && echo on; }",
                "mkswap() { [ \"$*\" = /swapfile ]; }",
                "set -e",
                "make_swap");

        assertThat(said).isEqualTo("on");
    }

    private static final String OLD = "sha256:" + "0".repeat(64);
    private static final String CONSOLE = "sha256:" + "1".repeat(64);
    private static final String EDGE = "sha256:" + "2".repeat(64);

    /** An engine and a Compose that write down what they are asked for; the engine lacks images with this digest. */
    private Program upgrade(Path folder, String lacking, String... arguments) throws Exception {
        Files.writeString(folder.resolve(".env"), """
                LOTSE_CONSOLE_IMAGE=registry.example.ch:5000/team/console:latest
                LOTSE_EDGE_IMAGE=registry.example.ch:5000/team/edge@%s
                DOCKER_GID=992
                """.formatted(OLD));
        return userData.run(
                Map.of(),
                "folder=" + folder,
                "log=" + folder.resolve("log"),
                "docker() { echo \"docker $*\" >>\"$log\"; [[ $* != *" + lacking + "* ]]; }",
                "up() { echo \"compose $*\" >>\"$log\"; }; compose=up",
                "mv() { :; }",
                "upgrade " + String.join(" ", arguments));
    }

    private static List<String> images(Path folder) throws Exception {
        return Files.readAllLines(folder.resolve(".env")).stream()
                .filter(line -> line.contains("_IMAGE="))
                .map(line -> line.replaceFirst(".*=registry\\.example\\.ch:5000/team/", ""))
                .toList();
    }

    @Test
    void anUpgradeTakesTheDigestsThatItIsGivenAndNothingElse(@TempDir Path folder) throws Exception {
        try (Program program = upgrade(folder, "nothing", CONSOLE, EDGE)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
        }

        assertThat(images(folder)).containsExactly("console@" + CONSOLE, "edge@" + EDGE);
        assertThat(folder.resolve(".env")).content().contains("DOCKER_GID=992");
        assertThat(Files.readAllLines(folder.resolve("log")))
                .filteredOn(line -> line.startsWith("docker pull") || line.startsWith("docker create"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("console@" + CONSOLE) || line.endsWith("edge@" + EDGE));
        assertThat(Files.readAllLines(folder.resolve("log")))
                .filteredOn(line -> line.startsWith("compose"))
                .containsExactly(
                        "compose up -d --no-deps console", "compose ps -q edge", "compose up -d --no-deps edge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest latest", "sha256:1 sha256:2", "'a b' c", "$(printf 'sha256:%064d' 1)"})
    void anUpgradeWithoutTwoDigestsSaysHowToHaveThemAndChangesNothing(String arguments, @TempDir Path folder)
            throws Exception {
        try (Program program = upgrade(folder, "nothing", arguments)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output()).contains("upgrade sha256:... sha256:...", "gh attestation verify oci://");
        }
        assertThat(images(folder)).containsExactly("console:latest", "edge@" + OLD);
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void anUpgradeOfWhichOneImageCannotBeHadChangesNothing(@TempDir Path folder) throws Exception {
        try (Program program = upgrade(folder, EDGE, CONSOLE, EDGE)) {
            assertThat(program.exitCode()).as(program.output()).isNotZero();
        }
        assertThat(images(folder)).containsExactly("console:latest", "edge@" + OLD);
        assertThat(folder.resolve("log")).content().doesNotContain("compose", "create");
    }

    /** A tag that somebody moves later changes nothing: {@code docker-compose pull} fetches what the first start had. */
    @Test
    void theFirstStartPinsWhatTheTagMeantThen(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".env"), """
                LOTSE_CONSOLE_IMAGE=registry.example.ch:5000/team/console:latest
                LOTSE_EDGE_IMAGE=registry.example.ch:5000/team/edge@%s
                """.formatted(OLD));

        userData.output(
                Map.of(),
                "folder=" + folder,
                "set -e",
                "docker() { if [ $1 = image ]; then echo mirror.example/x@" + OLD
                        + "; echo registry.example.ch:5000/team/console@" + CONSOLE + "; fi; }",
                "pin");

        assertThat(images(folder)).containsExactly("console@" + CONSOLE, "edge@" + OLD);
    }

    @Test
    void digestsOfTheParametersAreInTheSettingsFromTheFirstStartOn() throws Exception {
        assertThat(script).contains("console_digest=''\n", "edge_digest=''\n");
        assertThat(userData.output(Map.of(), "tag=7", "lotse_image console ''", "lotse_image edge " + EDGE))
                .isEqualTo("ghcr.io/somebody/lotse/console:7\nghcr.io/somebody/lotse/edge@" + EDGE);
    }
}
