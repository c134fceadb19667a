package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the action of {@code .github/actions/redeploy} as GitHub's runner runs it in another repository, by {@code uses:
 * OWNER/lotse/.github/actions/redeploy@v1}: the action's files are in a folder of the runner, and the workspace is empty.
 */
public final class Runner {
    private final Path workspace;
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /**
     * A job of a push to main; skips or fails the calling test when the machine lacks Node.
     *
     * @param folder for the files of the job
     */
    public Runner(Path folder) throws IOException {
        Tools.require("node");
        Path job = Files.createTempDirectory(folder, "job");
        this.workspace = Files.createDirectories(job.resolve("Octo-Repo"));
        Path action = job.resolve("_actions/owner/lotse/v1/.github/actions/redeploy");
        copy(Checkout.ACTION, action);
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "CI", "true",
                "GITHUB_ACTIONS", "true",
                "GITHUB_RUN_ID", "20123456789",
                "GITHUB_RUN_ATTEMPT", "1",
                "GITHUB_WORKSPACE", workspace.toString(),
                "GITHUB_ACTION_PATH", action.toString()));
        environment.putAll(Map.of(
                "GITHUB_EVENT_NAME", "push",
                "GITHUB_REF", "refs/heads/main",
                "GITHUB_REPOSITORY", "octo-org/Octo-Repo",
                "GITHUB_REPOSITORY_ID", "74",
                "GITHUB_REPOSITORY_OWNER_ID", "65",
                "GITHUB_WORKFLOW_REF", "octo-org/Octo-Repo/.github/workflows/deploy.yml@refs/heads/main"));
    }

    /** One input, as below {@code with:}. */
    public Runner with(String input, String value) {
        inputs.put(input, value);
        return this;
    }

    /** One variable of the job. */
    public Runner env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The variables by which a job with {@code id-token: write} reaches the token endpoint. */
    public Runner tokensFrom(String url, String credential) {
        return env("ACTIONS_ID_TOKEN_REQUEST_URL", url).env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", credential);
    }

    /**
     * The result of the step.
     *
     * @param output every byte that it printed
     * @param outputs of the action
     * @param summary in Markdown
     */
    public record Outcome(int exitCode, String output, RunnerLog log, Map<String, String> outputs, String summary) {}

    /** Runs it to its end; it must not take longer than that. */
    public Outcome run(Duration atMost) throws IOException, InterruptedException {
        JsonNode file = Checkout.yaml(".github/actions/redeploy/action.yml");
        JsonNode step = file.at("/runs/steps/0");
        assertThat(file.at("/runs/steps")).as("this runner knows only one step").hasSize(1);
        RunStep.Result result = new RunStep(step).run(workspace, environment, context(file), atMost);
        return new Outcome(
                result.exitCode(),
                result.output(),
                RunnerLog.of(result.output()),
                outputsOf(file, step, result.outputs()),
                result.summary());
    }

    private Map<String, String> context(JsonNode action) {
        Map<String, String> context = new HashMap<>();
        action.get("inputs").properties().forEach(input -> {
            String value = inputs.getOrDefault(
                    input.getKey(), input.getValue().path("default").asText(""));
            context.put("inputs." + input.getKey(), value);
        });
        assertThat(context.keySet())
                .as("inputs that the action has")
                .containsAll(
                        inputs.keySet().stream().map(name -> "inputs." + name).toList());
        return context;
    }

    private static Map<String, String> outputsOf(JsonNode action, JsonNode step, Map<String, String> ofStep) {
        Map<String, String> context = new HashMap<>();
        ofStep.forEach((name, value) -> context.put("steps." + step.get("id").asText() + ".outputs." + name, value));
        Map<String, String> outputs = new HashMap<>();
        action.get("outputs")
                .properties()
                .forEach(output -> outputs.put(
                        output.getKey(),
                        RunStep.resolved(output.getValue().get("value").asText(), context)));
        return outputs;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
