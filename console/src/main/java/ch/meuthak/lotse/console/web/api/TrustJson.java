package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** Whom the hook trusts, as the API gives it: of the secrets nothing but how many there are. */
final class TrustJson {
    private TrustJson() {}

    static ObjectNode of(TrustSettings settings) {
        ObjectNode tree =
                Json.NODES.objectNode().put("domain", settings.domain()).put("open", settings.isConfigured());
        settings.github().ifPresentOrElse(trust -> tree.set("github", github(trust)), () -> tree.putNull("github"));
        return tree.put("secrets", settings.secrets().map(SharedSecrets::count).orElse(0));
    }

    private static ObjectNode github(GitHubTrust trust) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("issuer", trust.issuer())
                .put("keys", trust.keys().toString())
                .put("repositoryId", trust.repositoryId())
                .put("ownerId", trust.ownerId())
                .put("ref", trust.ref())
                .put("environment", trust.environment())
                .put("workflow", trust.workflow());
        new TreeSet<>(trust.events()).forEach(tree.putArray("events")::add);
        return tree;
    }
}
