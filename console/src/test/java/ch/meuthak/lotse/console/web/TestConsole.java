package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cost.PriceTable;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.drift.MemoryTimeline;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.trust.MemoryHookCalls;
import ch.meuthak.lotse.console.trust.MemoryUsedIds;
import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.page.AccountFacts;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.HookFacts;
import ch.meuthak.lotse.console.web.page.OutsideFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** A console on a free port, with fakes behind its ports, that shows the reference deployment. */
final class TestConsole implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests-0123456789";

    private static final TrustSettings NOBODY = TrustSettings.nobody("backend.example.ch");

    final FakeFeed feed = new FakeFeed();
    final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
    final InstantSource clock = () -> Instant.now().plus(shift.get());
    final FakeDeployments deployments = new FakeDeployments(clock);
    final AtomicReference<Optional<Diagnosis>> diagnosis = new AtomicReference<>(Optional.empty());
    final AtomicReference<Outside> outside = new AtomicReference<>(Outside.unread());
    final OutsideListeners seen = new OutsideListeners();
    final MemoryTimeline timeline = new MemoryTimeline();
    final DriftDetector drift = new DriftDetector(timeline, timeline, clock);
    final AtomicReference<Optional<Diagnosis>> lastKnown = new AtomicReference<>(Optional.empty());
    final FakeCredentials credentials = new FakeCredentials(clock);
    final ObservedHookCalls calls;
    final Trust trust;
    final ConsoleFacts facts;
    final ConsoleServer server;

    TestConsole(Integer... tunnelPorts) {
        this(ConsoleToken.of(TOKEN), tunnelPorts);
    }

    TestConsole(ConsoleToken token, Integer... tunnelPorts) {
        this(token, NOBODY, new ObservedHookCalls(new MemoryHookCalls()), tunnelPorts);
    }

    TestConsole(TrustSettings trust, ObservedHookCalls calls) {
        this(ConsoleToken.of(TOKEN), trust, calls);
    }

    private TestConsole(ConsoleToken token, TrustSettings trusted, ObservedHookCalls calls, Integer... tunnelPorts) {
        this.calls = calls;
        this.trust = new Trust(trusted, new MemoryUsedIds(), clock);
        facts = new ConsoleFacts(
                feed,
                diagnosis::get,
                lastKnown::get,
                deployments,
                new HookFacts(trust, calls, Optional.of("registry.example.ch/team/backend")),
                new OutsideFacts(outside::get, seen::add),
                drift,
                new AccountFacts(credentials, PriceTable.load(), OptionalLong::empty),
                clock);
        server = ConsoleServer.start(new WebSettings(0, List.of(tunnelPorts)), facts, token);
    }

    /** With a snapshot and a history. */
    static TestConsole withSamples() {
        return withSamples(NOBODY);
    }

    /** The same with a hook that trusts somebody. */
    static TestConsole withSamples(TrustSettings trust) {
        TestConsole console = new TestConsole(trust, new ObservedHookCalls(new MemoryHookCalls()));
        Instant now = console.clock.instant();
        console.diagnosis.set(Optional.of(SamplePath.healthy(now)));
        console.outside.set(SampleOutside.healthy(now));
        console.feed.publish(ReferenceTopology.healthyAt(now.minusSeconds(12)).topology());
        console.deployments.add(
                SampleDeployments.failed("20261122-0007", FakeDeployments.OLDER, now.minusSeconds(90_000)));
        console.deployments.add(
                SampleDeployments.succeeded("20261123-0008", FakeDeployments.SERVING, now.minusSeconds(3000)));
        return console;
    }

    Visitor visitor() {
        return new Visitor(server.port());
    }

    /** A browser that has logged in. */
    Visitor operator() {
        return visitor().logIn(server.loginUrl());
    }

    @Override
    public void close() {
        server.close();
    }
}
