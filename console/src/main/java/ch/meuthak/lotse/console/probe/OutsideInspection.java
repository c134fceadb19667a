package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Topology;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One look with every probe. */
public final class OutsideInspection {
    private final ProbeTargets targets;
    private final ProbeSettings settings;
    private Outside seen = Outside.unread();

    private OutsideInspection(ProbeTargets targets, ProbeSettings settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /**
     * Looks with all of them at once, and waits for as long as one may take.
     *
     * @param resolvers the DNS servers through which zones are found
     * @param names where names lead
     * @throws IllegalArgumentException when the file of authorities cannot be read
     */
    public static Outside at(
            Topology topology,
            List<InetSocketAddress> resolvers,
            NameResolver names,
            ProbeSettings settings,
            InstantSource clock) {
        var look = new OutsideInspection(new ProbeTargets(topology, settings, names), settings);
        return look.with(Probe.all(resolvers, settings, clock));
    }

    private Outside with(List<Probe<?>> probes) {
        var left = new CountDownLatch(probes.size());
        List<ProbeLoop<?>> loops =
                probes.stream().<ProbeLoop<?>>map(probe -> loop(probe, left)).toList();
        try {
            loops.forEach(ProbeLoop::wake);
            // A loop reports by its deadline, also when the probe hangs.
            var _ = left.await(Probe.deadline(settings).toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loops.forEach(ProbeLoop::close);
        }
        return seen();
    }

    private synchronized Outside seen() {
        return seen;
    }

    private synchronized <T> void saw(Fact<T> fact, Probe<T> probe) {
        seen = probe.into().apply(seen, fact);
    }

    private <T> ProbeLoop<T> loop(Probe<T> probe, CountDownLatch left) {
        return new ProbeLoop<>(
                probe.name(),
                settings.every(),
                Probe.deadline(settings),
                () -> probe.look().apply(targets),
                fact -> {
                    saw(fact, probe);
                    left.countDown();
                });
    }
}
