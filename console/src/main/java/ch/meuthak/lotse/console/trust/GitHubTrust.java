package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one workflow that is trusted, in the claims of GitHub's OIDC tokens
 * (https://docs.github.com/en/actions/reference/security/oidc). The ids are numbers that stay when a repository or its owner
 * is renamed, and are never given to another one; {@code sub} is no part of it, because its format can be customised and
 * has changed.
 *
 * @param repositoryId claim {@code repository_id}, in digits
 * @param ownerId claim {@code repository_owner_id}, in digits
 * @param ref claim {@code ref}, such as {@code refs/heads/main}
 * @param environment claim {@code environment}
 * @param events which of claim {@code event_name} may deploy
 * @param workflow the workflow's path in the repository, {@code .github/workflows/deploy.yml}
 * @param issuer claim {@code iss}
 * @param keys where the issuer's key set is
 */
public record GitHubTrust(
        String repositoryId,
        String ownerId,
        String ref,
        String environment,
        Set<String> events,
        String workflow,
        String issuer,
        URI keys) {

    private static final String PUBLIC_ISSUER = "https://token.actions.githubusercontent.com";
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,19}");
    private static final Pattern REF = Pattern.compile("refs/[\\x21-\\x7e]{1,200}");
    private static final Pattern WORKFLOW =
            Pattern.compile("\\.github/workflows/[\\x21-\\x3f\\x41-\\x7e]{1,200}\\.ya?ml");
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,50}");

    public GitHubTrust {
        events = Set.copyOf(events);
    }

    /** Reads the keys {@code lotse.hook.github.*}; absent when neither id is set. */
    static Optional<GitHubTrust> of(Settings settings) {
        Setting repository = settings.at("lotse.hook.github.repository.id");
        Setting owner = settings.at("lotse.hook.github.owner.id");
        String issuer = issuer(settings.at("lotse.hook.github.issuer"));
        var trust = new GitHubTrust(
                repository.value(),
                owner.value(),
                matching(settings.at("lotse.hook.github.ref"), REF, "a full ref such as refs/heads/main"),
                settings.at("lotse.hook.github.environment").text(),
                events(settings.at("lotse.hook.github.events")),
                matching(
                        settings.at("lotse.hook.github.workflow"),
                        WORKFLOW,
                        "the workflow's path in the repository, such as .github/workflows/deploy.yml"),
                issuer,
                keys(settings.at("lotse.hook.github.keys"), issuer));
        return bothOrNone(repository, owner) ? Optional.of(trust) : Optional.empty();
    }

    private static boolean bothOrNone(Setting repository, Setting owner) {
        if (repository.optional().isEmpty() != owner.optional().isEmpty()) {
            throw new SettingsException(
                    "The redeploy hook needs two numbers to trust a GitHub repository, and only one is set: set"
                            + " LOTSE_HOOK_GITHUB_REPOSITORY_ID and LOTSE_HOOK_GITHUB_OWNER_ID, or neither. GET"
                            + " https://api.github.com/repos/OWNER/REPO shows them as id and owner.id.");
        }
        if (repository.optional().isPresent()) {
            matching(repository, ID, "the repository's number: id in https://api.github.com/repos/OWNER/REPO");
            matching(owner, ID, "the owner's number: owner.id in https://api.github.com/repos/OWNER/REPO");
        }
        return repository.optional().isPresent();
    }

    private static String matching(Setting setting, Pattern pattern, String right) {
        if (!pattern.matcher(setting.text()).matches()) {
            throw setting.wrong(right);
        }
        return setting.value();
    }

    private static Set<String> events(Setting setting) {
        Set<String> events = new TreeSet<>(setting.list());
        if (events.isEmpty() || !events.stream().allMatch(EVENT.asMatchPredicate())) {
            throw setting.wrong("names of GitHub events with commas between, such as push,workflow_dispatch");
        }
        return events;
    }

    private static String issuer(Setting setting) {
        secure(setting, setting.text());
        return setting.value();
    }

    private static URI keys(Setting setting, String issuer) {
        return secure(setting, setting.optional().orElse(issuer + "/.well-known/jwks"));
    }

    /** A fake key server could deploy, so only HTTPS is allowed, except on this machine. */
    private static URI secure(Setting setting, String text) {
        try {
            URI uri = new URI(text);
            boolean tls = "https".equals(uri.getScheme()) && uri.getHost() != null;
            boolean here = "http".equals(uri.getScheme()) && isLoopback(String.valueOf(uri.getHost()));
            if ((tls || here) && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, as for an address of another kind
        }
        throw setting.wrong("an https address, without a query");
    }

    private static boolean isLoopback(String host) {
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where people look at this issuer's repositories and runs, without a trailing slash. */
    String site() {
        URI uri = URI.create(issuer);
        return issuer.startsWith(PUBLIC_ISSUER)
                ? "https://github.com"
                : (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
