package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the action of {@code .github/actions/redeploy} as GitHub's runner runs a step with {@code uses:}: it reads the
 * action's file, resolves its expressions, and runs its script with bash and the variables of a job.
 */
public final class Runner {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*([\\w.-]+)\\s*}}");

    private final Path folder;
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /**
     * A job of a push to main; skips or fails the calling test when the machine lacks Node.
     *
     * @param folder for the files of the job
     */
    public Runner(Path folder) throws IOException {
        Tools.require("node");
        this.folder = Files.createTempDirectory(folder, "job");
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "CI", "true",
                "GITHUB_ACTIONS", "true",
                "GITHUB_RUN_ID", "20123456789",
                "GITHUB_RUN_ATTEMPT", "1",
                "GITHUB_WORKSPACE", Checkout.ROOT.toString(),
                "GITHUB_ACTION_PATH", Checkout.ACTION.toString()));
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
     * What the step has come to.
     *
     * @param output every byte that it printed
     * @param outputs of the action
     * @param summary in Markdown
     */
    public record Outcome(int exitCode, String output, RunnerLog log, Map<String, String> outputs, String summary) {}

    /** Runs it to its end; it must not take longer than that. */
    public Outcome run(Duration atMost) throws IOException, InterruptedException {
        JsonNode action = Checkout.yaml(".github/actions/redeploy/action.yml");
        JsonNode step = action.at("/runs/steps/0");
        assertThat(action.at("/runs/steps"))
                .as("this runner knows only one step")
                .hasSize(1);
        Path script =
                Files.writeString(folder.resolve("step.sh"), step.get("run").asText());
        List<String> command = List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
        try (Program program = Program.start(folder, environmentOf(action, step), command)) {
            assertThat(program.endsWithin(atMost)).as(program.output()).isTrue();
            String output = program.output();
            return new Outcome(program.exitCode(), output, RunnerLog.of(output), outputsOf(action, step), summary());
        }
    }

    private Map<String, String> environmentOf(JsonNode action, JsonNode step) throws IOException {
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
        Map<String, String> all = new HashMap<>(environment);
        step.path("env")
                .properties()
                .forEach(variable ->
                        all.put(variable.getKey(), resolved(variable.getValue().asText(), context)));
        all.put("GITHUB_OUTPUT", emptyFile("output"));
        all.put("GITHUB_STEP_SUMMARY", emptyFile("summary"));
        return all;
    }

    private String emptyFile(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "").toString();
    }

    private Map<String, String> outputsOf(JsonNode action, JsonNode step) throws IOException {
        Map<String, String> context = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("output"))) {
            String[] pair = line.split("=", 2);
            assertThat(pair).as("a line of GITHUB_OUTPUT: %s", line).hasSize(2);
            context.put("steps." + step.get("id").asText() + ".outputs." + pair[0], pair[1]);
        }
        Map<String, String> outputs = new HashMap<>();
        action.get("outputs")
                .properties()
                .forEach(output -> outputs.put(
                        output.getKey(), resolved(output.getValue().get("value").asText(), context)));
        return outputs;
    }

    private static String resolved(String text, Map<String, String> context) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(context.getOrDefault(found.group(1), "")));
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("summary"));
    }
}
