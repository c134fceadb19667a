package ch.meuthak.lotse.console.pipeline;

import ch.meuthak.lotse.console.documents.Document;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the infrastructure's README gives to somebody whose repository holds a Dockerfile and nothing of Lotse.
 *
 * @param workflow {@code .github/workflows/deploy.yml}
 * @param box the commands for the box
 * @param stack the commands for CloudShell
 */
public record OwnProgram(String workflow, String box, String stack) {
    private static final Pattern BLOCK =
            Pattern.compile("^```(?:ya?ml|sh)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** As the README has it now. */
    public static OwnProgram read() {
        String chapter = Document.of(".github/infrastructure/README.md").chapter("Deploy your own program");
        List<String> blocks = BLOCK.matcher(chapter)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        return new OwnProgram(blocks.get(0), blocks.get(1), blocks.get(2));
    }

    /** The step that builds the image, with this registry in place of GitHub's. */
    public RunStep build(String registry) {
        return RunStep.of(Checkout.parsed(workflow.replace("ghcr.io", registry)), "build", "Build and push");
    }

    /** The inputs of the step that deploys. */
    public Map<String, String> inputs(Map<String, String> context) {
        JsonNode with = Checkout.parsed(workflow).at("/jobs/redeploy/steps/0/with");
        Map<String, String> inputs = new HashMap<>();
        with.properties()
                .forEach(input -> inputs.put(
                        input.getKey(), RunStep.resolved(input.getValue().asText(), context)));
        return inputs;
    }
}
