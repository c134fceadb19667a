package ch.meuthak.lotse.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.aws.RefreshSchedule;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.probe.ProbeSettings;
import ch.meuthak.lotse.console.web.WebSettings;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    private static final Map<String, String> ONLY_THE_DOMAIN = Map.of("lotse.domain", "backend.example.ch");

    @Test
    void everySettingButTheDomainHasADefault() {
        ConsoleSettings settings = read(ONLY_THE_DOMAIN);

        assertThat(settings.web()).isEqualTo(new WebSettings(5080, List.of()));
        assertThat(settings.token()).isEmpty();
        assertThat(settings.inventory().domain()).isEqualTo("backend.example.ch");
        assertThat(settings.inventory().loadBalancer()).isEmpty();
        assertThat(settings.dnsServers()).isNotEmpty();
        assertThat(settings.refresh()).isEqualTo(RefreshSchedule.usual());
        assertThat(settings.stateDirectory()).isEqualTo(Path.of("state").toAbsolutePath());
        assertThat(settings.deployments()).isEqualTo(DeploymentSettings.defaults());
        assertThat(settings.probes()).isEqualTo(ProbeSettings.defaults());
    }

    @Test
    void everySettingCanBeGiven() {
        ConsoleSettings settings = read(Map.ofEntries(
                Map.entry("lotse.domain", "api.example.ch"),
                Map.entry("lotse.load.balancer", "semarb3"),
                Map.entry("lotse.dns.servers", "127.0.0.1:5353"),
                Map.entry("lotse.probe.time", "2s"),
                Map.entry("lotse.probe.every", "1m"),
                Map.entry("lotse.probe.https.port", "8443"),
                Map.entry("lotse.probe.straight", "127.0.0.1:5001"),
                Map.entry("lotse.state.dir", "/var/lib/lotse"),
                Map.entry("lotse.console.port", "6080"),
                Map.entry("lotse.console.token", "a-token-for-scripts"),
                Map.entry("lotse.console.tunnel.ports", "8080, 9090"),
                Map.entry("lotse.console.refresh", "3s"),
                Map.entry("lotse.deploy.ready.path", "/ready"),
                Map.entry("lotse.deploy.release.path", ""),
                Map.entry("lotse.deploy.check.count", "7"),
                Map.entry("lotse.deploy.check.interval", "100ms"),
                Map.entry("lotse.deploy.check.time", "5m"),
                Map.entry("lotse.deploy.answer.time", "1s"),
                Map.entry("lotse.deploy.bake.time", "10s"),
                Map.entry("lotse.deploy.bake.requests", "50"),
                Map.entry("lotse.deploy.bake.error.percent", "2"),
                Map.entry("lotse.deploy.bake.unready", "4"),
                Map.entry("lotse.idle.timeout", "10s"),
                Map.entry("lotse.deploy.drain.time", "25s"),
                Map.entry("lotse.deploy.stream.time", "13s"),
                Map.entry("lotse.deploy.stop.time", "12s"),
                Map.entry("lotse.deploy.watch.interval", "500ms"),
                Map.entry("lotse.deploy.kept", "2")));

        assertThat(settings.web()).isEqualTo(new WebSettings(6080, List.of(8080, 9090)));
        assertThat(settings.token()).isEqualTo("a-token-for-scripts");
        assertThat(settings.inventory().domain()).isEqualTo("api.example.ch");
        assertThat(settings.inventory().loadBalancer()).isEqualTo(Optional.of("semarb3"));
        assertThat(settings.dnsServers())
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5353));
        assertThat(settings.probes())
                .isEqualTo(new ProbeSettings(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2),
                        Optional.of(8443),
                        Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5001)),
                        Optional.empty()));
        assertThat(settings.refresh().every()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.stateDirectory()).isEqualTo(Path.of("/var/lib/lotse"));
        assertThat(settings.deployments())
                .isEqualTo(new DeploymentSettings(
                        "/ready",
                        "",
                        7,
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        50,
                        0.02,
                        4,
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(12),
                        Duration.ofMillis(500),
                        2));
    }

    @Test
    void aMissingDomainIsSaidInOneLineWithTheVariableToSet() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_DOMAIN");
    }

    /** TLS (RFC 6066 section 3) and certificates write names without it. */
    @Test
    void theFinalDotOfADomainIsTakenOff() {
        ConsoleSettings settings = read(Map.of("lotse.domain", "backend.example.ch."));

        assertThat(settings.inventory().domain()).isEqualTo("backend.example.ch");
        assertThatThrownBy(() -> read(Map.of("lotse.domain", "backend.example.ch..")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_DOMAIN");
    }

    @Test
    void aWrongValueIsSaidWithItsVariableAndWhatWouldBeRight() {
        assertThatThrownBy(() -> readWith("lotse.dns.servers", "127.0.0.1:99999"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_DNS_SERVERS")
                .hasMessageContaining("host:port");
        assertThatThrownBy(() -> readWith("lotse.console.tunnel.ports", "8080;9090"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_CONSOLE_TUNNEL_PORTS");
    }

    @Test
    void aFileOfAuthoritiesMustHoldCertificates() {
        assertThatThrownBy(() -> readWith("lotse.probe.authorities", "/nowhere/ca.pem"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_PROBE_AUTHORITIES")
                .hasMessageContaining("certificates in PEM");
        assertThatThrownBy(() -> readWith("lotse.probe.straight", "localhost:5000"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_PROBE_STRAIGHT");
    }

    private static ConsoleSettings readWith(String key, String value) {
        Map<String, String> explicit = new TreeMap<>(ONLY_THE_DOMAIN);
        explicit.put(key, value);
        return read(explicit);
    }

    private static ConsoleSettings read(Map<String, String> explicit) {
        Settings settings = Settings.ofDefaultsAnd(explicit);
        ConsoleSettings console = ConsoleSettings.of(settings);
        settings.rejectUnknown();
        return console;
    }
}
