package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step with {@code run:}, of a workflow or of an action, as GitHub's runner runs it: its expressions resolved, with bash.
 *
 * @param step as it stands in the file
 */
public record RunStep(JsonNode step) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*([\\w.-]+)\\s*}}");

    /** The step with this name of a job. */
    public static RunStep of(JsonNode workflow, String job, String name) {
        return workflow.at("/jobs/" + job + "/steps")
                .valueStream()
                .filter(step -> step.path("name").asText().equals(name))
                .map(RunStep::new)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the job " + job + " has no step " + name));
    }

    /**
     * The result of a step.
     *
     * @param output every byte that it printed
     * @param outputs by their names
     * @param summary in Markdown
     */
    public record Result(int exitCode, String output, Map<String, String> outputs, String summary) {}

    /**
     * Runs it to its end.
     *
     * @param workspace the folder that it runs in
     * @param environment the variables of the job
     * @param context the values of its expressions: {@code inputs.version}
     */
    public Result run(Path workspace, Map<String, String> environment, Map<String, String> context, Duration atMost)
            throws IOException, InterruptedException {
        Path files = Files.createTempDirectory("step");
        Path script =
                Files.writeString(files.resolve("step.sh"), step.get("run").asText());
        Map<String, String> all = new HashMap<>(environment);
        step.path("env")
                .properties()
                .forEach(one -> all.put(one.getKey(), resolved(one.getValue().asText(), context)));
        all.put("GITHUB_OUTPUT", emptyFile(files.resolve("output")));
        all.put("GITHUB_STEP_SUMMARY", emptyFile(files.resolve("summary")));
        String inWorkspace = "cd \"$0\" && exec bash --noprofile --norc -eo pipefail \"$1\"";
        List<String> command = List.of("sh", "-c", inWorkspace, workspace.toString(), script.toString());
        try (Program program = Program.start(files, all, command)) {
            assertThat(program.endsWithin(atMost)).as(program.output()).isTrue();
            return new Result(
                    program.exitCode(),
                    program.output(),
                    outputs(files.resolve("output")),
                    Files.readString(files.resolve("summary")));
        }
    }

    private static String emptyFile(Path file) throws IOException {
        return Files.writeString(file, "").toString();
    }

    private static Map<String, String> outputs(Path file) throws IOException {
        Map<String, String> outputs = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] pair = line.split("=", 2);
            assertThat(pair).as("a line of GITHUB_OUTPUT: %s", line).hasSize(2);
            outputs.put(pair[0], pair[1]);
        }
        return outputs;
    }

    /** The text with the values of its expressions; one without a value is empty. */
    static String resolved(String text, Map<String, String> context) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(context.getOrDefault(found.group(1), "")));
    }
}
