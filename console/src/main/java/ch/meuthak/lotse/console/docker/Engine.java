package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.docker.EngineSocket.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the console ever asks of the Docker engine, each call with a deadline: see the Engine API reference for what they
 * mean, <a href="https://docs.docker.com/reference/api/engine/">docs.docker.com/reference/api/engine</a>. No version is named
 * in the paths, so the engine answers with its own. An answer that is too long to be true is an error.
 */
final class Engine implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration CHANGE = Duration.ofSeconds(30);
    private static final Duration PULL = Duration.ofMinutes(30);
    private static final Duration PULL_SILENCE = Duration.ofMinutes(2);
    private static final int MOST_PULL_BYTES = 256 * 1024 * 1024;

    private final EngineSocket socket;

    Engine(Path socket) {
        this(socket, GivenTime.ALL);
    }

    /** Whose deadlines are counted in that time. */
    Engine(Path socket, GivenTime time) {
        this.socket = new EngineSocket(socket, time);
    }

    /** The version of its API, {@code 1.41}. */
    ApiVersion apiVersion() throws PlatformException {
        return ApiVersion.of(
                look("say its version", "/version").path("ApiVersion").asText());
    }

    /** All containers, also stopped ones, that have all the labels, each {@code name=value}; without any: those of everybody. */
    List<JsonNode> containers(List<String> labels) throws PlatformException {
        return list(look("list its containers", "/containers/json?all=1&filters=" + filters(Map.of("label", labels))));
    }

    Optional<JsonNode> container(String id) throws PlatformException {
        return find("describe container " + id, "/containers/" + encoded(id) + "/json");
    }

    /** Its id. */
    String create(String name, ObjectNode specification) throws PlatformException {
        String path = "/containers/create?name=" + encoded(name);
        return change(Call.post("create container " + name, path, specification.toString(), CHANGE))
                .path("Id")
                .asText();
    }

    void connect(String network, String id, JsonNode endpoint) throws PlatformException {
        ObjectNode body = JSON.createObjectNode().put("Container", id);
        body.set("EndpointConfig", endpoint);
        String path = "/networks/" + encoded(network) + "/connect";
        change(Call.post("connect the container to network " + network, path, body.toString(), CHANGE));
    }

    void start(String id) throws PlatformException {
        change(Call.post("start container " + id, "/containers/" + encoded(id) + "/start", "", CHANGE));
    }

    /**
     * SIGTERM, or what the container has instead, and SIGKILL after the grace, which is rounded up to seconds. Also one that
     * is being restarted. Nothing when there is none.
     */
    void stop(String id, Duration grace) throws PlatformException, InterruptedException {
        long seconds = grace.plusMillis(999).toSeconds();
        String path = "/containers/" + encoded(id) + "/stop?t=" + seconds;
        var call = Call.post("stop container " + id, path, "", CHANGE.plusSeconds(seconds));
        try {
            socket.interruptibly(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            unless(EngineRefusal.NOT_FOUND, e, call);
        }
    }

    /** With its anonymous volumes, and also when it runs. Nothing when there is none. */
    void remove(String id) throws PlatformException {
        var call = Call.delete("remove container " + id, "/containers/" + encoded(id) + "?v=1&force=1", CHANGE);
        try {
            socket.exchange(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            unless(EngineRefusal.NOT_FOUND, e, call);
        }
    }

    /** Its last lines of output, oldest first. */
    List<String> lastLines(String id, boolean tty, int lines) throws PlatformException {
        String path = "/containers/" + encoded(id) + "/logs?stdout=1&stderr=1&tail=" + lines;
        var call = Call.get("show the output of container " + id, path, LOOK);
        try {
            return socket.exchange(call, (status, body) -> {
                EngineAnswer.requireGood(status, body);
                var tail = new LogTail(lines);
                tail.read(body, tty);
                return tail.lines();
            });
        } catch (EngineRefusal e) {
            return List.of("Its output cannot be read: " + e.getMessage());
        }
    }

    /** Bytes of memory that its processes use now; absent when that is not known. */
    Optional<Long> memory(String id) throws PlatformException {
        return find("measure container " + id, "/containers/" + encoded(id) + "/stats?stream=0&one-shot=1")
                .map(stats -> used(stats.path("memory_stats")))
                .filter(usage -> usage > 0);
    }

    /** Without what the kernel keeps of files and would drop before it kills, as {@code docker stats} counts it. */
    private static long used(JsonNode memory) {
        JsonNode details = memory.path("stats");
        long files = details.path("total_inactive_file")
                .asLong(details.path("inactive_file").asLong());
        long usage = memory.path("usage").asLong();
        return files < usage ? usage - files : usage;
    }

    /** The deaths of the container and those of its processes that ran out of memory, as far as it remembers. */
    List<JsonNode> deaths(String id, Instant since, Instant until) throws PlatformException {
        return deaths("container", id, since, until);
    }

    /** The same of all containers that have the label. */
    List<JsonNode> deathsOf(String label, Instant since, Instant until) throws PlatformException {
        return deaths("label", label, since, until);
    }

    private List<JsonNode> deaths(String filter, String value, Instant since, Instant until) throws PlatformException {
        String filters = filters(Map.of(filter, List.of(value), "event", List.of("die", "oom")));
        String span = "since=" + timestamp(since) + "&until=" + timestamp(until);
        var call = Call.get("say what became of " + value, "/events?" + span + "&filters=" + filters, LOOK);
        var events = new ArrayList<JsonNode>();
        stream(call, EngineAnswer.MOST_BYTES, events::add);
        return List.copyOf(events);
    }

    /** The images that have the repository in one of their names. */
    List<JsonNode> images(String repository) throws PlatformException {
        String filters = filters(Map.of("reference", List.of(repository)));
        return list(look("list its images", "/images/json?filters=" + filters));
    }

    Optional<JsonNode> image(String reference) throws PlatformException {
        return find("describe image " + reference, "/images/" + path(reference) + "/json");
    }

    /** Removes the name, and with its last name the image. Nothing when there is none, or when a container has it. */
    void removeImage(String reference) throws PlatformException {
        var call = Call.delete("remove image " + reference, "/images/" + path(reference), CHANGE);
        try {
            socket.exchange(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            if (!e.is(EngineRefusal.CONFLICT)) {
                unless(EngineRefusal.NOT_FOUND, e, call);
            }
        }
    }

    /** Returns when the engine has no more to say of it. */
    void pull(String repository, String digest, RegistryLogin login, JsonLines.Taker taker)
            throws PlatformException, EngineRefusal, InterruptedException {
        String path = "/images/create?fromImage=" + encoded(repository) + "&tag=" + encoded(digest);
        var call = Call.post("pull " + repository + "@" + digest, path, "", PULL)
                .withSilence(PULL_SILENCE)
                .withLogin(login);
        socket.interruptibly(call, EngineAnswer.lines(MOST_PULL_BYTES, taker));
    }

    /** The status with which the engine describes an image that is in the registry and may be read with the login. */
    int statusOfRemote(String image, RegistryLogin login) throws PlatformException {
        return status(Call.get("ask the registry for " + image, "/distribution/" + path(image) + "/json", CHANGE)
                .withLogin(login));
    }

    /** Whether the registry takes the login, whatever it may do there. */
    boolean accepts(RegistryLogin.Given login) throws PlatformException {
        String body = new String(Base64.getUrlDecoder().decode(login.header()), StandardCharsets.UTF_8);
        var call = Call.post("try the login for " + login.registry(), "/auth", body, CHANGE);
        return status(call.withSecrets(login.secrets())) < 300;
    }

    private int status(Call call) throws PlatformException {
        try {
            return socket.exchange(call, (status, _) -> status);
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }

    private JsonNode look(String what, String path) throws PlatformException {
        return change(Call.get(what, path, LOOK));
    }

    private Optional<JsonNode> find(String what, String path) throws PlatformException {
        var call = Call.get(what, path, LOOK);
        try {
            return Optional.of(socket.exchange(call, EngineAnswer::json));
        } catch (EngineRefusal e) {
            unless(EngineRefusal.NOT_FOUND, e, call);
            return Optional.empty();
        }
    }

    private JsonNode change(Call call) throws PlatformException {
        try {
            return socket.exchange(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }

    private void stream(Call call, long most, JsonLines.Taker taker) throws PlatformException {
        try {
            socket.exchange(call, EngineAnswer.lines(most, taker));
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }

    private static void unless(int tolerated, EngineRefusal refused, Call call) throws PlatformException {
        if (!refused.is(tolerated)) {
            throw refused.asFailureTo(call.what());
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.isArray() ? List.copyOf(array.valueStream().toList()) : List.of();
    }

    private static String filters(Map<String, List<String>> filters) {
        return encoded(JSON.valueToTree(filters).toString());
    }

    private static String timestamp(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A reference has its slashes in the path as they are. */
    private static String path(String reference) {
        return encoded(reference).replace("%2F", "/");
    }

    @Override
    public void close() {
        socket.close();
    }

    /** As the engine writes times; the epoch where it wrote none. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
