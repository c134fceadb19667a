package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.console.Lifecycle;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.server.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the sandbox in the foreground until SIGINT or SIGTERM: {@code ./mvnw -Psandbox}.
 *
 * <p>System property {@code lotse.backend.jar}: the built backend, {@code backend/target/lotse-backend.jar} unless set.
 */
public final class SandboxMain {
    private static final Duration UP_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** They say at INFO which version they are. Kept here because the log forgets loggers that nobody holds. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss"), Logger.getLogger("io.undertow"));

    private SandboxMain() {}

    public static void main(String[] args) {
        Launch.run("sandbox", SandboxMain::run);
    }

    private static void run() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        long begun = System.nanoTime();
        Lifecycle parts = new Lifecycle();
        CountDownLatch starting = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(parts, starting), "sandbox-end"));
        try {
            Path backend = Path.of(System.getProperty("lotse.backend.jar", "backend/target/lotse-backend.jar"));
            var clock = InstantSource.system();
            Sandbox sandbox = Sandbox.start(
                    SandboxSettings.of(System.getenv()),
                    new InProcessConsole(backend.toAbsolutePath(), clock),
                    clock,
                    parts,
                    System.out::println);
            starting.countDown();
            boolean up = awaitHealthy(sandbox, parts);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            announce(sandbox, up, took);
            awaitEnd(parts);
        } catch (RuntimeException failed) {
            boolean ending = parts.isClosed();
            parts.close();
            starting.countDown();
            if (!ending) {
                throw failed;
            }
            awaitEnd(parts); // Ctrl-C while it started: what fails now is only the closing
        }
    }

    /** A part that is just being started is closed when that is over: the process must live until then. */
    private static void end(Lifecycle parts, CountDownLatch starting) {
        parts.close();
        try {
            if (!starting.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("sandbox: a part did not finish its start; something of it may still run");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the load balancer sees the first release; false when it does not come up. */
    private static boolean awaitHealthy(Sandbox sandbox, Lifecycle parts) {
        long end = System.nanoTime() + UP_LIMIT.toNanos();
        while (!isHealthy(sandbox.state().cloud())) {
            if (System.nanoTime() > end || parts.isClosed()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    private static boolean isHealthy(Cloud cloud) {
        return cloud.targetGroups().stream()
                .flatMap(group -> group.targets().stream())
                .anyMatch(target -> target.health().is("healthy"));
    }

    private static void announce(Sandbox sandbox, boolean up, Duration took) {
        int https = sandbox.balancer().address().getPort();
        System.out.printf(
                """

                %s after %.1f s. Ctrl-C ends it.
                  API      http://127.0.0.1:%d/
                  HTTPS    curl --cacert %s https://localhost:%d/
                  console  %s
                  AWS      aws --endpoint-url %s elbv2 describe-load-balancers
                  DNS      dig @127.0.0.1 -p %d backend.meuthak.ch
                """,
                up ? "The sandbox is up" : "The sandbox runs, but no release is healthy yet: look at the console,",
                took.toMillis() / 1000.0,
                sandbox.edge().address().getPort(),
                sandbox.authority(),
                https,
                sandbox.console().loginUrl(),
                sandbox.aws().uri(),
                sandbox.dns().address().getPort());
        System.out.flush();
    }

    /** Until the end of the process: its shutdown hook closes the parts. */
    private static void awaitEnd(Lifecycle parts) {
        while (true) {
            LockSupport.park(parts);
        }
    }
}
