package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deployments as every API of the console tells them. Every field is always there; what is not known or not yet so is {@code
 * null}.
 */
public final class DeploymentJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DeploymentJson() {}

    /** {@code {"deployments": [...]}}. */
    public static ObjectNode list(List<Deployment> deployments) {
        ObjectNode tree = NODES.objectNode();
        ArrayNode array = tree.putArray("deployments");
        deployments.forEach(deployment -> array.add(of(deployment)));
        return tree;
    }

    /** One deployment, whole. */
    public static ObjectNode of(Deployment deployment) {
        ObjectNode tree = NODES.objectNode()
                .put("id", deployment.id())
                .put("state", deployment.state().id())
                .put("requestedBy", deployment.requestedBy())
                .put("reason", textOrNull(deployment.reason()))
                .put("rollback", deployment.rollback())
                .put("requestedAt", deployment.requestedAt().toString())
                .put("finishedAt", instant(deployment.finishedAt()));
        tree.set("configuration", configuration(deployment.configuration()));
        tree.set("origin", deployment.origin().map(DeploymentJson::origin).orElse(NODES.nullNode()));
        tree.set("release", release(deployment.release()));
        tree.put("slot", deployment.slot().map(Slot::id).orElse(null));
        ArrayNode steps = tree.putArray("steps");
        deployment.steps().forEach(step -> steps.add(step(step)));
        tree.put("failure", textOrNull(deployment.failure()));
        tree.set("evidence", deployment.evidence().map(DeploymentJson::evidence).orElse(NODES.nullNode()));
        boolean over = deployment.state().isFinal();
        JsonNode open = deployment.open().map(DeploymentJson::open).orElse(NODES.nullNode());
        tree.set("left", over ? NODES.nullNode() : open);
        tree.set("cut", over ? open : NODES.nullNode());
        return tree;
    }

    /** {@code {"id": ..., "lines": [...]}}. */
    public static ObjectNode log(String id, List<String> lines) {
        ObjectNode tree = NODES.objectNode().put("id", id);
        texts(tree.putArray("lines"), lines);
        return tree;
    }

    /** {@code {"fingerprint": ..., "changes": [...]}}: what is asked for by the fingerprint is what is shown here, to the last value. */
    public static ObjectNode prepared(PreparedChange change) {
        ObjectNode tree = NODES.objectNode().put("fingerprint", textOrNull(change.fingerprint()));
        tree.set("changes", configuration(change.parts()));
        return tree;
    }

    /** {@code [{"kind": "variable", "name": "LOTSE_X", "how": "changed"}]}: names, never values. */
    private static ArrayNode configuration(List<ConfigurationPart> parts) {
        ArrayNode array = NODES.arrayNode();
        parts.forEach(part -> array.addObject()
                .put("kind", part.kind().id())
                .put("name", part.name())
                .put("how", part.how().id()));
        return array;
    }

    private static JsonNode origin(Deployment.Origin origin) {
        return NODES.objectNode().put("name", origin.name()).put("url", textOrNull(origin.url()));
    }

    private static JsonNode release(Release release) {
        return NODES.objectNode()
                .put("digest", textOrNull(release.digest()))
                .put("version", textOrNull(release.version()))
                .put("revision", textOrNull(release.revision()));
    }

    private static JsonNode step(Deployment.Step step) {
        return NODES.objectNode()
                .put("name", step.name())
                .put("startedAt", step.startedAt().toString())
                .put("finishedAt", instant(step.finishedAt()))
                .put("result", textOrNull(step.result()));
    }

    private static JsonNode evidence(Deployment.Evidence evidence) {
        ObjectNode tree = NODES.objectNode();
        tree.put("exitCode", evidence.exitCode().orElse(null));
        texts(tree.putArray("lastLogLines"), evidence.lastLogLines());
        texts(tree.putArray("healthAnswers"), evidence.healthAnswers());
        return tree;
    }

    private static JsonNode open(OpenRequests open) {
        return NODES.objectNode()
                .put("requests", open.requests())
                .put("uploads", open.uploads())
                .put("downloads", open.downloads())
                .put("streams", open.streams());
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
