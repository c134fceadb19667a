package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.doctor.Doctor;
import ch.meuthak.lotse.console.doctor.RunningConsole;
import ch.meuthak.lotse.console.doctor.Terminal;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.monitor.ObservationSources;
import ch.meuthak.lotse.console.probe.DnsClient;
import ch.meuthak.lotse.console.probe.OutsideInspection;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.server.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.LogManager;

/** The doctor, wired for one order. It takes no lock, writes no file and opens no port: a console may run beside it. */
final class DoctorCommand {
    private static final InstantSource CLOCK = InstantSource.system();

    private DoctorCommand() {}

    /** Runs the doctor and returns the exit code. It logs nothing: the report lists what could not be read. */
    static int hold(List<String> arguments) {
        LogManager.getLogManager().reset();
        var terminal = Terminal.ofProcess(System.getenv());
        return new Doctor(DoctorCommand::console, DoctorCommand::read, AwsInventory.permissions(), terminal)
                .run(arguments);
    }

    /**
     * Absent when there is no token: then no console has ever run with this state directory.
     *
     * @throws StartException when another user holds the console's port, so that the token is not sent
     */
    private static Optional<RunningConsole> console() {
        Settings settings = Settings.load();
        Path state = settings.at("lotse.state.dir").path();
        int port = settings.at("lotse.console.port").port();
        Optional<String> token = ConsoleToken.kept(
                state, settings.secretAt("lotse.console.token").value());
        token.ifPresent(_ -> PortOwner.of(port).requireReadersOf(state));
        return token.map(kept -> new RunningConsole(port, kept));
    }

    /** Reads AWS as a console does. */
    private static Report read(Optional<String> domain, Consumer<String> notes) {
        Settings settings = domain.map(name -> Settings.loadWith(Map.of("lotse.domain", name)))
                .orElseGet(Settings::load);
        ConsoleSettings console = ConsoleSettings.of(settings);
        settings.rejectUnknown();
        var names = new DnsClient(console.dnsServers(), Monitoring.DNS_DEADLINE);
        try (var aws = new AwsConnection(inRegion(console, names, notes))) {
            Topology topology = new AwsInventory(aws, names, console.inventory(), CLOCK).read();
            var release = new ReleaseFacts(false, Optional.empty(), false, false, "Only a running console knows it.");
            var outside = OutsideInspection.at(topology, console.dnsServers(), names, console.probes(), CLOCK);
            var observed = ObservationSources.ofDoctor(outside, aws.access())
                    .with(topology, release, console.web().port());
            return Report.of(topology, Diagnosis.of(Rulebook.ALL, observed, Optional.empty(), CLOCK.instant()));
        }
    }

    /** When nothing names a region, the DNS name of the load balancer does. */
    private static AwsSettings inRegion(ConsoleSettings console, NameResolver names, Consumer<String> notes) {
        AwsSettings aws = console.aws();
        if (aws.namesRegion()) {
            return aws;
        }
        Optional<String> region =
                names.resolve(console.inventory().domain()).toOptional().flatMap(DnsAnswer::region);
        region.ifPresent(one -> notes.accept(
                "No AWS region is set. Reading " + one + ", the region in the DNS name of the load balancer."));
        return region.map(aws::in).orElse(aws);
    }
}
