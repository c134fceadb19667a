package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** AWS's own command line, pointed at an endpoint; skips the test when it is not installed. */
public final class AwsCli {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path program = Tools.require("aws");
    private final URI endpoint;

    /** What a call printed. */
    public record Result(int exitCode, String output, String errors) {}

    public AwsCli(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The answer of a call that must work. */
    public JsonNode json(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        if (result.exitCode != 0) {
            throw new AssertionError("aws " + String.join(" ", arguments) + " printed " + result.errors);
        }
        return MAPPER.readTree(result.output);
    }

    /** Runs a call. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return run(new ProcessBuilder(Stream.concat(
                        Stream.of(program.toString(), "--output", "json", "--endpoint-url", endpoint.toString()),
                        Stream.of(arguments))
                .toList()));
    }

    /** Runs what somebody would paste into a shell, in a folder. */
    public Result shell(String line, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
        builder.environment().merge("PATH", program.resolveSibling("").toString(), (path, here) -> here + ":" + path);
        return run(builder);
    }

    private Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ACCESS_KEY_ID", Keys.WORKING);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "sandbox");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("AWS_ENDPOINT_URL", endpoint.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        Thread late = Thread.ofVirtual().start(() -> endWhenLate(process));
        var errors = new ByteArrayOutputStream();
        Thread reader = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), errors));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reader.join();
        late.interrupt();
        return new Result(process.waitFor(), output, errors.toString(StandardCharsets.UTF_8));
    }

    private static void copy(InputStream from, ByteArrayOutputStream to) {
        try (from) {
            from.transferTo(to);
        } catch (IOException _) {
            // The process ended.
        }
    }

    private static void endWhenLate(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
