package ch.meuthak.lotse.console.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whom an installation says that it trusts. */
class TrustSettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> IDS =
            Map.of("lotse.hook.github.repository.id", "1339936803", "lotse.hook.github.owner.id", "65");

    private static TrustSettings read(Map<String, String> explicit) {
        return TrustSettings.of(Settings.ofDefaultsAnd(explicit), "Backend.Example.ch.");
    }

    private static TrustSettings with(String key, String value) {
        Map<String, String> explicit = new TreeMap<>(IDS);
        explicit.put(key, value);
        return read(explicit);
    }

    @Test
    void byDefaultNobodyIsTrusted() {
        TrustSettings settings = read(Map.of());

        assertThat(settings.isConfigured()).isFalse();
        assertThat(settings.domain()).isEqualTo("backend.example.ch");
    }

    @Test
    void twoNumbersAreEnoughForTheUsualWorkflow() {
        assertThat(read(IDS).github())
                .contains(new GitHubTrust(
                        "1339936803",
                        "65",
                        "refs/heads/main",
                        "production",
                        Set.of("push", "workflow_dispatch"),
                        ".github/workflows/deploy.yml",
                        "https://token.actions.githubusercontent.com",
                        URI.create("https://token.actions.githubusercontent.com/.well-known/jwks")));
        assertThat(read(IDS).github().orElseThrow().site()).isEqualTo("https://github.com");
    }

    @Test
    void everySettingCanBeGiven() {
        Map<String, String> explicit = new TreeMap<>(IDS);
        explicit.put("lotse.hook.github.ref", "refs/tags/live");
        explicit.put("lotse.hook.github.environment", "box");
        explicit.put("lotse.hook.github.events", "schedule");
        explicit.put("lotse.hook.github.workflow", ".github/workflows/x.yaml");
        explicit.put("lotse.hook.github.issuer", "https://ghes.example.ch/_services/token");
        explicit.put("lotse.hook.github.keys", "https://keys.example.ch/jwks");
        explicit.put("lotse.hook.secret", SECRET);
        explicit.put("lotse.hook.secret.next", SECRET + "2");
        TrustSettings settings = read(explicit);

        assertThat(settings.github())
                .contains(new GitHubTrust(
                        "1339936803",
                        "65",
                        "refs/tags/live",
                        "box",
                        Set.of("schedule"),
                        ".github/workflows/x.yaml",
                        "https://ghes.example.ch/_services/token",
                        URI.create("https://keys.example.ch/jwks")));
        assertThat(settings.github().orElseThrow().site()).isEqualTo("https://ghes.example.ch");
        assertThat(settings.secrets().orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void halfARepositoryStopsTheStartWithOneLineThatSaysWhichHalfIsMissing() {
        assertThatThrownBy(() -> read(Map.of("lotse.hook.github.repository.id", "1")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_HOOK_GITHUB_OWNER_ID")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> read(Map.of("lotse.hook.github.owner.id", "1")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_HOOK_GITHUB_REPOSITORY_ID");
    }

    @Test
    void aSecretOfLessThan32BytesStopsTheStartAndIsNotShown() {
        for (String key : Set.of("lotse.hook.secret", "lotse.hook.secret.next")) {
            Map<String, String> explicit = new TreeMap<>(Map.of("lotse.hook.secret", SECRET));
            explicit.put(key, "only 31 bytes, that is too few.");
            assertThatThrownBy(() -> read(explicit))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("32 bytes")
                    .hasMessageContaining("openssl rand -hex 32")
                    .hasMessageNotContaining("too few")
                    .hasMessageNotContaining("\n");
        }
        assertThat(read(Map.of("lotse.hook.secret", SECRET)).isConfigured()).isTrue();
        assertThatThrownBy(() -> read(Map.of("lotse.hook.secret.next", SECRET)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("without LOTSE_HOOK_SECRET:");
    }

    @Test
    void aSecretIsInNoDescriptionOfTheSettings() {
        Settings settings =
                Settings.ofDefaultsAnd(Map.of("lotse.hook.secret", SECRET, "lotse.hook.secret.next", SECRET));
        TrustSettings read = TrustSettings.of(settings, "x");

        assertThat(read.toString()).doesNotContain(SECRET).contains("***");
        assertThat(settings.effective().toString()).doesNotContain(SECRET);
    }

    @Test
    void whatCannotBeRightStopsTheStart() {
        String[][] wrong = {
            {"lotse.hook.github.repository.id", "octo-org/octo-repo"},
            {"lotse.hook.github.repository.id", "0"},
            {"lotse.hook.github.owner.id", "-1"},
            {"lotse.hook.github.ref", "main"},
            {"lotse.hook.github.ref", ""},
            {"lotse.hook.github.environment", ""},
            {"lotse.hook.github.events", " , "},
            {"lotse.hook.github.events", "push;pull_request"},
            {"lotse.hook.github.workflow", "deploy.yml"},
            {"lotse.hook.github.workflow", ".github/workflows/deploy.yml@refs/heads/main"},
            {"lotse.hook.github.issuer", "token.actions.githubusercontent.com"},
            {"lotse.hook.github.issuer", "http://token.actions.githubusercontent.com"},
            {"lotse.hook.github.keys", "http://keys.example.ch/jwks"},
            {"lotse.hook.github.keys", "file:///etc/passwd"},
            {"lotse.hook.github.keys", "https://u:p@keys.example.ch/jwks"},
            {"lotse.hook.github.keys", "https://keys.example.ch/jwks?x"},
            {"lotse.hook.github.keys", "http://127.0.0.1.evil.example/jwks"},
            {"lotse.hook.github.keys", "http://localhost.evil.example/jwks"}
        };
        for (String[] one : wrong) {
            assertThatThrownBy(() -> with(one[0], one[1]))
                    .as(one[0] + " " + one[1])
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(one[0]);
        }
        assertThat(with("lotse.hook.github.keys", "http://127.0.0.1:8080/jwks").isConfigured())
                .as("on this machine, for tests")
                .isTrue();
    }
}
