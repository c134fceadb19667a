package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.box.MixedLoad;
import ch.meuthak.lotse.console.box.PlainCompose;
import ch.meuthak.lotse.console.box.RegistryStack;
import ch.meuthak.lotse.console.load.Load;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What deploys cost who asks the API: redeploys by digest through the console on the project's own stack, and in the same run
 * {@code docker-compose pull && docker-compose up -d} of one service that publishes its port, each under the same load.
 */
public final class RedeployBench {
    private static final int REDEPLOYS = Integer.getInteger("lotse.bench.redeploys", 100);
    private static final int RECREATES = Integer.getInteger("lotse.bench.recreates", 5);
    private static final int REQUESTS_PER_SECOND = Integer.getInteger("lotse.bench.requests", 1000);
    /** More than the console keeps, so that each is pulled again when it is deployed again. */
    private static final int IMAGES = 12;

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final RegistryStack box;
    private final List<String> digests;

    private RedeployBench(RegistryStack box, List<String> digests) {
        this.box = box;
        this.digests = digests;
    }

    /** Prints a table; without a Docker engine, or without the jars, only what is missing. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("lotse-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        try (RegistryStack box = RegistryStack.up(folder, Map.of("LOTSE_DEPLOY_BAKE_TIME", "3s"))) {
            List<String> digests = Stream.generate(() -> box.variants().publish("COPY noise /opt/lotse/noise\n"))
                    .limit(IMAGES)
                    .toList();
            new RedeployBench(box, digests).run();
        } catch (TestAbortedException e) {
            System.out.println("redeploys on the box are not measured: " + e.getMessage());
        }
        cpu(folder);
        System.exit(0);
    }

    private static void cpu(Path folder) throws IOException {
        try {
            CpuBench.print(folder.resolve("cpu"));
        } catch (TestAbortedException e) {
            System.out.println("redeploys with a tenth of a processor are not measured: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws IOException {
        Row redeploys = redeploys();
        Row recreates = recreates();
        System.out.println("| how | deploys | requests | requests/s | failed | failed per deploy | longest outage |");
        System.out.println("|---|---|---|---|---|---|---|");
        System.out.println(redeploys);
        System.out.println(recreates);
        System.out.printf(
                Locale.ROOT,
                "%d processors, load average %.1f at the end%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private Row redeploys() {
        return measure("redeploy by Lotse", box.stack().api(), REDEPLOYS, i -> {
            JsonNode deployment = box.console().deploy(digests.get(i % IMAGES));
            if (!deployment.path("state").asText().equals("succeeded")) {
                throw new IllegalStateException(deployment.toString());
            }
        });
    }

    private Row recreates() throws IOException {
        String repository = box.stack().setting("LOTSE_IMAGE_REPOSITORY");
        List<String> images =
                digests.stream().map(digest -> repository + "@" + digest).toList();
        try (PlainCompose plain = PlainCompose.up(box.stack().engine(), images.getFirst())) {
            return measure("`docker-compose pull && docker-compose up -d`", plain.api(), RECREATES, i -> {
                LockSupport.parkNanos(BETWEEN.toNanos());
                plain.recreate(images.get((i + 1) % IMAGES));
                LockSupport.parkNanos(BETWEEN.toNanos());
            });
        }
    }

    private interface Deploy {
        void run(int number);
    }

    private static Row measure(String how, URI api, int deploys, Deploy deploy) {
        long begin = System.nanoTime();
        try (Load load = MixedLoad.on(api, REQUESTS_PER_SECOND)) {
            for (int i = 0; i < deploys; i++) {
                long failedBefore = load.failed();
                long at = System.nanoTime();
                deploy.run(i);
                System.out.printf(
                        Locale.ROOT,
                        "%s %d of %d: %.1f s, %d of %d requests failed so far, %d in this one%n",
                        how,
                        i + 1,
                        deploys,
                        (System.nanoTime() - at) / 1e9,
                        load.failed(),
                        load.sent(),
                        load.failed() - failedBefore);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            load.finish();
            load.failures().stream().limit(3).forEach(failure -> System.out.println("  " + failure));
            return new Row(how, deploys, load.sent(), load.sent() / seconds, load.failed(), load.longestOutage());
        }
    }

    private record Row(String how, int deploys, long requests, double perSecond, long failed, Duration longestOutage) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %,d | %,.0f | %,d | %,.1f | %.2f s |",
                    how,
                    deploys,
                    requests,
                    perSecond,
                    failed,
                    (double) failed / Math.max(1, deploys),
                    longestOutage.toMillis() / 1000.0);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println(folder + " is left: " + e.getMessage());
        }
    }
}
