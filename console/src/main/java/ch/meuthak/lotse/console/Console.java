package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.cloud.AwsConnection;
import ch.meuthak.lotse.console.cloud.AwsInventory;
import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.RefreshingTopologyFeed;
import ch.meuthak.lotse.console.deploy.DeploymentQueue;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.DeploymentsOff;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Outside;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.hook.HookGate;
import ch.meuthak.lotse.console.hook.HookLimits;
import ch.meuthak.lotse.console.hook.HookServer;
import ch.meuthak.lotse.console.probe.DnsClient;
import ch.meuthak.lotse.console.store.SqliteHookCalls;
import ch.meuthak.lotse.console.store.SqliteJournal;
import ch.meuthak.lotse.console.store.SqliteSnapshots;
import ch.meuthak.lotse.console.store.SqliteTimeline;
import ch.meuthak.lotse.console.store.SqliteUsedIds;
import ch.meuthak.lotse.console.store.StateDirectory;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.web.ConsoleFacts;
import ch.meuthak.lotse.console.web.ConsoleServer;
import ch.meuthak.lotse.console.web.ConsoleToken;
import ch.meuthak.lotse.console.web.HookFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The console, wired and running, until it is closed. */
public final class Console implements AutoCloseable {
    private static final Duration DNS_DEADLINE = Duration.ofSeconds(3);

    private final Parts parts;
    private final Deployments deployments;
    private final ConsoleServer server;

    private Console(Parts parts, Deployments deployments, ConsoleServer server) {
        this.parts = parts;
        this.deployments = deployments;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param machine what it deploys to instead of the box of the settings; without either it only watches
     * @throws ch.meuthak.lotse.server.StartException when something it needs is taken or cannot be used, in one line
     */
    public static Console start(ConsoleSettings settings, Optional<Machine> machine, InstantSource clock) {
        Parts parts = new Parts();
        try {
            return start(settings, machine, clock, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Console start(
            ConsoleSettings settings, Optional<Machine> machine, InstantSource clock, Parts parts) {
        var state = parts.add(StateDirectory.open(settings.stateDirectory()));
        var token = ConsoleToken.load(state.path(), settings.token());
        var aws = parts.add(new AwsConnection(settings.aws()));
        var names = new DnsClient(settings.dnsServers(), DNS_DEADLINE);
        var inventory = new AwsInventory(aws, names, settings.inventory(), clock);
        var drift = drift(settings, clock, parts);
        var feed = parts.add(RefreshingTopologyFeed.start(inventory, settings.refresh(), clock));
        var deployments = deployments(settings, machine, clock, parts);
        parts.add(feed.onChange(() -> new ServingNow(deployments).lookedAtBy(drift, feed)));
        var diagnosis = new LiveDiagnosis(
                feed, deployments, sightings(drift), clock, settings.web().port());
        parts.add(feed.onChange(diagnosis::get));
        var calls = new ObservedHookCalls(parts.add(SqliteHookCalls.in(settings.stateDirectory())));
        var gate = gate(settings, calls, clock, parts);
        Path hook = settings.hookSocket().orElse(state.path().resolve(HookServer.SOCKET));
        parts.add(HookServer.start(hook, feed, () -> diagnosis.get().map(Diagnosis::path), deployments, gate, clock));
        var facts = new ConsoleFacts(feed, diagnosis, deployments, new HookFacts(gate.trust(), calls), drift, clock);
        var server = parts.add(ConsoleServer.start(settings.web(), facts, token));
        feed.refresh();
        return new Console(parts, deployments, server);
    }

    private static DriftDetector drift(ConsoleSettings settings, InstantSource clock, Parts parts) {
        return new DriftDetector(
                parts.add(SqliteTimeline.in(settings.stateDirectory(), clock)),
                parts.add(SqliteSnapshots.in(settings.stateDirectory())),
                clock);
    }

    private static Sightings sightings(DriftDetector drift) {
        return new Sightings(
                Outside::unread,
                () -> Fact.unread("nobody has looked at the box"),
                () -> Fact.unread("nobody has looked at the credentials"),
                drift::lastSeen,
                drift::changes);
    }

    private static Deployments deployments(
            ConsoleSettings settings, Optional<Machine> machine, InstantSource clock, Parts parts) {
        Optional<Machine> target = machine.or(() -> settings.box().map(box -> box.machine(parts, clock)));
        if (target.isEmpty()) {
            return new DeploymentsOff();
        }
        var journal = parts.add(SqliteJournal.open(settings.stateDirectory()));
        Machine to = target.get();
        return parts.add(
                DeploymentQueue.open(to.platform(), to.edge(), journal, settings.deployments(), to.first(), clock));
    }

    private static HookGate gate(ConsoleSettings settings, HookCalls calls, InstantSource clock, Parts parts) {
        var usedIds = parts.add(SqliteUsedIds.in(settings.stateDirectory(), clock));
        return new HookGate(new Trust(settings.trust(), usedIds, clock), calls, HookLimits.defaults());
    }

    /** What was and can be deployed. */
    public Deployments deployments() {
        return deployments;
    }

    /** Where it answers, {@code http://127.0.0.1:5080}. */
    public String url() {
        return server.url();
    }

    /** A fresh one-time link that opens a session. A secret: print it where only the operator reads. */
    public String loginUrl() {
        return server.loginUrl();
    }

    /** Stops the console. What serves goes on, and the next console takes up an unfinished deployment. */
    @Override
    public void close() {
        parts.close();
    }
}
