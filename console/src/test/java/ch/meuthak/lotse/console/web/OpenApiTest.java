package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.How;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.Kind;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.server.testing.OpenApiDocument;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The document of the JSON API is true: its operations are the routes, and every answer comes as it is documented. */
@Timeout(120)
class OpenApiTest {
    private static final String SERVING = FakeDeployments.SERVING.digest();
    private static final String JSON = "application/json";

    private final TokenIssuer issuer = TokenIssuer.start();
    private final TestConsole console = TestConsole.withSamples(new TrustSettings(
            "backend.example.ch",
            Optional.of(issuer.trust()),
            Optional.of(new SharedSecrets(List.of("0123456789abcdef0123456789abcdef")))));
    private final OpenApiDocument document = new OpenApiDocument(
            call(console, "GET", "/api/openapi.yaml", "", "").body());

    @AfterEach
    void close() {
        console.close();
        issuer.close();
    }

    @Test
    void everyRouteIsDocumentedAndNothingElseIs() {
        assertThat(document.operations()).isEqualTo(routes());
    }

    private Map<String, Set<String>> routes() {
        var parts = ConsoleParts.of(new WebSettings(0, List.of()), console.facts, ConsoleToken.of(TestConsole.TOKEN));
        Map<String, Set<String>> routes =
                OpenApiDocument.operations(ConsoleRouting.routes(parts).all());
        routes.keySet().removeIf(path -> !path.startsWith("/api/"));
        return routes;
    }

    /** {@code | `GET /api/x`, `POST /api/y` | ...}. */
    @Test
    void theTableInTheReadmeHasTheSameOperations() throws Exception {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ", -1)[0])
                .flatMap(cell ->
                        Pattern.compile("`([A-Z]+) (/api/[^`]+)`").matcher(cell).results())
                .forEach(call -> table.computeIfAbsent(call.group(2), _ -> new TreeSet<>())
                        .add(call.group(1).toLowerCase(Locale.ROOT)));
        assertThat(table).isEqualTo(document.operations());
    }

    @Test
    void everyAnswerComesAsItIsDocumented() {
        strangersAndWrongMethods();
        reading();
        deployments();
        baseline();
        credentials();
        nothingReadYet();
        brokenDisk();
        assertThat(document.answers()).containsExactlyInAnyOrderElementsOf(document.seen());
    }

