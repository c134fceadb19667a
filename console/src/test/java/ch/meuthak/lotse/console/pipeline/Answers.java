package ch.meuthak.lotse.console.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Deployments as the console tells them. */
final class Answers {
    static final String DIGEST = "sha256:" + "5ec0".repeat(16);

    private static final List<String> STEPS =
            List.of("pulling", "starting", "checking", "switching", "baking", "draining");

    private Answers() {}

    /** On its way: the steps before this one are over. */
    static ObjectNode during(String state) {
        ObjectNode tree = deployment(state);
        int at = STEPS.indexOf(state);
        STEPS.subList(0, at + 1).forEach(step -> addStep(tree, step, !step.equals(state)));
        return tree;
    }

    /** Over, after so many steps. */
    static ObjectNode over(String state, int steps) {
        ObjectNode tree = deployment(state).put("finishedAt", "2026-11-25T10:01:00Z");
        STEPS.subList(0, steps).forEach(step -> addStep(tree, step, true));
        return tree;
    }

    static ObjectNode succeeded() {
        return over("succeeded", STEPS.size());
    }

    /** The same with what is kept of the candidate. */
    static ObjectNode withEvidence(ObjectNode tree, List<String> lines, List<String> answers) {
        ObjectNode evidence = tree.putObject("evidence").put("exitCode", 137);
        lines.forEach(evidence.putArray("lastLogLines")::add);
        answers.forEach(evidence.putArray("healthAnswers")::add);
        return tree;
    }

    private static ObjectNode deployment(String state) {
        ObjectNode tree = Checkout.JSON
                .createObjectNode()
                .put("id", StubHook.ID)
                .put("state", state)
                .put("requestedBy", "hook")
                .put("requestedAt", "2026-11-25T10:00:00Z")
                .putNull("finishedAt")
                .putNull("failure")
                .putNull("evidence");
        tree.putObject("release").put("digest", DIGEST).put("version", "1.2.3").put("revision", "0a1b2c3");
        tree.putArray("steps");
        return tree;
    }

    private static void addStep(ObjectNode tree, String name, boolean over) {
        ArrayNode steps = tree.withArray("steps");
        String second = "2026-11-25T10:00:0" + steps.size();
        steps.addObject()
                .put("name", name)
                .put("startedAt", second + "Z")
                .put("finishedAt", over ? second + ".400Z" : null)
                .put("result", over ? "ok " + name : null);
    }
}
