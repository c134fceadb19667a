package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The document is true: every operation and every answer in it is called for and compared with what is written. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** As the console tells one that failed, in full. */
    private static final String DEPLOYMENT = """
            {"id": "mhyq2k8v1-x7c", "location": "/hooks/redeploy/mhyq2k8v1-x7c", "state": "failed", "requestedBy": "hook",
             "reason": null, "rollback": false, "requestedAt": "2026-11-23T15:00:00Z", "finishedAt": "2026-11-23T15:00:09Z",
             "origin": {"name": "github o/r run 1 by a", "url": "https://github.com/o/r/actions/runs/1"},
             "release": {"digest": "sha256:00", "version": null, "revision": "6f1ed00"}, "slot": null,
             "steps": [{"name": "requested", "startedAt": "2026-11-23T15:00:00Z", "finishedAt": null, "result": null}],
             "failure": "It was bad.", "evidence": {"exitCode": 1, "lastLogLines": ["a"], "healthAnswers": []}}""";

    @TempDir
    private Path folder;

    private FakeConsole console;
    private RunningBackend backend;
    private JsonNode document;
    private final Set<String> called = new TreeSet<>();

    @BeforeEach
    void start() throws Exception {
        console = new FakeConsole(folder.resolve("hook.sock"));
        backend = RunningBackend.with(folder.resolve("hook.sock"));
        Object yaml = new Yaml().load(backend.get("/openapi.yaml").body());
        document = JSON.valueToTree(yaml);
    }

    @AfterEach
    void stop() {
        backend.close();
        console.close();
    }

    @Test
    void everyDocumentedAnswerComesAsItIsDocumented() throws Exception {
        for (String path : new String[] {"/", "/openapi.yaml", "/api/v1/release"}) {
            check("get", path, backend.get(path));
            check("get", path, backend.get(path, "If-None-Match", "*"));
        }
        for (String path :
                new String[] {"/api/v1/status", "/api/v1/request", "/health/live", "/health/ready", "/health/started"
                }) {
            check("get", path, backend.get(path, "Prefer", "wait=1", "X-Forwarded-For", "203.0.113.9"));
        }
        console.hasDeployment(DEPLOYMENT);
        for (int status : new int[] {202, 400, 401, 403, 409, 413, 415, 422, 429, 503}) {
            console.hookAnswers(status);
            check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "{}"));
        }
        check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "x".repeat(70_000)));
        console.hasDeployment(DEPLOYMENT.replaceFirst("\"location\".*?,", ""));
        for (int status : new int[] {200, 401, 403, 404, 429, 503}) {
            console.outcomeAnswers(status);
            check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/d-1"));
        }
        check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/a%20b"));
        console.close();
        check("post", "/hooks/redeploy", backend.send("POST", "/hooks/redeploy", "{}"));
        check("get", "/hooks/redeploy/{id}", backend.get("/hooks/redeploy/d-1"));
        wrongMethods();
        assertThat(called).containsAll(documented());
    }

    private void wrongMethods() throws IOException, InterruptedException {
        for (String path : fieldNames(document.get("paths"))) {
            HttpResponse<String> answer = backend.send("PATCH", path.replace("{id}", "d-1"), "");
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            for (String method : methods(path)) {
                check(method, path, answer);
            }
        }
    }

    /** Everything that a test can provoke; 503 of the health checks needs a drain: see the process test. */
    private Set<String> documented() {
        Set<String> all = new TreeSet<>();
        for (String path : fieldNames(document.get("paths"))) {
            for (String method : methods(path)) {
                fieldNames(document.get("paths").get(path).get(method).get("responses")).stream()
                        .filter(status -> !status.equals("default"))
                        .filter(status -> !(path.startsWith("/health/") && status.equals("503")))
                        .forEach(status -> all.add(method + " " + path + " " + status));
            }
        }
        return all;
    }

    private Set<String> methods(String path) {
        Set<String> methods =
                new LinkedHashSet<>(fieldNames(document.get("paths").get(path)));
        methods.retainAll(METHODS);
        return methods;
    }

    private void check(String method, String path, HttpResponse<String> answer) throws IOException {
        String status = Integer.toString(answer.statusCode());
        String where = method + " " + path + " " + status;
        JsonNode responses = document.get("paths").get(path).get(method).get("responses");
        assertThat(responses.has(status)).as(where + " is documented").isTrue();
        called.add(where);
        JsonNode response = responses.get(status);
        checkHeaders(response.path("headers"), answer, where);
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(where).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        assertThat(fieldNames(content)).as(where).contains(type);
        if (type.endsWith("json")) {
            new Schema(document, where).check(content.get(type).get("schema"), JSON.readTree(answer.body()));
        }
    }

    private void checkHeaders(JsonNode headers, HttpResponse<String> answer, String where) {
        for (String name : fieldNames(headers)) {
            JsonNode header = Schema.resolve(document, headers.get(name));
            if (header.path("required").asBoolean()) {
                assertThat(answer.headers().firstValue(name))
                        .as(where + " " + name)
                        .isPresent();
            }
        }
    }

    @Test
    void everyRouteIsDocumentedAndNothingElseIs() {
        Map<String, Set<String>> routes = new HashMap<>();
        new Backend(Settings.ofDefaultsAnd(RunningBackend.settings()), InstantSource.system())
                .routes()
                .all()
                .forEach((path, methods) -> routes.put(path, names(methods)));
        Map<String, Set<String>> documented = new HashMap<>();
        fieldNames(document.get("paths")).forEach(path -> documented.put(path, new TreeSet<>(methods(path))));
        assertThat(routes).isEqualTo(documented);
    }

    private static Set<String> names(Set<Method> methods) {
        Set<String> names = new TreeSet<>();
        methods.forEach(method -> names.add(method.text().toLowerCase(Locale.ROOT)));
        names.remove("head"); // documented once for all in the description
        return names;
    }

    static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The part of JSON Schema that the document uses. */
    private record Schema(JsonNode document, String where) {

        static JsonNode resolve(JsonNode document, JsonNode node) {
            return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
        }

        void check(JsonNode unresolved, JsonNode value) {
            JsonNode schema = resolve(document, unresolved);
            Set<String> types = types(schema.get("type"));
            assertThat(types).as(where + ": " + value + " is one of " + types).anyMatch(type -> isA(type, value));
            if (schema.has("enum")) {
                assertThat(schema.get("enum")).as(where).contains(value);
            }
            if (schema.has("pattern") && value.isTextual()) {
                assertThat(value.asText())
                        .as(where)
                        .containsPattern(schema.get("pattern").asText());
            }
            if (schema.has("items")) {
                value.forEach(item -> check(schema.get("items"), item));
            }
            if (value.isObject()) {
                checkProperties(schema, value);
            }
        }

        /** One, or a list of them. */
        private static Set<String> types(JsonNode type) {
            Set<String> types = new LinkedHashSet<>();
            if (type.isArray()) {
                type.forEach(one -> types.add(one.asText()));
            } else {
                types.add(type.asText());
            }
            return types;
        }

        private void checkProperties(JsonNode schema, JsonNode value) {
            schema.path("required").forEach(name -> assertThat(value.has(name.asText()))
                    .as(where + ": " + name + " in " + value)
                    .isTrue());
            JsonNode others = schema.path("additionalProperties");
            for (String name : fieldNames(value)) {
                if (schema.path("properties").has(name)) {
                    check(schema.get("properties").get(name), value.get(name));
                } else if (others.isObject()) {
                    check(others, value.get(name));
                } else {
                    assertThat(others.isBoolean())
                            .as(where + ": " + name + " is documented")
                            .isFalse();
                }
            }
        }

        private static boolean isA(String type, JsonNode value) {
            return switch (type) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "boolean" -> value.isBoolean();
                case "null" -> value.isNull();
                default -> throw new IllegalArgumentException("the test does not know the type " + type);
            };
        }
    }
}
