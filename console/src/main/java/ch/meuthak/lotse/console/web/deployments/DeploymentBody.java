package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.web.request.JsonBody;
import ch.meuthak.lotse.console.web.request.Refusal;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the bodies of {@code POST /api/deployments}, {@code {"digest"?, "revision"?, "reason"?}} or
 * {@code {"configuration": "<fingerprint>", "reason"?}}, and of {@code POST
 * /api/rollbacks}, {@code {"digest"?, "reason"}}, strictly: all are texts.
 */
public final class DeploymentBody {
    static final int MAX_REASON = 500;

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private DeploymentBody() {}

    /**
     * The wish of a script. No body at all asks for the serving release, started afresh; {@code configuration} for that release with
     * the prepared configuration that has this fingerprint.
     *
     * @throws Refusal 400 naming what is wrong, 415 for another media type
     */
    public static DeploymentRequest of(ServerRequest request) {
        ObjectNode wish = JsonBody.of(
                request,
                Set.of("digest", "revision", "reason", "configuration"),
                "digest, revision, reason and configuration");
        if (wish.has("configuration")) {
            return DeploymentRequest.configuration(
                    fingerprint(wish), "api", reason(JsonBody.text(wish, "reason")), key(request));
        }
        return new DeploymentRequest(
                JsonBody.text(wish, "digest"),
                JsonBody.text(wish, "revision"),
                "api",
                reason(JsonBody.text(wish, "reason")),
                key(request));
    }

    /**
     * The wish of a script to go back. Without a digest, to the release that served before.
     *
     * @throws Refusal 400 naming what is wrong, 415 for another media type
     */
    public static DeploymentRequest rollback(ServerRequest request) {
        ObjectNode wish = JsonBody.of(request, Set.of("digest", "reason"), "digest and reason");
        return DeploymentRequest.rollback(
                JsonBody.text(wish, "digest"), "api", requiredReason(JsonBody.text(wish, "reason")), key(request));
    }

    /** The reason of a rollback, when there is one and it is not too long. */
    static String requiredReason(String text) {
        if (text.isBlank()) {
            throw Refusal.badRequest("A rollback needs a reason of 1 to " + MAX_REASON
                    + " characters. The list of deployments shows it.");
        }
        return reason(text);
    }

    /** The reason, when it is not too long. */
    static String reason(String text) {
        if (text.length() > MAX_REASON) {
            throw Refusal.badRequest("reason may have at most " + MAX_REASON + " characters.");
        }
        return text;
    }

    private static String fingerprint(ObjectNode wish) {
        String shown = JsonBody.text(wish, "configuration");
        if (!FINGERPRINT.matcher(shown).matches()) {
            throw Refusal.badRequest(
                    "configuration must be the fingerprint that GET /api/configuration shows beside what would"
                            + " change.");
        }
        if (wish.has("digest") || wish.has("revision")) {
            throw Refusal.badRequest(
                    "configuration changes the release that serves and no other: leave digest and revision"
                            + " out, and deploy them before or after it.");
        }
        return shown;
    }

    private static String key(ServerRequest request) {
        String key = request.headers().value(IDEMPOTENCY_KEY).orElse("");
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            throw Refusal.badRequest("Idempotency-Key must be 1 to 200 visible ASCII characters.");
        }
        return key;
    }
}
