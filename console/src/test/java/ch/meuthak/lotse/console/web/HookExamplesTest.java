package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.server.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is there to paste is what the console, the action and GitHub read. */
class HookExamplesTest {
    private static final Path GITHUB = Path.of("..", ".github");

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
        String lines = HookExamples.of(trusting(trust)).settings();

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
            Map<Object, Object> workflow = yaml(HookExamples.of(trusting(trust)).workflow());
            Map<Object, Object> job = redeploy(workflow);

            assertThat(workflow.get("permissions")).isEqualTo(Map.of());
            assertThat(workflow.get("concurrency"))
                    .isEqualTo(Map.of("group", "deploy-" + trust.environment(), "cancel-in-progress", false));
            assertThat(job.get("permissions")).isEqualTo(Map.of("contents", "read", "id-token", "write"));
            assertThat(job.get("environment"))
                    .isEqualTo(Map.of("name", trust.environment(), "url", "https://backend.example.ch"));
            // YAML 1.1, which the parser reads, takes the key for true
            assertThat(map(workflow.get(true)).keySet()).containsExactlyInAnyOrderElementsOf(trust.events());
            assertThat(action(job).get("url")).isEqualTo("https://backend.example.ch");
        }
        assertThat(map(map(yaml(HookExamples.of(trusting(OTHER)).workflow()).get(true))
                        .get("push")))
                .isEqualTo(Map.of("tags", List.of("it's live #1")));
        assertThat(map(map(yaml(HookExamples.of(trusting(HookExamples.USUAL)).workflow())
                                .get(true))
                        .get("push")))
                .isEqualTo(Map.of("branches", List.of("main")));
    }

    @Test
    void itGivesTheActionTheInputsThatItHasAndEveryOneThatItNeeds() throws IOException {
        Map<Object, Object> inputs = map(file("actions/redeploy/action.yml").get("inputs"));
        Map<Object, Object> given = action(redeploy(
                yaml(HookExamples.of(TrustSettings.nobody("backend.example.ch")).workflow())));

        assertThat(inputs.keySet()).containsAll(given.keySet());
        inputs.forEach((name, input) -> {
            if (Boolean.TRUE.equals(map(input).get("required"))) {
                assertThat(given).containsKey(name);
            }
        });
    }

    /** When this fails after an update of an action: change {@link HookExamples}, too. */
    @Test
    void itIsTheJobOfThisRepositorysOwnWorkflow() throws IOException {
        Map<Object, Object> own = file("workflows/deploy.yml");
        Map<Object, Object> shown =
                yaml(HookExamples.of(TrustSettings.nobody("backend.example.ch")).workflow());

        for (String key : List.of("permissions", "concurrency")) {
            assertThat(shown.get(key)).as(key).isEqualTo(own.get(key));
        }
        for (String key : List.of("runs-on", "timeout-minutes", "permissions")) {
            assertThat(redeploy(shown).get(key)).as(key).isEqualTo(redeploy(own).get(key));
        }
        assertThat(steps(redeploy(own))).contains(steps(redeploy(shown)).getFirst());
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
    static TrustSettings read(Map<String, String> explicit) {
        return TrustSettings.of(Settings.ofDefaultsAnd(explicit), "backend.example.ch");
    }

    private static Map<Object, Object> file(String name) throws IOException {
        return yaml(Files.readString(GITHUB.resolve(name)));
    }

    private static Map<Object, Object> yaml(String text) {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    private static Map<Object, Object> redeploy(Map<Object, Object> workflow) {
        return map(map(workflow.get("jobs")).get("redeploy"));
    }

    private static Map<Object, Object> action(Map<Object, Object> job) {
        return steps(job).stream()
                .filter(step -> "./.github/actions/redeploy".equals(step.get("uses")))
                .map(step -> map(step.get("with")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // YAML of ours
    private static List<Map<Object, Object>> steps(Map<Object, Object> job) {
        return (List<Map<Object, Object>>) Objects.requireNonNull(job.get("steps"));
    }

    @SuppressWarnings("unchecked") // YAML of ours
    private static Map<Object, Object> map(@Nullable Object value) {
        return (Map<Object, Object>) Objects.requireNonNull(value);
    }
}
