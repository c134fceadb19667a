package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Box.Container;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.host.CpuReading;
import ch.meuthak.lotse.console.host.Listening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks the box every 15 s while an operator looks, and every minute otherwise. It reads some small files, and calls the Docker
 * engine with deadlines.
 */
public final class BoxMonitor implements Supplier<Fact<Box>>, AutoCloseable {
    private static final Logger LOG = System.getLogger(BoxMonitor.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration UNWATCHED = Duration.ofMinutes(1);
    private static final Path PROC = Path.of("/proc");

    private final ContainerSource containers;
    private final int consolePort;
    private final HostMonitor host;
    private final Function<List<BoundPort>, Optional<Duration>> idleTimeout;
    private final Consumer<Box> seen;
    private final InstantSource clock;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("box-watch").factory());

    private Instant lookedAt = Instant.MIN;
    private volatile Fact<Box> latest = Fact.unread("the box was not checked yet");

    /**
     * Starts the checks.
     *
     * @param stateDirectory on the file system whose free space counts
     * @param seen gets each result, and may write to the disk
     * @param idleTimeout how long the API keeps an idle connection, as far as that is known
     * @param watched whether an operator looks
     */
    public static BoxMonitor start(
            ContainerSource containers,
            int consolePort,
            Path stateDirectory,
            Function<List<BoundPort>, Optional<Duration>> idleTimeout,
            BooleanSupplier watched,
            Consumer<Box> seen,
            InstantSource clock) {
        var host = new HostMonitor(PROC, CpuReading.GROUPS, stateDirectory);
        var watch = new BoxMonitor(containers, consolePort, host, idleTimeout, seen, clock);
        var _ = watch.looker.scheduleWithFixedDelay(
                () -> watch.lookIfDue(watched.getAsBoolean()), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private BoxMonitor(
            ContainerSource containers,
            int consolePort,
            HostMonitor host,
            Function<List<BoundPort>, Optional<Duration>> idleTimeout,
            Consumer<Box> seen,
            InstantSource clock) {
        this.seen = seen;
        this.containers = containers;
        this.consolePort = consolePort;
        this.host = host;
        this.idleTimeout = idleTimeout;
        this.clock = clock;
    }

    @Override
    public Fact<Box> get() {
        return latest;
    }

    private void lookIfDue(boolean isWatched) {
        Instant now = clock.instant();
        if (isWatched || !lookedAt.isAfter(now.minus(UNWATCHED))) {
            lookedAt = now;
            look();
        }
    }

    private void look() {
        try {
            Box box = look(clock.instant());
            latest = Fact.known(box);
            seen.accept(box);
        } catch (PlatformException e) {
            latest = Fact.failed(new Problem("Docker", "Unreachable", String.valueOf(e.getMessage()), ""));
        } catch (IOException | UncheckedIOException e) {
            latest = Fact.failed(new Problem("box", "Unreadable", "The box cannot be read: " + e.getMessage(), ""));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The box could not be read", e);
            latest = Fact.failed(new Problem(
                    "box",
                    "Unexpected",
                    "The box could not be read: internal error of the console.",
                    "The console's log has the details."));
        }
    }

    private Box look(Instant now) throws PlatformException, IOException {
        List<Container> all = containers.look();
        List<BoundPort> api = all.stream()
                .filter(container -> container.service().equals(Box.EDGE))
                .flatMap(container -> container.published().stream())
                .distinct()
                .toList();
        List<BoundPort> console = Listening.read(PROC.resolve("net")).stream()
                .map(Listening::address)
                .filter(one -> one.getPort() == consolePort)
                .map(BoxMonitor::port)
                .toList();
        return new Box(api, console, all, host.look(now), idleTimeout.apply(api), now);
    }

    private static BoundPort port(InetSocketAddress address) {
        return new BoundPort(address.getAddress().getHostAddress(), address.getPort());
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
