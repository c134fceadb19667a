package ch.meuthak.lotse.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.helidon.http.Method;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.Yaml;

/** An OpenAPI 3.1 document, and which of its answers were seen. Whatever it does not name fails the test. */
public final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String COMPONENTS = "#/components/schemas/";
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final Set<String> seen = new TreeSet<>();

    public OpenApiDocument(String yaml) {
        document = JSON.valueToTree(new Yaml().<Object>load(yaml));
        close(document);
    }

    /** A field that is not documented is a mistake, though a client must bear it. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject()) {
            schema.putIfAbsent("additionalProperties", BooleanNode.FALSE);
        }
        node.forEach(OpenApiDocument::close);
    }

    /** The methods of each path, in lower case. */
    public Map<String, Set<String>> operations() {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        for (String path : names(document.get("paths"))) {
            Set<String> methods = names(document.at("/paths").get(path));
            methods.retainAll(METHODS);
            operations.put(path, methods);
        }
        return operations;
    }

    /** The same of routes. HEAD comes with every GET, and the document says so once. */
    public static Map<String, Set<String>> operations(Map<String, Set<Method>> routes) {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        routes.forEach((path, methods) -> {
            Set<String> names = new LinkedHashSet<>();
            methods.forEach(method -> names.add(method.text().toLowerCase(Locale.ROOT)));
            names.remove("head");
            operations.put(path, names);
        });
        return operations;
    }

    /** Every documented answer, {@code get /api/trust 200}. */
    public Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        operations()
                .forEach((path, methods) -> methods.forEach(method -> names(responses(method, path)).stream()
                        .filter(status -> !status.equals("default"))
                        .forEach(status -> answers.add(method + " " + path + " " + status))));
        return answers;
    }

    /** The answers that were checked. */
    public Set<String> seen() {
        return seen;
    }

    /** Fails unless the answer is as the document says: its status, headers, media type and every field. */
    public void check(String method, String path, HttpResponse<String> answer) {
        check(
                method,
                path,
                answer.statusCode(),
                name -> answer.headers().firstValue(name).orElse(""),
                answer.body());
    }

    /** The same of an answer that came another way; a header that is not there is empty. */
    public void check(String method, String path, int status, UnaryOperator<String> header, String body) {
        String where = method + " " + path + " " + status;
        JsonNode responses = responses(method, path);
        assertThat(names(responses)).as(where + ": " + body).contains(Integer.toString(status));
        JsonNode response = resolved(responses.get(Integer.toString(status)));
        seen.add(where);
        for (String name : names(response.path("headers"))) {
            if (resolved(response.get("headers").get(name)).path("required").asBoolean()) {
                assertThat(header.apply(name)).as(where + " " + name).isNotEmpty();
            }
        }
        checkBody(response.path("content"), header.apply("Content-Type"), body, where);
    }

    private void checkBody(JsonNode content, String type, String body, String where) {
        if (content.isMissingNode()) {
            assertThat(body).as(where).isEmpty();
            return;
        }
        assertThat(names(content)).as(where).contains(type);
        if (type.endsWith("json")) {
            checkJson(content.get(type).get("schema"), body, where);
        }
    }

    private void checkJson(JsonNode schema, String body, String where) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("allOf", JSON.createArrayNode().add(schema));
        whole.set("$defs", document.at("/components/schemas"));
        try {
            JsonNode closed = JSON.readTree(whole.toString().replace(COMPONENTS, "#/$defs/"));
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(closed, STRICT)
                            .validate(JSON.readTree(body)))
                    .as(where + ": " + body)
                    .isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(where + " is no JSON: " + body, e);
        }
    }

    private JsonNode responses(String method, String path) {
        JsonNode responses = document.at("/paths").path(path).path(method).path("responses");
        assertThat(responses.isObject())
                .as(method + " " + path + " is documented")
                .isTrue();
        return responses;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
