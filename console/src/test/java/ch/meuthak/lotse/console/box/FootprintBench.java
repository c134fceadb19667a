package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.aws.ReplayedAws;
import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.opentest4j.TestAbortedException;

/**
 * What the three parts weigh on a box, and how long a JVM takes from its start to its first good answer on one CPU, with and
 * without the AOT cache of its image, by turns. Needs an engine and what {@code package} has built.
 */
public final class FootprintBench {
    private static final double RATIO_GOAL = 0.4;
    private static final int ROUNDS = 7;
    private static final long IDLE_NANOS = 90_000_000_000L;
    private static final Duration FIRST_READ = Duration.ofMinutes(2);
    private static final String LAST_CALL = "DescribeSecurityGroupRules";

    /** Starts what follows and asks it until the answer is 200; prints the seconds that took, and those of CPU. */
    private static final String STOPWATCH = """
            sub now { open my $in, '<', '/proc/uptime' or die; (split ' ', <$in>)[0] }
            my ($port, $path) = splice @ARGV, 0, 2;
            my $began = now;
            my $java = fork // die;
            unless ($java) { open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null'; exec @ARGV or die }
            while (now() - $began < 120) {
                my $to = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port");
                if ($to) {
                    print $to "GET $path HTTP/1.1\\r\\nHost: 127.0.0.1:$port\\r\\nConnection: close\\r\\n\\r\\n";
                    last if (<$to> // '') =~ m{^HTTP/1.1 200 };
                }
                select undef, undef, undef, 0.005;
            }
            my $took = now() - $began;
            open my $stat, '<', "/proc/$java/stat" or die;
            my @fields = split ' ', <$stat>;
            printf "%.3f %.2f\\n", $took, ($fields[13] + $fields[14]) / 100;
            kill 'KILL', $java;
            """;

    private FootprintBench() {}

    /** Prints one line for each thing that is measured; without a Docker engine, or without the jars, only what is missing. */
    public static void main(String[] args) {
        try {
            withoutAws();
            withAws();
        } catch (TestAbortedException e) {
            System.out.println("footprint: not measured: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void withoutAws() {
        try (ComposeStack stack = ComposeStack.up(Map.of())) {
            LockSupport.parkNanos(IDLE_NANOS);
            System.out.println("without AWS credentials:");
            resident(stack, "edge", 25);
            resident(stack, "backend", 80);
            resident(stack, "console", 130);
            start(stack, "backend", 5000, "/health/ready");
            start(stack, "console", 5080, "/login");
        }
    }

    /** Then the console holds the SDK's clients, too. */
    private static void withAws() throws IOException {
        Path folder = Files.createTempDirectory("lotse-aws");
        Path file = folder.resolve("credentials");
        Files.writeString(file, "[default]\naws_access_key_id = ASIABENCHBENCH\naws_secret_access_key = secret\n");
        Files.setPosixFilePermissions(
                folder, PosixFilePermissions.fromString("rwxr-xr-x")); // the console is another user
        try (var aws = new ReplayedAws(ReferenceTopology.healthy().topology());
                ComposeStack stack = ComposeStack.up(Map.of(
                        "LOTSE_AWS_DIR", folder.toString(),
                        "AWS_ENDPOINT_URL", aws.endpoint().toString(),
                        "LOTSE_LOAD_BALANCER", ReferenceTopology.LOAD_BALANCER_ARN))) {
            stack.await(FIRST_READ, () -> aws.calls().contains(LAST_CALL));
            LockSupport.parkNanos(IDLE_NANOS);
            System.out.println("when AWS was read:");
            resident(stack, "console", 130);
            doctor(stack);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    /** Runs beside the console in its container; both kinds of control groups know the most that was ever charged. */
    private static void doctor(ComposeStack stack) {
        String said = new Inside(stack.engine(), stack.container("console")).perl("""
                        system 'java', '@doctor', '--json';
                        my $code = $? >> 8;
                        for (qw(/sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes)) {
                            open my $in, '<', $_ or next;
                            printf "\\nexit %d, at most %d MiB charged", $code, <$in> / 1048576;
                        }
                        """);
        System.out.println("the doctor beside it: " + said.lines().toList().getLast());
    }

    /** All processes of the container, as the system counts them; and what counts against the container's limit. */
    private static void resident(ComposeStack stack, String service, int goal) {
        double kib = stack.engine()
                .docker("top", stack.container(service), "-eo", "pid,rss")
                .lines()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
                .sum();
        String charged =
                stack.engine().docker("stats", "--no-stream", "--format", "{{.MemUsage}}", stack.container(service));
        double size = Long.parseLong(
                stack.engine().docker("image", "inspect", "--format", "{{.Size}}", stack.image(service)));
        System.out.printf(
                Locale.ROOT,
                "%-8s idle: resident %.0f MiB (goal: %d MiB), charged to its limit %s; image %.0f MB%n",
                service,
                kib / 1024,
                goal,
                charged,
                size / 1e6);
    }

    private static void start(ComposeStack stack, String service, int port, String path) {
        List<double[]> with = new ArrayList<>();
        List<double[]> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            with.add(once(stack, service, port, path, "-XX:AOTCache=/opt/lotse/lotse.aot"));
            without.add(once(stack, service, port, path, "-XX:AOTMode=off"));
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s start to ready on one CPU with / without the AOT cache: %.2f / %.2f s = %.2f (goal: %.1f or less;"
                        + " CPU %.2f / %.2f s = %.2f; medians of %d)%n",
                service,
                median(with, 0),
                median(without, 0),
                median(with, 0) / median(without, 0),
                RATIO_GOAL,
                median(with, 1),
                median(without, 1),
                median(with, 1) / median(without, 1),
                ROUNDS);
    }

    private static double[] once(ComposeStack stack, String service, int port, String path, String cache) {
        DockerEngine engine = stack.engine();
        String[] took = engine.docker(
                        "run",
                        "--rm",
                        "--cpuset-cpus",
                        "0",
                        "--network",
                        "none",
                        "--read-only",
                        "--tmpfs",
                        "/tmp:mode=1777",
                        "--memory",
                        "256m",
                        "--env",
                        "LOTSE_DOMAIN=backend.example.ch",
                        "--env",
                        "LOTSE_STATE_DIR=/tmp/state",
                        "--env",
                        "LOTSE_DNS_SERVERS=127.0.0.1:1",
                        "--env",
                        "AWS_REGION=us-east-1",
                        "--env",
                        "AWS_EC2_METADATA_DISABLED=true",
                        "--entrypoint",
                        "/usr/bin/perl",
                        stack.image(service),
                        "-MIO::Socket::INET",
                        "-e",
                        STOPWATCH,
                        Integer.toString(port),
                        path,
                        "/opt/lotse/runtime/bin/java",
                        "@/opt/lotse/jvm.options",
                        cache,
                        "-jar",
                        "/opt/lotse/lotse-" + service + ".jar")
                .split(" ", -1);
        return new double[] {Double.parseDouble(took[0]), Double.parseDouble(took[1])};
    }

    private static double median(List<double[]> all, int field) {
        double[] sorted = all.stream().mapToDouble(each -> each[field]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
