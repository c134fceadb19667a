package ch.meuthak.lotse.console.sandbox.balancer;

import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.TARGET_GROUP_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.sandbox.edge.EmbeddedEdge;
import ch.meuthak.lotse.console.sandbox.edge.TestService;
import ch.meuthak.lotse.console.sandbox.tls.LocalCertificate;
import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.TargetHealth;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Tools;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxLoadBalancerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final HealthCheck QUICK =
            new HealthCheck("/health/ready", "200", Duration.ofMillis(200), Duration.ofMillis(150), 2, 2);

    private LocalCertificate certificate;
    private LocalCertificate.Served served;
    private HttpClient client;

    private SandboxState state;
    private Service service;
    private SandboxLoadBalancer balancer;

    /** Answers what it is told to; its health has a status of its own. */
    private static final class Service implements AutoCloseable {
        private final HttpServer server = HttpServer.create(ANY, 0);
        private volatile int health = 200;
        private volatile Duration delay = Duration.ZERO;
        private volatile String headers = "";

        Service() throws IOException {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                if (path.equals("/headers")) {
                    headers = exchange.getRequestHeaders().entrySet().toString();
                }
                LockSupport.parkNanos(delay.toNanos());
                if (!path.equals("/close")) {
                    byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(path.equals("/health/ready") ? health : 200, body.length);
                    exchange.getResponseBody().write(body);
                }
            }
        }

        InetSocketAddress address() {
            return server.getAddress();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeAll
    void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = new LocalCertificate(folder, ReferenceDeployment.DOMAIN);
        served = certificate.open(Instant.now());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(certificate.authority()))
                .build();
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var pem = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @BeforeEach
    void start() throws Exception {
        state = SandboxState.reference(InstantSource.system());
        state.changeHealthCheck(TARGET_GROUP_ARN, QUICK);
        service = new Service();
        balancer = startBalancer(service.address());
    }

    private SandboxLoadBalancer startBalancer(InetSocketAddress target) {
        return startBalancer(target, Duration.ofSeconds(20));
    }

    private SandboxLoadBalancer startBalancer(InetSocketAddress target, Duration responseLimit) {
        return SandboxLoadBalancer.start(
                state,
                new SandboxLoadBalancer.Setup(
                        ANY, served.context(), _ -> target, Duration.ofMillis(300), responseLimit));
    }

    @AfterEach
    void stop() {
        balancer.close();
        service.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("https://localhost:" + balancer.address().getPort() + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private TargetHealth health() {
        return state.cloud().targetGroups().getFirst().targets().getFirst().health();
    }

    private void awaitHealth(TargetHealth wanted) {
        Await.until(wanted.toString(), () -> health().equals(wanted));
    }

    @Test
    void itForwardsWithTheHeadersOfAnApplicationLoadBalancer() throws Exception {
        awaitHealth(TargetHealth.HEALTHY);
        var response = client.send(
                request("/headers").header("X-Forwarded-For", "203.0.113.7").build(), BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("ok");
        assertThat(service.headers)
                .contains("X-forwarded-for=[203.0.113.7, 127.0.0.1]")
                .contains("X-forwarded-proto=[https]")
                .contains("X-forwarded-port=[443]")
                .containsPattern("X-amzn-trace-id=\\[Root=1-[0-9a-f]{8}-[0-9a-f]{24}]");
    }

    @Test
    void anAnswerWithTheWrongCodeIsAMismatchAndOneWithTheRightCodeHealsIt() {
        awaitHealth(TargetHealth.HEALTHY);
        service.health = 503;
        awaitHealth(new TargetHealth(
                "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]"));

        service.health = 200;
        awaitHealth(TargetHealth.HEALTHY);
    }

    @Test
    void aTargetThatRefusesFailsItsChecks() {
        awaitHealth(TargetHealth.HEALTHY);
        service.close();
        awaitHealth(TargetHealth.FAILED);
    }

    @Test
    void aTargetThatDoesNotAnswerInTimeTimesOut() {
        awaitHealth(TargetHealth.HEALTHY);
        service.delay = Duration.ofMillis(500);
        awaitHealth(TargetHealth.TIMED_OUT);
    }

    @Test
    void withoutTheRuleTheChecksTimeOutAndRequestsToo() throws Exception {
        awaitHealth(TargetHealth.HEALTHY);
        state.revoke(ReferenceDeployment.SERVER_GROUP, ReferenceDeployment.API_RULE);
        awaitHealth(TargetHealth.TIMED_OUT);

        HttpResponse<String> response = get("/");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("<h1>504 Gateway Time-out</h1>");
    }

    @Test
    void aStoppedInstanceIsUnusedAndAfterItsStartHealthyAgain() throws Exception {
        awaitHealth(TargetHealth.HEALTHY);
        state.stop(ReferenceDeployment.INSTANCE);
        awaitHealth(TargetHealth.STOPPED);
        assertThat(get("/").statusCode()).isEqualTo(503);

        state.start(ReferenceDeployment.INSTANCE);
        awaitHealth(TargetHealth.HEALTHY);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATargetItAnswers503AsAwsDoes() throws Exception {
        state.deregister(TARGET_GROUP_ARN, ReferenceDeployment.INSTANCE, ReferenceDeployment.PORT);

        HttpResponse<String> response = get("/");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Server")).contains("awselb/2.0");
        assertThat(response.body()).contains("<title>503 Service Temporarily Unavailable</title>");
    }

    @Test
    void aTargetThatClosesIs502AndOneThatIsTooSlowIs504() throws Exception {
        balancer.close();
        balancer = startBalancer(service.address(), Duration.ofMillis(1500));
        awaitHealth(TargetHealth.HEALTHY);
        assertThat(get("/close").statusCode()).isEqualTo(502);

        service.delay = Duration.ofSeconds(5);
        assertThat(get("/").statusCode()).isEqualTo(504);
    }

    @Test
    void itFailsOpenWhenNoTargetIsHealthy() throws Exception {
        service.health = 500;
        Await.until("an unhealthy target", () -> health().is("unhealthy"));

        assertThat(get("/").body()).isEqualTo("ok");
    }

    @Test
    void aNewCheckOfTheTargetGroupIsFollowed() {
        service.health = 204;
        Await.until("an unhealthy target", () -> health().is("unhealthy"));
        state.changeHealthCheck(
                TARGET_GROUP_ARN, new HealthCheck("/health/ready", "200-299", QUICK.interval(), QUICK.timeout(), 2, 2));
        awaitHealth(TargetHealth.HEALTHY);
    }

    @Test
    void curlTrustsItWithTheAuthoritysCertificateUnderEachOfItsNames() throws Exception {
        awaitHealth(TargetHealth.HEALTHY);
        int port = balancer.address().getPort();
        for (String host : new String[] {"localhost", ReferenceDeployment.DOMAIN, "127.0.0.1"}) {
            Process curl = new ProcessBuilder(
                            Tools.require("curl").toString(),
                            "-sS",
                            "--cacert",
                            certificate.authority().toString(),
                            "--resolve",
                            ReferenceDeployment.DOMAIN + ":" + port + ":127.0.0.1",
                            "https://" + host + ":" + port + "/")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("ok");
        }
    }

    @Test
    void switchesOfTheEdgeBehindItFailNoRequest() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (EmbeddedEdge edge = EmbeddedEdge.start(ANY);
                TestService blue = new TestService("blue");
                TestService green = new TestService("green")) {
            edge.route(Slot.BLUE, blue.address());
            balancer.close();
            balancer = startBalancer(edge.address());
            AtomicInteger stop = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String path : new String[] {"/", "/", "/slow", "/slow"}) {
                    threads.execute(() -> load(path, stop, answered, failures));
                }
                for (int i = 0; i < 20; i++) {
                    int before = answered.get();
                    edge.route(i % 2 == 0 ? Slot.GREEN : Slot.BLUE, i % 2 == 0 ? green.address() : blue.address());
                    Await.until("5 more answers", () -> answered.get() >= before + 5);
                }
                stop.set(1);
            }
        }
        assertThat(failures).isEmpty();
    }

    private void load(String path, AtomicInteger stop, AtomicInteger answered, Queue<String> failures) {
        while (stop.get() == 0) {
            try {
                HttpRequest post = request(path)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1000]))
                        .build();
                var response = client.send(post, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (IOException | InterruptedException failed) {
                failures.add(failed.toString());
            }
            answered.incrementAndGet();
        }
    }
}
