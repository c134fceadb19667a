package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments as the API gives them. Every field is always there; what is not known or not yet so is {@code null}. */
final class DeploymentJson {
    private DeploymentJson() {}

    static ObjectNode list(List<Deployment> deployments) {
        ObjectNode tree = Json.NODES.objectNode();
        ArrayNode array = tree.putArray("deployments");
        deployments.forEach(deployment -> array.add(of(deployment)));
        return tree;
    }

    static ObjectNode of(Deployment deployment) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("id", deployment.id())
                .put("state", deployment.state().id())
                .put("requestedBy", deployment.requestedBy())
                .put("reason", textOrNull(deployment.reason()))
                .put("rollback", deployment.rollback())
                .put("requestedAt", deployment.requestedAt().toString())
                .put("finishedAt", instant(deployment.finishedAt()));
        tree.set("release", release(deployment.release()));
        tree.put("slot", deployment.slot().map(Slot::id).orElse(null));
        ArrayNode steps = tree.putArray("steps");
        deployment.steps().forEach(step -> steps.add(step(step)));
        tree.put("failure", textOrNull(deployment.failure()));
        tree.set("evidence", deployment.evidence().map(DeploymentJson::evidence).orElse(Json.NODES.nullNode()));
        return tree;
    }

    static ObjectNode log(String id, List<String> lines) {
        ObjectNode tree = Json.NODES.objectNode().put("id", id);
        texts(tree.putArray("lines"), lines);
        return tree;
    }

    private static JsonNode release(Release release) {
        return Json.NODES
                .objectNode()
                .put("digest", textOrNull(release.digest()))
                .put("version", textOrNull(release.version()))
                .put("revision", textOrNull(release.revision()));
    }

    private static JsonNode step(Deployment.Step step) {
        return Json.NODES
                .objectNode()
                .put("name", step.name())
                .put("startedAt", step.startedAt().toString())
                .put("finishedAt", instant(step.finishedAt()))
                .put("result", textOrNull(step.result()));
    }

    private static JsonNode evidence(Deployment.Evidence evidence) {
        ObjectNode tree = Json.NODES.objectNode();
        tree.put("exitCode", evidence.exitCode().orElse(null));
        texts(tree.putArray("lastLogLines"), evidence.lastLogLines());
        texts(tree.putArray("healthAnswers"), evidence.healthAnswers());
        return tree;
    }

    private static void texts(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }

    private static @Nullable String instant(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
