package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of ours for the workflows and the action, which no linter knows. */
class WorkflowRulesTest {
    private static final String ACTION = ".github/actions/redeploy/action.yml";
    private static final JsonNode DEPLOY = Checkout.yaml(".github/workflows/deploy.yml");
    private static final JsonNode CI = Checkout.yaml(".github/workflows/ci.yml");
    private static final JsonNode IMAGES = Checkout.yaml(".github/workflows/images.yml");
    private static final JsonNode RELEASE = Checkout.yaml(".github/workflows/release.yml");
    private static final JsonNode REDEPLOY = DEPLOY.at("/jobs/redeploy");

    /** YAML 1.1 reads the key {@code on} as {@code true}. */
    private static final String ON = "/true";

    @Test
    void everythingThatIsUsedIsOursOrPinnedToACommit() {
        Map<String, String> uses = new TreeMap<>();
        Stream.concat(Checkout.workflows().stream(), Stream.of(ACTION))
                .flatMap(file -> Checkout.text(file).lines())
                .map(String::strip)
                .filter(line -> line.matches("(- )?uses:.*"))
                .forEach(line -> uses.put(line.replaceFirst("(- )?uses: *", ""), line));
        assertThat(uses).hasSizeGreaterThan(6);
        assertThat(uses.keySet())
                .allMatch(used -> used.matches("\\./\\S+|[\\w-]+/[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
        Map<String, String> commits = new TreeMap<>();
        for (String used : uses.keySet()) {
            String action = used.replaceFirst("@.*", "");
            assertThat(commits.put(action, used))
                    .as("one version of %s", action)
                    .isNull();
        }
    }

    @Test
    void everyJobHasTheLeastPermissionsAndATimeLimit() {
        Map<String, String> written = new TreeMap<>();
        jobs((name, job) -> {
            assertThat(job.get("permissions")).as(name).isNotNull();
            job.get("permissions").properties().forEach(permission -> {
                if (!permission.getValue().asText().equals("read")) {
                    written.put(
                            name + ' ' + permission.getKey(),
                            permission.getValue().asText());
                }
            });
            // A job that calls a workflow has that one's limits, and may have none of its own.
            assertThat(job.has("timeout-minutes")).as(name).isNotEqualTo(job.has("uses"));
        });
        assertThat(written)
                .isEqualTo(Map.ofEntries(
                        Map.entry("deploy.yml build packages", "write"),
                        Map.entry("deploy.yml build id-token", "write"),
                        Map.entry("deploy.yml build attestations", "write"),
                        Map.entry("deploy.yml redeploy id-token", "write"),
                        Map.entry("images.yml build packages", "write"),
                        Map.entry("images.yml attest id-token", "write"),
                        Map.entry("images.yml attest attestations", "write"),
                        Map.entry("release.yml build packages", "write"),
                        Map.entry("release.yml build id-token", "write"),
                        Map.entry("release.yml build attestations", "write"),
                        Map.entry("release.yml publish contents", "write")));
        Checkout.workflows().forEach(file -> assertThat(Checkout.yaml(file).get("permissions"))
                .as(file)
                .isEmpty());
    }

    @Test
    void noExpressionIsPartOfAScriptAndNoCheckoutKeepsItsToken() {
        List<JsonNode> steps = new ArrayList<>();
        jobs((name, job) -> job.path("steps").forEach(steps::add));
        Checkout.yaml(ACTION).at("/runs/steps").forEach(steps::add);
        assertThat(steps).hasSizeGreaterThan(15);
        for (JsonNode step : steps) {
            assertThat(step.path("run").asText()).doesNotContain("${{");
            if (step.path("uses").asText().startsWith("actions/checkout@")) {
                assertThat(step.at("/with/persist-credentials").asBoolean(true)).isFalse();
            }
        }
    }

    @Test
    void noSecretButTheJobsOwnTokenIsUsed() {
        Matcher secrets = Pattern.compile("secrets\\.(\\w+)|secrets: *inherit")
                .matcher(String.join(
                        "\n", Checkout.workflows().stream().map(Checkout::text).toList()));
        assertThat(secrets.results().map(found -> found.group(1)).distinct()).containsExactly("GITHUB_TOKEN");
    }

    @Test
    void theRedeployFitsWhatTheConsoleTrustsUnlessItIsToldOtherwise() {
        JsonNode trust =
                Checkout.yaml("console/src/main/resources/application.yaml").get("lotse");
        assertThat(Checkout.workflows())
                .contains(trust.get("hook.github.workflow").asText());
        assertThat(REDEPLOY.at("/environment/name").asText())
                .isEqualTo(trust.get("hook.github.environment").asText());
        assertThat("refs/heads/" + DEPLOY.at(ON + "/push/branches/0").asText())
                .isEqualTo(trust.get("hook.github.ref").asText());
        assertThat(DEPLOY.at(ON + "/push/branches")).hasSize(1);
        assertThat(DEPLOY.at(ON).properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        trust.get("hook.github.events").asText().split(",", -1));
    }

    @Test
    void theRedeployGivesTheActionInputsThatItHas() {
        JsonNode inputs = Checkout.yaml(ACTION).get("inputs");
        JsonNode step = REDEPLOY.get("steps")
                .valueStream()
                .filter(one -> one.path("uses").asText().startsWith("./"))
                .findFirst()
                .orElseThrow();
        assertThat(Checkout.ROOT
                        .resolve(step.get("uses").asText())
                        .resolve("action.yml")
                        .normalize())
                .isEqualTo(Checkout.ROOT.resolve(ACTION));
        List<String> given =
                step.get("with").properties().stream().map(Map.Entry::getKey).toList();
        assertThat(inputs.fieldNames()).toIterable().containsAll(given);
        inputs.properties().forEach(input -> {
            if (input.getValue().get("required").asBoolean()) {
                assertThat(given).contains(input.getKey());
            }
        });
    }

    /** The job's limit must leave the action the time to say that its own is up. */
    @Test
    void theJobLastsLongerThanTheActionWaits() {
        int waits = Checkout.yaml(ACTION).at("/inputs/timeout-minutes/default").asInt();
        assertThat(REDEPLOY.get("timeout-minutes").asInt()).isGreaterThan(waits + 5);
    }

    @Test
    void deploymentsWaitForEachOtherAndPullRequestsDoNot() {
        assertThat(DEPLOY.at("/concurrency/cancel-in-progress").asBoolean(true)).isFalse();
        assertThat(CI.at("/concurrency/cancel-in-progress").asText()).contains("github.event_name == 'pull_request'");
    }

    @Test
    void whatOneWorkflowTestsTheOtherLeaves() {
        assertThat(CI.at(ON + "/push/paths-ignore")).isNotEmpty().isEqualTo(DEPLOY.at(ON + "/push/paths"));
        assertThat(DEPLOY.at("/jobs/test/uses").asText()).isEqualTo("./.github/workflows/ci.yml");
        assertThat(CI.at("/jobs/test/steps"))
                .anyMatch(step -> step.path("run").asText().equals(".ci/run"));
    }

    @Test
    void everyFileOfTheBackendsImageIsAReasonToDeploy() throws Exception {
        List<String> sources = Checkout.text("backend/Dockerfile")
                .lines()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .map(line -> line.replaceFirst("COPY (\\S+) .*", "$1"))
                .filter(source -> !source.contains("/target/"))
                .toList();
        assertThat(sources).isNotEmpty();
        List<String> files = new ArrayList<>(sources);
        files.addAll(
                List.of("pom.xml", "backend/pom.xml", "server/pom.xml", "mvnw", ".mvn/maven.config", ".dockerignore"));
        for (String module : List.of("backend/src/main", "server/src/main")) {
            try (Stream<Path> found = Files.walk(Checkout.ROOT.resolve(module))) {
                found.filter(Files::isRegularFile)
                        .forEach(
                                file -> files.add(Checkout.ROOT.relativize(file).toString()));
            }
        }
        assertThat(files).allMatch(WorkflowRulesTest::deploys);
        assertThat(List.of("README.md", "backend/README.md", "console/pom.xml", "backend/src/test/java/X.java"))
                .noneMatch(WorkflowRulesTest::deploys);
    }

    /** The same jobs build a deployment and a release, and neither begins before the tests have passed. */
    @Test
    void bothBuildWithTheSameWorkflowAfterTheTests() {
        for (JsonNode workflow : List.of(DEPLOY, RELEASE)) {
            assertThat(workflow.at("/jobs/build/uses").asText()).isEqualTo("./.github/workflows/images.yml");
            assertThat(workflow.at("/jobs/build/needs").toString()).contains("\"test\"");
            assertThat(workflow.at("/jobs/test/uses").asText()).isEqualTo("./.github/workflows/ci.yml");
        }
        assertThat(RELEASE.at("/jobs/publish/needs").toString()).contains("\"build\"");
    }

    /** What may speak for GitHub runs nothing of the repository, nor of Maven. */
    @Test
    void whatSignsTheProvenanceRunsNothingElse() {
        JsonNode steps = IMAGES.at("/jobs/attest/steps");
        assertThat(steps).hasSize(4).allSatisfy(step -> {
            assertThat(step.path("uses").asText()).startsWith("actions/attest@");
            assertThat(step.has("run")).isFalse();
        });
        assertThat(steps.valueStream()
                        .map(step -> step.at("/with/subject-name").asText().replaceFirst(".*/", "")))
                .containsExactly("backend", "console", "edge", "${{ needs.build.outputs.archive }}");
    }

    @Test
    void nothingIsBuiltBeforeEveryBaseImageHasADigest() {
        List<String> names = IMAGES.at("/jobs/build/steps")
                .valueStream()
                .map(step -> step.path("name").asText())
                .toList();
        assertThat(names).containsSubsequence("Name the base images by digest", "Build and push the backend");
        assertThat(IMAGES.at("/jobs/build/steps").valueStream().map(step -> step.path("run")
                        .asText()))
                .anyMatch(run -> run.contains(".github/pin-base-images --missing") && run.contains("exit 1"));
    }

    /** setup-java would keep $HOME/.m2, and in a container $HOME is the runner's; Maven's is in the home of the user. */
    @Test
    void theJobInAContainerKeepsTheRepositoryThatMavenUses() throws Exception {
        JsonNode steps = CI.at("/jobs/test/steps");
        assertThat(CI.at("/jobs/test/container/image").asText()).isEqualTo("debian:12");
        assertThat(steps).noneMatch(step -> step.at("/with/cache").asText().equals("maven"));
        assertThat(steps)
                .filteredOn(step -> step.path("uses").asText().startsWith("actions/cache@"))
                .singleElement()
                .satisfies(step -> assertThat(step.at("/with/path").asText()).isEqualTo("/root/.m2/repository"));
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XshowSettings:properties",
                        "-version")
                .redirectErrorStream(true);
        java.environment().put("HOME", "/github/home");
        Process process = java.start();
        try (var output = process.inputReader()) {
            assertThat(output.lines()).noneMatch(line -> line.contains("user.home = /github/home"));
        }
    }

    private static boolean deploys(String file) {
        return DEPLOY.at(ON + "/push/paths").valueStream().anyMatch(glob -> FileSystems.getDefault()
                .getPathMatcher("glob:" + glob.asText())
                .matches(Path.of(file)));
    }

    /** @param each is given {@code deploy.yml build} and the job */
    private static void jobs(BiConsumer<String, JsonNode> each) {
        for (String file : Checkout.workflows()) {
            Checkout.yaml(file)
                    .get("jobs")
                    .properties()
                    .forEach(job -> each.accept(Path.of(file).getFileName() + " " + job.getKey(), job.getValue()));
        }
    }
}
