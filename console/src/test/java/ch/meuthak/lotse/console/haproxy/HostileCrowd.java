package ch.meuthak.lotse.console.haproxy;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** All the connections of some kinds of {@link HostileClient}, at work until it is closed. */
final class HostileCrowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder attacks = new LongAdder();

    HostileCrowd(InetSocketAddress edge, Collection<HostileClient> kinds) {
        for (HostileClient kind : kinds) {
            for (int i = 0; i < kind.connections; i++) {
                threads.execute(() -> attackOn(kind, edge));
            }
        }
    }

    private void attackOn(HostileClient kind, InetSocketAddress edge) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                kind.attack(edge);
                attacks.increment();
                Thread.sleep(20); // the machine is not the one that is attacked
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many connections of theirs are over. */
    long attacks() {
        return attacks.sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
