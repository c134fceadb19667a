package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.console.trust.StrictJson;
import ch.meuthak.lotse.server.WholeText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Status;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code POST /hooks/redeploy} says: {@code {"digest", "revision"?, "runId"?, "reason"?}}. All of them are texts, and
 * the image's repository is none of them: that is configuration.
 *
 * @param runId which run of the CI system it is, in digits; of a GitHub run the token says it, and this is passed over
 */
record RedeployBody(String digest, String revision, String runId, String reason) {
    private static final Set<String> FIELDS = Set.of("digest", "revision", "runId", "reason");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern RUN_ID = Pattern.compile("[0-9]{0,20}");

    /** @throws Refusal 400 when it is not that, 422 when the digest is no image's */
    static RedeployBody of(byte[] body) {
        ObjectNode tree = StrictJson.object(body)
                .orElseThrow(() -> malformed("The body must be one JSON object in UTF-8, with no name twice."));
        tree.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw malformed(
                        "The body has a field that is not known: there are digest, revision, runId and reason.");
            }
        });
        var read = new RedeployBody(
                text(tree, "digest"), text(tree, "revision"), text(tree, "runId"), text(tree, "reason"));
        read.check();
        return read;
    }

    private void check() {
        if (digest.isEmpty()) {
            throw malformed("digest is missing: say which image, sha256: and 64 lower-case hex digits.");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw HookRefusal.of(
                    Status.UNPROCESSABLE_CONTENT_422,
                    "digest must be sha256: and 64 lower-case hex digits, without a name or a tag: which repository images"
                            + " are taken from is the console's setting.");
        }
        if (!RUN_ID.matcher(runId).matches()) {
            throw malformed("runId must be at most 20 digits.");
        }
    }

    /** @throws Refusal 400 when the rest makes no sense */
    DeploymentRequest by(Identity identity, String key) {
        var wish = DeploymentRequest.hook(digest, revision, origin(identity), reason, key);
        try {
            wish.check();
            return wish;
        } catch (DeploymentRejected e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private Origin origin(Identity identity) {
        return switch (identity) {
            case Identity.GitHubRun run -> new Origin(run.name(), run.url());
            case Identity.SecretHolder holder ->
                new Origin(holder.name() + (runId.isEmpty() ? "" : " run " + runId), holder.url());
        };
    }

    private static String text(ObjectNode tree, String field) {
        JsonNode value = tree.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw malformed(field + " must be a text.");
        }
        if (!WholeText.isWhole(value.textValue())) {
            throw malformed(field
                    + " has half a character (\\ud800 to \\udfff without its other half). Send whole characters.");
        }
        return value.textValue();
    }

    private static HookRefusal malformed(String detail) {
        return HookRefusal.of(Status.BAD_REQUEST_400, detail);
    }
}
