package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TrustSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/trust}: whom the hook trusts.
 *
 * @param open whether it trusts anybody
 * @param secrets the number of shared secrets, and nothing else about them
 */
public record TrustJson(String domain, boolean open, Optional<GitHubJson> github, int secrets) {

    /** Whom these settings trust. */
    public static TrustJson of(TrustSettings settings) {
        return new TrustJson(
                settings.domain(),
                settings.isConfigured(),
                settings.github().map(GitHubJson::of),
                settings.secrets().map(SharedSecrets::count).orElse(0));
    }

    /** The trusted workflow. */
    public record GitHubJson(
            String issuer,
            URI keys,
            String repositoryId,
            String ownerId,
            String ref,
            String environment,
            String workflow,
            List<String> events) {

        private static GitHubJson of(GitHubTrust trust) {
            return new GitHubJson(
                    trust.issuer(),
                    trust.keys(),
                    trust.repositoryId(),
                    trust.ownerId(),
                    trust.ref(),
                    trust.environment(),
                    trust.workflow(),
                    trust.events().stream().sorted().toList());
        }
    }
}
