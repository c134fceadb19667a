package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.aws.InventorySettings;
import ch.meuthak.lotse.console.aws.RefreshSchedule;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.probe.DnsServerList;
import ch.meuthak.lotse.console.probe.ProbeSettings;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.WebSettings;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.server.DomainName;
import ch.meuthak.lotse.server.IdleTimeout;
import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All settings of the console, read and checked once at the start. The defaults are in {@code application.yaml}.
 *
 * @param token the console token; empty for a random one
 * @param dnsServers tried one after the other; the system's unless configured
 * @param probes of the probes from outside
 * @param aws how AWS is reached; always the SDK's own chain, except in tests
 * @param stateDirectory of the database, the token and, without {@code hookSocket}, the socket
 * @param hookSocket for the backend; absent for one in the state directory
 * @param trust who may ask for a redeploy from outside
 * @param box the deploy target; absent for a console that only watches, or gets its target in another way
 */
public record ConsoleSettings(
        WebSettings web,
        String token,
        InventorySettings inventory,
        List<InetSocketAddress> dnsServers,
        ProbeSettings probes,
        AwsSettings aws,
        RefreshSchedule refresh,
        Path stateDirectory,
        Optional<Path> hookSocket,
        TrustSettings trust,
        DeploymentSettings deployments,
        Optional<BoxSettings> box) {

    /**
     * Reads them all.
     *
     * @throws ch.meuthak.lotse.server.SettingsException when one is wrong, in one line
     */
    public static ConsoleSettings of(Settings settings) {
        Path stateDirectory = settings.at("lotse.state.dir").path();
        String domain = domain(settings.at("lotse.domain"));
        return new ConsoleSettings(
                web(settings),
                token(settings.secretAt("lotse.console.token")),
                InventorySettings.of(domain, settings.at("lotse.load.balancer").optional()),
                dnsServers(settings.at("lotse.dns.servers")),
                probes(settings),
                AwsSettings.fromChain(),
                refresh(settings),
                stateDirectory,
                settings.at("lotse.hook.socket").optional().map(Path::of),
                TrustSettings.of(settings, domain),
                deployments(settings),
                BoxSettings.of(settings, stateDirectory));
    }

    /** The same with AWS reached another way. */
    public ConsoleSettings withAws(AwsSettings other) {
        return new ConsoleSettings(
                web,
                token,
                inventory,
                dnsServers,
                probes,
                other,
                refresh,
                stateDirectory,
                hookSocket,
                trust,
                deployments,
                box);
    }

    private static String token(Setting setting) {
        return setting.optional().isEmpty()
                ? ""
                : checked(setting, text -> {
                    ConsoleToken.of(text);
                    return text;
                });
    }

    private static String domain(Setting setting) {
        setting.text(); // required
        return checked(setting, DomainName::of);
    }

    private static WebSettings web(Settings settings) {
        int port = settings.at("lotse.console.port").portOrAny();
        return checked(settings.at("lotse.console.tunnel.ports"), ports -> WebSettings.of(port, ports));
    }

    private static List<InetSocketAddress> dnsServers(Setting setting) {
        return setting.optional().isEmpty() ? DnsServerList.ofSystem() : checked(setting, DnsServerList::parse);
    }

    private static ProbeSettings probes(Settings settings) {
        Setting httpsPort = settings.at("lotse.probe.https.port");
        Setting straight = settings.at("lotse.probe.straight");
        Setting authorities = settings.at("lotse.probe.authorities");
        return new ProbeSettings(
                settings.at("lotse.probe.every").duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.at("lotse.probe.time").duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                httpsPort.optional().map(_ -> httpsPort.port()),
                straight.optional().map(_ -> checked(straight, ProbeSettings::address)),
                authorities.optional().map(_ -> checked(authorities, ProbeSettings::authorities)));
    }

    private static RefreshSchedule refresh(Settings settings) {
        Duration every = settings.at("lotse.console.refresh").duration(Duration.ofSeconds(1), Duration.ofHours(1));
        return RefreshSchedule.usual().every(every);
    }

    private static DeploymentSettings deployments(Settings settings) {
        Duration instant = Duration.ofMillis(10);
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        return new DeploymentSettings(
                settings.at("lotse.deploy.ready.path").text(),
                settings.at("lotse.deploy.release.path").optional().orElse(""),
                settings.at("lotse.deploy.check.count").integer(1, 100),
                settings.at("lotse.deploy.check.interval").duration(instant, minute),
                settings.at("lotse.deploy.check.time").duration(Duration.ofMillis(100), hour),
                settings.at("lotse.deploy.answer.time").duration(instant, minute),
                settings.at("lotse.deploy.bake.time").duration(Duration.ZERO, hour),
                settings.at("lotse.deploy.bake.requests").integer(1, 1_000_000),
                settings.at("lotse.deploy.bake.error.percent").integer(0, 100) / 100.0,
                settings.at("lotse.deploy.bake.unready").integer(1, 100),
                drain(settings),
                settings.at("lotse.deploy.stream.time").duration(Duration.ZERO, Duration.ofHours(24)),
                settings.at("lotse.deploy.stop.time").duration(Duration.ZERO, Duration.ofMinutes(10)),
                settings.at("lotse.deploy.watch.interval").duration(instant, minute),
                settings.at("lotse.deploy.kept").integer(1, 1000));
    }

    /** A release is not stopped while it has a request that the edge still grants its time. */
    private static Duration drain(Settings settings) {
        IdleTimeout idle = IdleTimeout.of(settings);
        Setting time = settings.at("lotse.deploy.drain.time");
        return time.optional().isEmpty() ? idle.drain() : time.duration(idle.request(), Duration.ofHours(2));
    }

    /** Turns a parser's error into one about the setting. */
    private static <T> T checked(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.value());
        } catch (IllegalArgumentException e) {
            throw setting.wrong(String.valueOf(e.getMessage()));
        }
    }
}
