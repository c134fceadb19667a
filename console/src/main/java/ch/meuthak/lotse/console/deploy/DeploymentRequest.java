package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.server.WholeText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request for a deployment.
 *
 * @param digest what to deploy; empty for the serving release, or in a rollback for the previous one
 * @param revision the source revision that the artifact must report; empty for any
 * @param requestedBy {@code operator}, {@code api}, {@code hook} or {@code start}
 * @param origin the verified caller; absent unless it came through the hook
 * @param reason at most 500 characters; empty for none, which a rollback does not allow
 * @param idempotencyKey a repeated request with the same key gets the same deployment; empty for none
 * @param rollback whether this goes back to a kept release
 * @param configuration the fingerprint of the prepared configuration to apply to the serving release; absent to apply none
 */
public record DeploymentRequest(
        String digest,
        String revision,
        String requestedBy,
        Optional<Origin> origin,
        String reason,
        String idempotencyKey,
        boolean rollback,
        Optional<String> configuration) {
    private static final String HOOK = "hook";
    private static final Pattern REVISION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._/+-]{0,99}|");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{0,200}");

    /** With a blank, which no other key can have: a caller of the hook never meets an operator's key. */
    private static final Pattern HOOK_KEY = Pattern.compile("(hook [\\x21-\\x7e]{1,200})?");

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final Set<String> REQUESTERS = Set.of("operator", "api", HOOK, "start");
    private static final int LONGEST_REASON = 500;

    /** Any deployment but a rollback. */
    public DeploymentRequest(String digest, String revision, String requestedBy, String reason, String idempotencyKey) {
        this(digest, revision, requestedBy, Optional.empty(), reason, idempotencyKey, false, Optional.empty());
    }

    /** A rollback; without a digest, to the previous release. */
    public static DeploymentRequest rollback(String digest, String requestedBy, String reason, String idempotencyKey) {
        return new DeploymentRequest(
                digest, "", requestedBy, Optional.empty(), reason, idempotencyKey, true, Optional.empty());
    }

    /** The prepared configuration with this fingerprint, applied to the serving release. */
    public static DeploymentRequest configuration(
            String fingerprint, String requestedBy, String reason, String idempotencyKey) {
        return new DeploymentRequest(
                "", "", requestedBy, Optional.empty(), reason, idempotencyKey, false, Optional.of(fingerprint));
    }

    /**
     * A call of the hook. It replaces no deployment that waits.
     *
     * @param idempotencyKey the caller's own, with {@code hook} and a blank before it
     */
    public static DeploymentRequest hook(
            String digest, String revision, Origin origin, String reason, String idempotencyKey) {
        return new DeploymentRequest(
                digest, revision, HOOK, Optional.of(origin), reason, idempotencyKey, false, Optional.empty());
    }

    /**
     * Checks the form of every part. {@link Deployments#request} does the same.
     *
     * @throws DeploymentRejected with what is allowed, when a part is malformed
     */
    public void check() {
        require(
                digest.isEmpty() || Release.isDigest(digest),
                "The digest must be sha256: and 64 lower-case hex digits. Leave it out to redeploy the serving release.");
        require(
                REVISION.matcher(revision).matches(),
                "The revision must be at most 100 letters, digits and . _ / + -, for example a Git commit id.");
        require(
                (requestedBy.equals(HOOK) ? HOOK_KEY : KEY)
                        .matcher(idempotencyKey)
                        .matches(),
                "The idempotency key must be at most 200 visible ASCII characters.");
        checkReason();
        require(
                configuration.isEmpty()
                        || FINGERPRINT.matcher(configuration.get()).matches(),
                "The configuration must be the fingerprint that is shown with the prepared changes: 32 hex digits.");
        require(
                configuration.isEmpty() || (digest.isEmpty() && revision.isEmpty()),
                "A changed configuration applies to the serving release only. Leave digest and revision out.");
        require(REQUESTERS.contains(requestedBy), "requestedBy must be one of operator, api, hook, start.");
    }

    private void checkReason() {
        require(
                reason.codePointCount(0, reason.length()) <= LONGEST_REASON,
                "The reason must be at most " + LONGEST_REASON + " characters: shorten it.");
        require(
                reason.codePoints().noneMatch(Character::isISOControl) && WholeText.isWhole(reason),
                "The reason must be one line of text without control characters and half characters.");
        require(
                !rollback || !reason.isBlank(),
                "A rollback needs a reason of 1 to " + LONGEST_REASON
                        + " characters. The list of deployments shows it.");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new DeploymentRejected(Cause.INVALID, message);
        }
    }

    /** What two requests with one idempotency key must have in common, as text. */
    public String wish() {
        return String.join("\n", digest, revision, reason)
                + origin.map(from -> "\n" + from.name()).orElse("")
                + (rollback ? "\nrollback" : "")
                + configuration.map(shown -> "\nconfiguration " + shown).orElse("");
    }

    /** An operator's request replaces one that waits; a pipeline does not know of that one, and has to wait. */
    public boolean mayReplace() {
        return !requestedBy.equals(HOOK);
    }
}
