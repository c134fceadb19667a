package ch.meuthak.lotse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of ours as a process of its own: its environment, its output, its signals, its end. */
public final class Program implements AutoCloseable {
    /** Generous: a busy machine of two cores starts three JVMs one after another. */
    public static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final long SIGINT_BIT = 1L << 1;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it with nothing but the given environment.
     *
     * @param folder where its output goes, and its home
     * @param arguments of {@code java}: class path or jar, main class
     */
    public static Program start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "output", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /** The class path of these tests. */
    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    public long pid() {
        return process.pid();
    }

    /** Everything that it said so far. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What it says when it did not start: one line, and exit code 1. */
    public String lastWord() throws InterruptedException {
        assertThat(process.waitFor(DEADLINE)).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(1);
        assertThat(output()).doesNotContain("Exception in thread", "\tat ");
        return output().lines().reduce("", (before, line) -> line);
    }

    /** The first group of the pattern, once it is in the output. */
    public String awaitLine(String pattern) throws Exception {
        Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
        return await(pattern, () -> {
            Matcher found = compiled.matcher(output());
            assertThat(found.find()).as(output()).isTrue();
            return found.group(1);
        });
    }

    /** Tries until it goes well; fails as it failed last when it never does, or when the program ended. */
    public <T> T await(String what, Callable<T> attempt) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            boolean last = !process.isAlive() || System.nanoTime() > end;
            try {
                return attempt.call();
            } catch (IOException | AssertionError e) {
                if (last) {
                    throw new AssertionError(what + "\n" + output(), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Ctrl-C; SIGTERM where this machine starts its background jobs with SIGINT ignored. */
    public void interrupt() throws Exception {
        boolean ignored = Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
        signal(ignored ? "TERM" : "INT");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(DEADLINE)).isTrue();
    }

    public void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(DEADLINE)).as(output()).isTrue();
    }

    /** Asks with the token of the tests. */
    public static HttpResponse<String> ask(String method, String url, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The console token of every program that is asked. */
    public static final String TOKEN = "token-of-the-tests-0123456789";

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
