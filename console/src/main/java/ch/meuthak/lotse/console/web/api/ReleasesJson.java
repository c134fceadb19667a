package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.ReleaseChange;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kept releases as the API gives them. Every field is always there; what is not known is {@code null}, and {@code problem}
 * says why.
 */
final class ReleasesJson {
    private ReleasesJson() {}

    static ObjectNode of(KeptReleases releases) {
        Optional<KeptRelease> serving = releases.current().filter(current -> releases.serving());
        ObjectNode tree = Json.NODES.objectNode();
        tree.put("serving", serving.map(kept -> kept.release().digest()).orElse(null));
        tree.put("previous", releases.previous().map(Release::digest).orElse(null));
        ArrayNode array = tree.putArray("releases");
        releases.current()
                .ifPresent(current ->
                        array.add(release(current, releases.serving(), false).putNull("changes")));
        for (KeptReleases.Choice choice : releases.choices()) {
            JsonNode changes = choice.change().map(ReleasesJson::changes).orElse(Json.NODES.nullNode());
            array.add(release(choice.kept(), false, choice.previous()).set("changes", changes));
        }
        return tree;
    }

    private static ObjectNode release(KeptRelease kept, boolean serving, boolean previous) {
        Release release = kept.release();
        Optional<Specification> specification = kept.specification();
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("digest", release.digest())
                .put("version", textOrNull(release.version()))
                .put("revision", textOrNull(release.revision()))
                .put("artifact", specification.map(Specification::artifact).orElse(null))
                .put(
                        "builtAt",
                        specification
                                .flatMap(Specification::builtAt)
                                .map(Instant::toString)
                                .orElse(null));
        tree.set(
                "environment",
                specification.map(found -> names(found.environment())).orElse(Json.NODES.nullNode()));
        return tree.put("serving", serving).put("previous", previous).put("problem", textOrNull(kept.problem()));
    }

    private static JsonNode changes(ReleaseChange change) {
        ObjectNode tree = Json.NODES.objectNode();
        tree.set("artifact", change(change.artifact()));
        tree.set("digest", change(change.digest()));
        tree.set("version", change(change.version()));
        tree.set("revision", change(change.revision()));
        ObjectNode environment = Json.NODES.objectNode();
        environment.set("added", names(change.environmentAdded()));
        environment.set("removed", names(change.environmentRemoved()));
        tree.set("environment", change.complete() ? environment : Json.NODES.nullNode());
        return tree;
    }

    private static JsonNode change(Optional<ReleaseChange.Change> change) {
        return change.<JsonNode>map(found -> Json.NODES
                        .objectNode()
                        .put("from", textOrNull(found.from()))
                        .put("to", textOrNull(found.to())))
                .orElse(Json.NODES.nullNode());
    }

    private static JsonNode names(List<String> names) {
        ArrayNode array = Json.NODES.arrayNode();
        names.forEach(array::add);
        return array;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
