package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.cost.PriceTable;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.hook.HookGate;
import ch.meuthak.lotse.console.hook.HookLimits;
import ch.meuthak.lotse.console.hook.HookServer;
import ch.meuthak.lotse.console.store.SqliteHookCalls;
import ch.meuthak.lotse.console.store.SqliteUsedIds;
import ch.meuthak.lotse.console.store.StateDirectory;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.web.ConsoleServer;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.page.AccountFacts;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.HookFacts;
import ch.meuthak.lotse.console.web.page.OutsideFacts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The console, wired and running, until it is closed. */
public final class Console implements AutoCloseable {
    private final Lifecycle parts;
    private final Deployments deployments;
    private final ConsoleServer server;

    private Console(Lifecycle parts, Deployments deployments, ConsoleServer server) {
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
    public static Console start(ConsoleSettings settings, Optional<DeployTarget> machine, InstantSource clock) {
        Lifecycle parts = new Lifecycle();
        try {
            return start(settings, machine, clock, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Console start(
            ConsoleSettings settings, Optional<DeployTarget> machine, InstantSource clock, Lifecycle parts) {
        var state = parts.add(StateDirectory.open(settings.stateDirectory()));
        var token = ConsoleToken.load(state.path(), settings.token());
        var watch = Monitoring.start(settings, machine, clock, parts);
        var calls = new ObservedHookCalls(parts.add(SqliteHookCalls.in(settings.stateDirectory())));
        var gate = gate(settings, calls, clock, parts);
        Path hook = settings.hookSocket().orElse(state.path().resolve(HookServer.SOCKET));
        parts.add(HookServer.start(hook, watch.feed(), watch::path, watch.deployments(), gate, clock));
        var facts = new ConsoleFacts(
                watch.feed(),
                watch.diagnosis(),
                watch.diagnosis()::lastKnown,
                watch.deployments(),
                new HookFacts(gate.trust(), calls, settings.box().map(BoxSettings::imageRepository)),
                new OutsideFacts(watch.outside()::latest, watch.outside()::onChange),
                watch.drift(),
                new AccountFacts(watch.aws(), PriceTable.load(), watch.disk()),
                clock);
        var server = parts.add(ConsoleServer.start(settings.web(), facts, token));
        watch.feed().refresh();
        return new Console(parts, watch.deployments(), server);
    }

    private static HookGate gate(ConsoleSettings settings, HookCalls calls, InstantSource clock, Lifecycle parts) {
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

    /** Stops the console. The serving release runs on, and the next console continues an unfinished deployment. */
    @Override
    public void close() {
        parts.close();
    }
}
