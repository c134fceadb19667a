package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.docker.EngineSocket.Call;
import ch.meuthak.lotse.server.Secrets;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All calls of the Docker engine, each with a deadline. For their meaning see the Engine API reference, <a
 * href="https://docs.docker.com/reference/api/engine/">docs.docker.com/reference/api/engine</a>. The paths have no version, so
 * the engine uses its own. An answer that is too long is an error.
 */
final class Engine implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_EXEC_LINES = 500;

    private final EngineSocket socket;
    private final EngineCalls calls;
    private final EngineImages images;

    Engine(Path socket) {
        this(socket, GivenTime.ALL);
    }

    /** @param time the clock of its deadlines */
    Engine(Path socket, GivenTime time) {
        this.socket = new EngineSocket(socket, time);
        this.calls = new EngineCalls(this.socket);
        this.images = new EngineImages(this.socket, calls);
    }

    /** The calls about images. */
    EngineImages images() {
        return images;
    }

    /** The version of its API, {@code 1.41}. */
    ApiVersion apiVersion() throws PlatformException {
        return ApiVersion.of(
                calls.look("report its version", "/version").path("ApiVersion").asText());
    }

    /**
     * All containers, also stopped ones, that have all the labels, each {@code name=value}. Without labels: all of the machine.
     */
    List<JsonNode> containers(List<String> labels) throws PlatformException {
        return EngineCalls.list(calls.look(
                "list its containers",
                "/containers/json?all=1&filters=" + EngineCalls.filters(Map.of("label", labels))));
    }

    Optional<JsonNode> container(String id) throws PlatformException {
        return calls.find("describe container " + id, "/containers/" + EngineCalls.encoded(id) + "/json");
    }

    /**
     * Its id.
     *
     * @param secrets what of the specification must not be in an error
     */
    String create(String name, ObjectNode specification, Secrets secrets) throws PlatformException {
        String path = "/containers/create?name=" + EngineCalls.encoded(name);
        return calls.change(Call.post("create container " + name, path, specification.toString(), EngineCalls.CHANGE)
                        .withSecrets(secrets))
                .path("Id")
                .asText();
    }

    void connect(String network, String id, JsonNode endpoint) throws PlatformException {
        ObjectNode body = JSON.createObjectNode().put("Container", id);
        body.set("EndpointConfig", endpoint);
        String path = "/networks/" + EngineCalls.encoded(network) + "/connect";
        calls.change(
                Call.post("connect the container to network " + network, path, body.toString(), EngineCalls.CHANGE));
    }

    void start(String id) throws PlatformException {
        calls.change(Call.post(
                "start container " + id, "/containers/" + EngineCalls.encoded(id) + "/start", "", EngineCalls.CHANGE));
    }

    /**
     * SIGTERM, or the container's own signal, and SIGKILL after the grace, which is rounded up to seconds. This also stops a
     * container that is being restarted. Does nothing without one.
     */
    void stop(String id, Duration grace) throws PlatformException, InterruptedException {
        long seconds = grace.plusMillis(999).toSeconds();
        String path = "/containers/" + EngineCalls.encoded(id) + "/stop?t=" + seconds;
        var call = Call.post("stop container " + id, path, "", EngineCalls.CHANGE.plusSeconds(seconds));
        try {
            socket.interruptibly(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            EngineCalls.unless(EngineRefusal.NOT_FOUND, e, call);
        }
    }

    /** Also when it runs, and with its anonymous volumes. Does nothing without one. */
    void remove(String id) throws PlatformException {
        calls.changeUnless(
                Call.delete(
                        "remove container " + id,
                        "/containers/" + EngineCalls.encoded(id) + "?v=1&force=1",
                        EngineCalls.CHANGE),
                EngineRefusal.NOT_FOUND);
    }

    /** The network with its settings. */
    Optional<JsonNode> network(String id) throws PlatformException {
        return calls.find("describe network " + id, "/networks/" + EngineCalls.encoded(id));
    }

    /**
     * The output of a program in the container's image, which runs as the container's user and without a shell. The exit code
     * does not matter.
     */
    List<String> execute(String id, List<String> command) throws PlatformException {
        ObjectNode wish = JSON.createObjectNode().put("AttachStdout", true);
        wish.set("Cmd", JSON.valueToTree(command));
        String made = calls.change(Call.post(
                        "run " + command.getFirst() + " in container " + id,
                        "/containers/" + EngineCalls.encoded(id) + "/exec",
                        wish.toString(),
                        EngineCalls.LOOK))
                .path("Id")
                .asText();
        var start = Call.post(
                "run " + command.getFirst(), "/exec/" + EngineCalls.encoded(made) + "/start", "{}", EngineCalls.LOOK);
        try {
            return socket.exchange(start, EngineAnswer.tail(MOST_EXEC_LINES, false));
        } catch (EngineRefusal e) {
            throw e.asFailureTo(start.what());
        }
    }

    /** Its last lines of output, oldest first. */
    List<String> lastLines(String id, boolean tty, int lines) throws PlatformException {
        String path = "/containers/" + EngineCalls.encoded(id) + "/logs?stdout=1&stderr=1&tail=" + lines;
        var call = Call.get("show the output of container " + id, path, EngineCalls.LOOK);
        try {
            return socket.exchange(call, EngineAnswer.tail(lines, tty));
        } catch (EngineRefusal e) {
            return List.of("Its output cannot be read: " + e.getMessage());
        }
    }

    /** Bytes of memory that its processes use now; absent when that is not known. */
    Optional<Long> memory(String id) throws PlatformException {
        return calls.find(
                        "measure container " + id,
                        "/containers/" + EngineCalls.encoded(id) + "/stats?stream=0&one-shot=1")
                .map(stats -> used(stats.path("memory_stats")))
                .filter(usage -> usage > 0);
    }

    /** Without the cache of files, which the kernel drops before it kills, as in {@code docker stats}. */
    private static long used(JsonNode memory) {
        JsonNode details = memory.path("stats");
        long files = details.path("total_inactive_file")
                .asLong(details.path("inactive_file").asLong());
        long usage = memory.path("usage").asLong();
        return files < usage ? usage - files : usage;
    }

    /** The ends of the container and its out-of-memory kills, as far as the engine remembers them. */
    List<JsonNode> deaths(String id, Instant since, Instant until) throws PlatformException {
        return deaths("container", id, since, until);
    }

    /** The same for all containers with the label. */
    List<JsonNode> deathsOf(String label, Instant since, Instant until) throws PlatformException {
        return deaths("label", label, since, until);
    }

    private List<JsonNode> deaths(String filter, String value, Instant since, Instant until) throws PlatformException {
        String filters = EngineCalls.filters(Map.of(filter, List.of(value), "event", List.of("die", "oom")));
        String span = "since=" + EngineCalls.timestamp(since) + "&until=" + EngineCalls.timestamp(until);
        var call = Call.get("report the end of " + value, "/events?" + span + "&filters=" + filters, EngineCalls.LOOK);
        var events = new ArrayList<JsonNode>();
        calls.stream(call, EngineAnswer.MOST_BYTES, events::add);
        return List.copyOf(events);
    }

    @Override
    public void close() {
        socket.close();
    }

    /** The engine's format; the epoch if there is no time. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