    private void strangersAndWrongMethods() {
        document.operations()
                .forEach((path, methods) -> methods.forEach(method -> {
                    Visitor stranger = console.visitor();
                    var request = stranger.request(path.replace("{id}", "d-1"));
                    document.check(
                            method,
                            path,
                            stranger.send(request.method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())));
                    document.check(method, path, call(console, "PATCH", path.replace("{id}", "d-1"), "", ""));
                }));
    }

    private void reading() {
        for (String path : List.of(
                "/api/topology",
                "/api/diagnosis",
                "/api/diagnosis.md",
                "/api/deployments",
                "/api/releases",
                "/api/configuration",
                "/api/hook-calls",
                "/api/trust",
                "/api/timeline",
                "/api/account",
                "/api/openapi.yaml")) {
            get(path, "");
        }
        for (String path : List.of("/api/deployments", "/api/hook-calls", "/api/timeline")) {
            get(path, "?limit=0");
        }
        SampleCalls.addTo(console.calls, console.clock.instant());
        get("/api/hook-calls", "");
        post("/api/refresh", "");
        post("/api/login-links", "");
    }

    /** Whatever is wrong in AWS and however little of it was read, each field is as documented. */
    @Test
    void theAnswersAboutEachFaultAreAsDocumented() {
        Faults.cases().forEach((rule, one) -> {
            console.outside.set(one.observed().outside());
            console.diagnosis.set(Optional.of(one.diagnosis()));
            console.feed.publish(one.observed().topology());
            get("/api/topology", "");
            get("/api/diagnosis", "");
            get("/api/account", "");
        });
        var silent = new Problem("TLS", "Timeout", "No certificate was seen.", "Check the network.");
        console.outside.set(Outside.unread().withTls(Fact.failed(silent)));
        console.diagnosis.set(Optional.empty());
        get("/api/topology", "");
    }

    private void deployments() {
        SampleDeployments.every(console.clock.instant()).forEach(console.deployments::add);
        get("/api/deployments", "");
        for (Deployment deployment : console.deployments.latest(50)) {
            document.check(
                    "get",
                    "/api/deployments/{id}",
                    call(console, "GET", "/api/deployments/" + deployment.id(), "", ""));
        }
        String running = "/api/deployments/running";
        document.check("get", "/api/deployments/{id}/log", call(console, "GET", running + "/log", "", ""));
        document.check("get", "/api/deployments/{id}/log", call(console, "GET", running + "/log?limit=x", "", ""));
        document.check("get", "/api/deployments/{id}/log", call(console, "GET", "/api/deployments/no/log", "", ""));
        document.check("get", "/api/deployments/{id}", call(console, "GET", "/api/deployments/no", "", ""));
        for (String id : List.of("running", "running", "no")) {
            String path = "/api/deployments/" + id + "/cancel";
            document.check("post", "/api/deployments/{id}/cancel", call(console, "POST", path, "", ""));
        }
        requests("/api/deployments", "{\"digest\":\"" + SERVING + "\"}");
        post("/api/deployments", "{\"configuration\":\"" + FakeDeployments.FINGERPRINT + "\"}");
        requests("/api/rollbacks", "{\"reason\":\"slow\"}");
        console.deployments.prepare(
                new ConfigurationPart(Kind.VARIABLE, "LOTSE_FEED", How.CHANGED),
                new ConfigurationPart(Kind.VOLUME, "/data", How.ADDED));
        get("/api/configuration", "");
        console.deployments.haveOneReleaseOnly();
        post("/api/rollbacks", "{\"reason\":\"slow\"}");
        get("/api/releases", "");
    }

    /** A good body, and one for each way of being bad. */
    private void requests(String path, String good) {
        post(path, good);
        post(path, "{\"reason\":\"" + "x".repeat(501) + "\"}");
        bad(path);
    }

    private void bad(String path) {
        post(path, "{");
        post(path, "x".repeat(20_000));
        document.check("post", path, call(console, "POST", path, "application/xml", "<x/>"));
    }

    private void baseline() {
        console.drift.look(ReferenceTopology.healthy().topology(), Optional.empty());
        console.drift.look(
                ReferenceTopology.healthy()
                        .idleTimeout(Fact.known(Duration.ofSeconds(4000)))
                        .topology(),
                Optional.empty());
        get("/api/timeline", "");
        post("/api/baseline", "{\"id\":\"0000\"}");
        post("/api/baseline", "{\"mark\":\"" + console.drift.drift().mark() + "\"}");
        bad("/api/baseline");
    }

    private void credentials() {
        String path = "/api/credentials";
        for (String block : List.of("good", "bad", "x".repeat(20_000))) {
            document.check("post", path, call(console, "POST", path, "text/plain", block));
        }
        document.check("post", path, call(console, "POST", path, "application/xml", "<x/>"));
        Visitor script = console.visitor();
        document.check(
                "post",
                path,
                script.send(authorized(script, path)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}))));
        document.check("delete", path, call(console, "DELETE", path, "", ""));
    }

    private void nothingReadYet() {
        try (TestConsole fresh = new TestConsole()) {
            for (String path : List.of("/api/topology", "/api/diagnosis", "/api/diagnosis.md")) {
                document.check("get", path, call(fresh, "GET", path, "", ""));
            }
            for (String path : List.of("/api/account", "/api/timeline", "/api/trust", "/api/deployments")) {
                document.check("get", path, call(fresh, "GET", path, "", ""));
            }
            document.check("post", "/api/refresh", call(fresh, "POST", "/api/refresh", "", ""));
        }
    }

    private void brokenDisk() {
        console.deployments.loseTheJournal();
        get("/api/deployments", "");
        console.timeline.refusal = "The disk is full. Free some space.";
        get("/api/timeline", "");
        post("/api/baseline", "{\"mark\":\"" + console.drift.drift().mark() + "\"}");
        try (TestConsole broken =
                new TestConsole(TrustSettings.nobody("backend.example.ch"), new ObservedHookCalls(new BrokenCalls()))) {
            document.check("get", "/api/hook-calls", call(broken, "GET", "/api/hook-calls", "", ""));
        }
    }

    private static final class BrokenCalls implements HookCalls {
        @Override
        public void add(HookCall call) {
            throw new HookCallsUnavailable("The disk is full.");
        }

        @Override
        public List<HookCall> latest(boolean trusted, int limit) {
            throw new HookCallsUnavailable("The disk is full.");
        }
    }

    private void get(String path, String query) {
        document.check("get", path, call(console, "GET", path + query, "", ""));
    }

    private void post(String path, String body) {
        document.check("post", path, call(console, "POST", path, JSON, body));
    }

    private static HttpResponse<String> call(
            TestConsole console, String method, String path, String type, String body) {
        Visitor script = console.visitor();
        HttpRequest.Builder request = authorized(script, path);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return script.send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder authorized(Visitor script, String path) {
        return script.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN);
    }
}
