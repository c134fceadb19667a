package ch.meuthak.lotse.console.web.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.documents.Document;
import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.server.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is there to paste is what the console, the action and GitHub read. */
public class HookExamplesTest {
    private static final Path GITHUB = Path.of("..", ".github");

    private static final String JOB = "/jobs/redeploy";

    /** The key "on": YAML 1.1, which the parser reads, takes it for the boolean. */
    private static final String ON = "/true";

    private static final GitHubTrust OTHER = new GitHubTrust(
            "1339936803",
            "65",
            "refs/tags/it's live #1",
            "eu: 'west'",
            Set.of("push", "release"),
            ".github/workflows/ship.yaml",
            "https://github.example.ch/_services/token",
            URI.create("https://github.example.ch/_services/token/.well-known/jwks"));

    @Test
    void theLinesOfEnvMakeTheTrustThatTheyWereMadeOf() {
        GitHubTrust trust = with(OTHER, "refs/tags/live", "eu-west");
        String lines = HookExamples.of(trusting(trust), Optional.empty()).settings();

        Map<String, String> settings = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] pair = line.split("=", 2);
            settings.put(pair[0].toLowerCase(Locale.ROOT).replace('_', '.'), pair[1]);
        });
        assertThat(read(settings)).isEqualTo(trusting(trust));
    }

    @Test
    void theWorkflowRunsWhereItIsTrustedAndWithNoMoreRightsThanItNeeds() {
        for (GitHubTrust trust : List.of(HookExamples.USUAL, OTHER)) {
            JsonNode workflow = workflow(trust);
            assertThat(workflow.get("permissions")).isEmpty();
            assertThat(workflow.at("/concurrency/group").asText()).isEqualTo("deploy-" + trust.environment());
            assertThat(workflow.at("/concurrency/cancel-in-progress").isBoolean())
                    .isTrue();
            assertThat(workflow.at("/concurrency/cancel-in-progress").booleanValue())
                    .isFalse();
            JsonNode job = workflow.at(JOB);
            assertThat(job.get("permissions")).hasToString("{\"contents\":\"read\",\"id-token\":\"write\"}");
            assertThat(job.at("/environment/name").asText()).isEqualTo(trust.environment());
            assertThat(job.at("/environment/url").asText()).isEqualTo("https://backend.example.ch");
            assertThat(action(job).at("/with/url").asText()).isEqualTo("https://backend.example.ch");
            assertThat(names(workflow.at(ON))).containsExactlyInAnyOrderElementsOf(trust.events());
        }
        assertThat(workflow(OTHER).at(ON + "/push")).hasToString("{\"tags\":[\"it's live #1\"]}");
        assertThat(workflow(HookExamples.USUAL).at(ON + "/push")).hasToString("{\"branches\":[\"main\"]}");
    }

    @Test
    void itGivesTheActionTheInputsThatItHasAndEveryOneThatItNeeds() throws IOException {
        JsonNode inputs = file("actions/redeploy/action.yml").at("/inputs");
        List<String> given = names(action(workflow(HookExamples.USUAL).at(JOB)).at("/with"));

        assertThat(names(inputs)).containsAll(given);
        assertThat(given)
                .containsAll(names(inputs).stream()
                        .filter(name -> inputs.at("/" + name + "/required").asBoolean())
                        .toList());
    }

    /** When this fails after an update of an action: change {@link HookExamples}, too. */
    @Test
    void itIsTheJobOfThisRepositorysOwnWorkflow() throws IOException {
        JsonNode own = file("workflows/deploy.yml");
        JsonNode shown = workflow(HookExamples.USUAL);

        for (String key : List.of("permissions", "concurrency")) {
            assertThat(shown.at("/" + key)).as(key).isEqualTo(own.at("/" + key));
        }
        for (String key : List.of("runs-on", "timeout-minutes", "permissions")) {
            assertThat(shown.at(JOB + "/" + key)).as(key).isEqualTo(own.at(JOB + "/" + key));
        }
        assertThat(names(action(own.at(JOB)).at("/with")))
                .containsAll(names(action(shown.at(JOB)).at("/with")));
        assertThat(Document.of(".github/actions/redeploy/README.md").text())
                .contains(shown.at(JOB + "/steps/0/uses").asText());
    }

    @Test
    void theScriptForOtherSystemsIsTheDocuments() throws IOException {
        String script = HookExamples.of(trusting(OTHER), Optional.empty()).script();

        assertThat(script).containsOnlyOnce("\nLOTSE_URL=${LOTSE_URL:-https://backend.example.ch}\n");
        assertThat(Document.of(".github/actions/redeploy/README.md").text())
                .contains(
                        "```sh\n" + script.replaceFirst("(?m)^# In the environment.*\\n^LOTSE_URL=.*\\n", "") + "```");
    }

    @Test
    void theImagesAreThoseThatTheConsoleDeploys() {
        assertThat(HookExamples.of(trusting(OTHER), Optional.of("registry.example.ch/team/backend"))
                        .settings())
                .contains("\nLOTSE_IMAGE_REPOSITORY=registry.example.ch/team/backend\n");
        assertThat(HookExamples.of(trusting(OTHER), Optional.empty()).settings())
                .contains("\nLOTSE_IMAGE_REPOSITORY=<");
    }

    private static GitHubTrust with(GitHubTrust trust, String ref, String environment) {
        return new GitHubTrust(
                trust.repositoryId(),
                trust.ownerId(),
                ref,
                environment,
                trust.events(),
                trust.workflow(),
                trust.issuer(),
                trust.keys());
    }

    private static TrustSettings trusting(GitHubTrust trust) {
        return new TrustSettings("backend.example.ch", Optional.of(trust), Optional.empty());
    }

    /** As the console reads them at its start. */
    public static TrustSettings read(Map<String, String> explicit) {
        return TrustSettings.of(Settings.ofDefaultsAnd(explicit), "backend.example.ch");
    }

    private static JsonNode workflow(GitHubTrust trust) {
        return yaml(HookExamples.of(trusting(trust), Optional.empty()).workflow());
    }

    private static JsonNode file(String name) throws IOException {
        return yaml(Files.readString(GITHUB.resolve(name)));
    }

    private static JsonNode yaml(String text) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new JsonMapper().valueToTree(tree);
    }

    private static JsonNode action(JsonNode job) {
        for (JsonNode step : job.at("/steps")) {
            if (step.at("/uses").asText().contains("/.github/actions/redeploy")) {
                return step;
            }
        }
        throw new AssertionError("no step uses the action: " + job);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
