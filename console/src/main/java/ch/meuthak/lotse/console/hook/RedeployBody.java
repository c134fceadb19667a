package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.trust.Identity;
import ch.meuthak.lotse.server.ProblemException;
import io.helidon.http.Status;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /hooks/redeploy}. It cannot name the image's repository: that is configuration.
 *
 * @param runId the run of the CI system, in digits; ignored for a GitHub run, whose token has it
 */
record RedeployBody(String digest, String revision, String runId, String reason) {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern RUN_ID = Pattern.compile("[0-9]{0,20}");

    /** @throws ProblemException 400 when it is malformed, 422 when the digest is */
    static RedeployBody of(byte[] body) {
        RedeployBody read = Wire.body(body, RedeployBody.class);
        if (read.digest.isEmpty()) {
            throw HookRefusal.malformed("digest is missing: send the image's, sha256: and 64 lower-case hex digits.");
        }
        if (!DIGEST.matcher(read.digest).matches()) {
            throw new ProblemException(
                    Status.UNPROCESSABLE_CONTENT_422,
                    "digest must be sha256: and 64 lower-case hex digits, without a name or a tag. The console's settings name"
                            + " the image's repository.");
        }
        if (!RUN_ID.matcher(read.runId).matches()) {
            throw HookRefusal.malformed("runId must be at most 20 digits.");
        }
        return read;
    }

    /** @throws ProblemException 400 when another field is malformed */
    DeploymentRequest by(Identity identity, String key) {
        var request = DeploymentRequest.hook(digest, revision, origin(identity), reason, key);
        try {
            request.check();
            return request;
        } catch (DeploymentRejected e) {
            throw HookRefusal.malformed(String.valueOf(e.getMessage()));
        }
    }

    private Origin origin(Identity identity) {
        return switch (identity) {
            case Identity.GitHubRun run -> new Origin(run.name(), run.url());
            case Identity.SecretHolder holder ->
                new Origin(holder.name() + (runId.isEmpty() ? "" : " run " + runId), holder.url());
        };
    }
}
