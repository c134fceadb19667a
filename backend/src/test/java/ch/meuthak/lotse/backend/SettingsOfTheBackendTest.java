package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.backend.http.AddressRange;
import ch.meuthak.lotse.backend.http.TrustedProxies;
import ch.meuthak.lotse.server.Limits;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsOfTheBackendTest {

    private static Settings defaultsAnd(Map<String, String> explicit) {
        return Settings.ofDefaultsAnd(explicit);
    }

    @Test
    void theDefaultsListenOn5000AndAdministerOnLoopback() {
        assertThat(Listening.of(defaultsAnd(Map.of())))
                .isEqualTo(new Listening(
                        "0.0.0.0",
                        5000,
                        Optional.empty(),
                        "127.0.0.1",
                        5001,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20)));
        assertThat(ConsoleLink.of(defaultsAnd(Map.of())))
                .isEqualTo(new ConsoleLink(
                        Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(3)));
        assertThat(Limits.of(defaultsAnd(Map.of()))).isEqualTo(Limits.defaults());
        assertThat(TrustedProxies.of(defaultsAnd(Map.of()).at("lotse.trusted.proxies"))
                        .ranges())
                .hasSize(6);
    }

    @Test
    void everyKeyOfListeningIsRead() {
        Map<String, String> all = Map.of(
                "lotse.api.port", "6000",
                "lotse.backend.host", "127.0.0.1",
                "lotse.backend.port", "0",
                "lotse.backend.port.file", "/tmp/port",
                "lotse.backend.admin.host", "::1",
                "lotse.backend.admin.port", "6001",
                "lotse.drain.delay", "5s",
                "lotse.drain.grace", "1m");
        assertThat(Listening.of(defaultsAnd(all)))
                .isEqualTo(new Listening(
                        "127.0.0.1",
                        0,
                        Optional.of(Path.of("/tmp/port")),
                        "::1",
                        6001,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1)));
    }

    @Test
    void everyKeyOfTheConsoleLinkAndTheProxiesIsRead() {
        Map<String, String> all = Map.of(
                "lotse.hook.socket", "/run/hook.sock",
                "lotse.hook.deadline", "1s",
                "lotse.status.deadline", "500ms",
                "lotse.status.cache", "0s",
                "lotse.trusted.proxies", "10.1.0.0/16, 10.2.0.0/16 10.3.0.0/16");
        assertThat(ConsoleLink.of(defaultsAnd(all)))
                .isEqualTo(new ConsoleLink(
                        Optional.of(Path.of("/run/hook.sock")),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        Duration.ZERO));
        assertThat(TrustedProxies.of(defaultsAnd(all).at("lotse.trusted.proxies")))
                .isEqualTo(new TrustedProxies(Stream.of("10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16")
                        .map(AddressRange::of)
                        .toList()));
    }

    @Test
    void theApiPortIsTheBackendsOwnUnlessItIsToldAnother() {
        assertThat(Listening.of(defaultsAnd(Map.of("lotse.api.port", "6000"))).port())
                .isEqualTo(6000);
    }

    @Test
    void everyKeyOfTheYamlIsReadBySomebody() {
        assertThat(new Backend(defaultsAnd(Map.of()), InstantSource.system())
                        .routes()
                        .all())
                .containsKey("/api/v1/release");
    }

    @ParameterizedTest
    @CsvSource({
        "lotse.api.port, 0, a whole number from 1 to 65535",
        "lotse.trusted.proxies, everybody, CIDR",
        "lotse.trusted.proxies, 10.0.0.0/33, CIDR",
        "lotse.release.digest, sha256:abc, 64 lower-case hex digits",
        "lotse.slot, red, 'blue, green'",
        "lotse.drain.grace, soon, a duration",
        "lotse.limits.body.size, much, a size in bytes"
    })
    void aWrongValueSaysWhatWouldBeRight(String key, String value, String right) {
        assertThatThrownBy(() -> new Backend(defaultsAnd(new HashMap<>(Map.of(key, value))), InstantSource.system()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageContaining(right);
    }
}
