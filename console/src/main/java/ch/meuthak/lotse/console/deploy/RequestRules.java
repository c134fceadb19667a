package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.server.WholeText;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request must look like. */
final class RequestRules {
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{64})?");
    private static final Pattern REVISION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._/+-]{0,99}|");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{0,200}");

    /** With a blank, which no other key can have: a caller of the hook never meets an operator's key. */
    private static final Pattern HOOK_KEY = Pattern.compile("(hook [\\x21-\\x7e]{1,200})?");

    private static final Pattern FINGERPRINT = Pattern.compile("([0-9a-f]{32})?");
    private static final Set<String> REQUESTERS = Set.of("operator", "api", "hook", "start");
    private static final int LONGEST_REASON = 500;

    private RequestRules() {}

    /** @throws DeploymentRejected with what to do, when it is not well-formed */
    static void check(DeploymentRequest request) {
        require(
                DIGEST.matcher(request.digest()).matches(),
                "The digest must be sha256: and 64 lower-case hex digits, or be left out to start the serving release"
                        + " afresh.");
        require(
                REVISION.matcher(request.revision()).matches(),
                "The revision must be at most 100 letters, digits and . _ / + -, for example a Git commit id.");
        Pattern key = request.requestedBy().equals("hook") ? HOOK_KEY : KEY;
        require(
                key.matcher(request.idempotencyKey()).matches(),
                "The idempotency key must be at most 200 visible ASCII characters.");
        require(
                request.reason().codePointCount(0, request.reason().length()) <= LONGEST_REASON,
                "The reason must be at most " + LONGEST_REASON + " characters: shorten it.");
        require(
                request.reason().codePoints().noneMatch(Character::isISOControl) && WholeText.isWhole(request.reason()),
                "The reason must be one line of text without control characters and half characters.");
        require(
                !request.rollback() || !request.reason().isBlank(),
                "A rollback needs a reason of 1 to " + LONGEST_REASON
                        + " characters. The list of deployments shows it.");
        require(
                FINGERPRINT.matcher(request.configuration()).matches(),
                "The configuration must be the fingerprint that is shown with what would change: 32 hex digits.");
        require(REQUESTERS.contains(request.requestedBy()), "requestedBy must be one of operator, api, hook, start.");
    }

    /** What makes two requests the same wish: their bodies, whoever carries them. */
    static String wish(DeploymentRequest request) {
        String wish = String.join("\n", request.digest(), request.revision(), request.reason())
                + request.origin().map(origin -> "\n" + origin.name()).orElse("");
        return wish
                + (request.rollback() ? "\nrollback" : "")
                + (request.configuration().isEmpty() ? "" : "\nconfiguration " + request.configuration());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new DeploymentRejected(Cause.INVALID, message);
        }
    }
}
