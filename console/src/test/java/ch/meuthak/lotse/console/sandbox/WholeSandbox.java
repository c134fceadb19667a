package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.console.Lifecycle;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A sandbox on free ports with the real console and the built backend, and a client of its API and of the console's. */
final class WholeSandbox implements AutoCloseable {
    private static final String TOKEN = "a-token-for-the-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lifecycle parts = new Lifecycle();
    private final Sandbox sandbox;
    private final SSLContext tls;
    private final HttpClient http;

    /** @param quick settings of the console over the usual ones, {@code lotse.deploy.bake.time} */
    WholeSandbox(Path state, Map<String, String> quick) throws Exception {
        Path jar = Tools.requireFile(System.getProperty("lotse.backend.jar", ""), "run ./mvnw verify, which builds it");
        var others = new HashMap<>(quick);
        others.put("lotse.console.token", TOKEN);
        sandbox = Sandbox.start(
                new SandboxSettings(0, 0, 0, 0, state, others),
                new InProcessConsole(jar, InstantSource.system()),
                InstantSource.system(),
                parts,
                line -> {});
        tls = trusting(sandbox.authority());
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setCertificateEntry("sandbox", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Sandbox parts() {
        return sandbox;
    }

    SSLContext tls() {
        return tls;
    }

    InetSocketAddress api() {
        return sandbox.edge().address();
    }

    InetSocketAddress https() {
        return sandbox.balancer().address();
    }

    /** The JSON that a GET of the API answers with, straight at the edge. */
    JsonNode overHttp(String path) throws Exception {
        return read("http://127.0.0.1:" + api().getPort() + path);
    }

    /** The same through the load balancer. */
    JsonNode overHttps(String path) throws Exception {
        return read("https://localhost:" + https().getPort() + path);
    }

    private JsonNode read(String uri) throws Exception {
        return JSON.readTree(http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body());
    }

    JsonNode console(String path) throws Exception {
        return JSON.readTree(
                http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    /** Asks the console's JSON API for a deployment and waits for its end. */
    JsonNode redeploy(String json) throws Exception {
        HttpResponse<String> answer = http.send(
                request("/api/deployments")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        String location = answer.headers().firstValue("Location").orElseThrow();
        Await.until(
                "the end of " + location,
                () -> !console(location).get("finishedAt").isNull());
        return console(location);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.console().url() + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    /** Waits until the load balancer sees the first release. */
    void awaitHealthy() {
        Await.until("a healthy target", () -> targetState().equals("healthy"));
    }

    String targetState() throws Exception {
        return console("/api/topology").at("/targetGroups/0/targets/0/state").asText();
    }

    /** The backend's processes that this test has started. */
    static Stream<ProcessHandle> backends() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("lotse-backend.jar"));
    }

    @Override
    public void close() {
        http.close();
        parts.close();
    }
}
