package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * The callers that the redeploy hook trusts. With neither kind it is closed.
 *
 * @param domain what a token's audience must name: in lower case, without a trailing dot
 * @param github the one workflow on GitHub; absent when no token is taken
 * @param secrets for every other CI system; absent when no signature is taken
 */
public record TrustSettings(String domain, Optional<GitHubTrust> github, Optional<SharedSecrets> secrets) {
    public TrustSettings {
        String lower = domain.toLowerCase(Locale.ROOT);
        domain = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Nobody is trusted. */
    public static TrustSettings nobody(String domain) {
        return new TrustSettings(domain, Optional.empty(), Optional.empty());
    }

    /**
     * Reads the keys {@code lotse.hook.github.*}, {@code lotse.hook.secret} and {@code lotse.hook.secret.next}.
     *
     * @throws ch.meuthak.lotse.server.SettingsException when one is wrong or half of a pair is missing
     */
    public static TrustSettings of(Settings settings, String domain) {
        return new TrustSettings(domain, GitHubTrust.of(settings), SharedSecrets.of(settings));
    }

    /** Whether anybody is trusted at all. */
    public boolean isConfigured() {
        return github.isPresent() || secrets.isPresent();
    }
}
