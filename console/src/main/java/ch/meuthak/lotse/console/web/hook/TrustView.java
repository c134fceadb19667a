package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.page.Badge;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The callers that the hook trusts.
 *
 * @param title in one sentence
 * @param address of the hook
 * @param github whether tokens of GitHub are accepted
 * @param claims the required claims; empty when no token is accepted
 * @param secrets the number of accepted shared secrets: 0, 1, or 2 during a rotation. Nothing else about them leaves the console
 */
public record TrustView(Badge mark, String title, String address, boolean github, List<ClaimView> claims, int secrets) {

    /**
     * A claim and the value that it must have.
     *
     * @param must literally, or in words
     * @param literal whether literally
     * @param setting the setting of the value; empty for none
     */
    public record ClaimView(String name, String must, boolean literal, String setting) {}

    static TrustView of(TrustSettings settings) {
        Optional<GitHubTrust> github = settings.github();
        int secrets = settings.secrets().map(SharedSecrets::count).orElse(0);
        return new TrustView(
                settings.isConfigured() ? new Badge("ok", "Open") : new Badge("idle", "Closed"),
                title(github.isPresent(), secrets > 0),
                "POST https://" + settings.domain() + "/hooks/redeploy",
                github.isPresent(),
                github.map(trust -> claims(trust, settings.domain())).orElse(List.of()),
                secrets);
    }

    private static String title(boolean github, boolean secret) {
        if (github) {
            return secret
                    ? "One GitHub workflow may deploy, and every caller with the shared secret."
                    : "Only one GitHub workflow may deploy from outside.";
        }
        return secret
                ? "Only callers with the shared secret may deploy from outside."
                : "Closed: nobody may deploy from outside.";
    }

    private static List<ClaimView> claims(GitHubTrust trust, String domain) {
        String github = "LOTSE_HOOK_GITHUB_";
        return List.of(
                new ClaimView("signature", "RS256, by a key of " + trust.keys(), false, github + "KEYS"),
                new ClaimView("iss", trust.issuer(), true, github + "ISSUER"),
                new ClaimView("aud", "lotse:" + domain + ": and the SHA-256 of the body in hex", false, "LOTSE_DOMAIN"),
                new ClaimView("iat, nbf, exp", "the time of this box, within 60 s", false, ""),
                new ClaimView("jti", "an ID that was never used", false, ""),
                new ClaimView("repository_id", trust.repositoryId(), true, github + "REPOSITORY_ID"),
                new ClaimView("repository_owner_id", trust.ownerId(), true, github + "OWNER_ID"),
                new ClaimView("ref", trust.ref(), true, github + "REF"),
                new ClaimView("environment", trust.environment(), true, github + "ENVIRONMENT"),
                new ClaimView(
                        "event_name", String.join(" or ", new TreeSet<>(trust.events())), false, github + "EVENTS"),
                new ClaimView(
                        "workflow_ref",
                        "OWNER/REPO/" + trust.workflow() + "@" + trust.ref(),
                        false,
                        github + "WORKFLOW"));
    }

    public boolean closed() {
        return !github && secrets == 0;
    }

    public boolean hmac() {
        return secrets > 0;
    }
}
