package ch.meuthak.lotse.server;

import java.util.Set;

/**
 * Names that some part of Lotse reads. One shell, one {@code .env} file and one compose file often hold the settings of all
 * parts, so a part passes over another part's names, yet a name that no part reads is a typing error.
 *
 * <p>A part that reads a new key adds it here when the other parts may see it in their environment.
 */
final class PartsSettings {
    private static final Set<String> KEYS = Set.of(
            "lotse.api.port",
            "lotse.console.port",
            "lotse.console.token",
            "lotse.domain",
            "lotse.load.balancer",
            "lotse.dns.servers",
            "lotse.state.dir",
            "lotse.trusted.proxies",
            "lotse.hook.deadline",
            "lotse.hook.secret",
            "lotse.hook.secret.next",
            "lotse.hook.socket",
            "lotse.slot",
            "lotse.release.digest",
            "lotse.platform",
            "lotse.service.port",
            // the builds' own system properties
            "lotse.suites",
            "lotse.main.class");
    private static final Set<String> FAMILIES = Set.of(
            "lotse.backend.",
            "lotse.bench.",
            "lotse.compose.",
            "lotse.console.",
            "lotse.deploy.",
            "lotse.docker.",
            "lotse.drain.",
            "lotse.edge.",
            "lotse.hook.",
            "lotse.hook.github.",
            "lotse.image.",
            "lotse.limits.",
            "lotse.refresh.",
            "lotse.sandbox.",
            "lotse.slot.",
            "lotse.status.");

    private PartsSettings() {}

    static Set<String> all() {
        return KEYS;
    }

    /** Whether the key is another part's: named here, or in a family of which the reader of {@code own} reads nothing. */
    static boolean has(String key, Set<String> own) {
        return KEYS.contains(key)
                || FAMILIES.stream().filter(key::startsWith).anyMatch(family -> own.stream()
                        .noneMatch(name -> name.startsWith(family)));
    }
}
