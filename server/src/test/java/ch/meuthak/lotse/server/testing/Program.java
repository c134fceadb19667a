package ch.meuthak.lotse.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A program as a process of its own: its environment, its output, its signals, its end. */
public final class Program implements AutoCloseable {
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
     */
    public static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path log = Files.createTempFile(folder, "output", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /**
     * The same for a program of ours, in a small JVM that starts quickly.
     *
     * @param arguments of {@code java}: class path or jar, main class
     */
    public static Program java(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** The {@code java} that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path of these tests. */
    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The same without what only the tests have. */
    public static String productionClassPath() {
        return Arrays.stream(classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The id of its process. */
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
        assertThat(exitCode()).as(output()).isEqualTo(1);
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

    /** The port that it writes into a file once it listens. */
    public int awaitPort(Path file) throws Exception {
        return await("a port in " + file, () -> {
            String port = Files.readString(file).strip();
            assertThat(port).isNotEmpty();
            return Integer.parseInt(port);
        });
    }

    /** Tries until it goes well; fails as it failed last when it never does, or when the program ended. */
    public <T> T await(String what, Callable<T> attempt) throws Exception {
        long end = System.nanoTime() + Await.PATIENCE.toNanos();
        while (true) {
            boolean last = !process.isAlive() || System.nanoTime() - end > 0;
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

    /** As {@code kill}: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for its end. */
    public void awaitEnd() throws InterruptedException {
        assertThat(endsWithin(Await.PATIENCE)).as(output()).isTrue();
    }

    /** Waits for its end at most so long. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time);
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        awaitEnd();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
