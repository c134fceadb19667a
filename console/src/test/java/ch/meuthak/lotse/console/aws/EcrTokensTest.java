package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ECR's passwords, asked for by the SDK at an endpoint that says what the test wants. */
class EcrTokensTest {
    private static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Instant now = START;
    private volatile String refusal = "";
    private volatile String token = "";
    private HttpServer endpoint;
    private AwsConnection connection;
    private EcrTokens tokens;

    @BeforeEach
    void start() throws Exception {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (refusal.isEmpty() ? answer() : refusal).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 400, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        endpoint.start();
        connection = new AwsConnection(TestAws.settings(
                URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort())));
        tokens = new EcrTokens(connection, () -> now);
    }

    @AfterEach
    void stop() {
        connection.close();
        endpoint.stop(0);
    }

    /** As AWS answers, with a token that is good for 12 hours. */
    private String answer() throws IOException {
        String plain = "AWS:password-" + asked.size();
        String packed =
                token.isEmpty() ? Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) : token;
        return "{\"authorizationData\":[{\"authorizationToken\":\"%s\",\"expiresAt\":%d,\"proxyEndpoint\":\"https://%s\"}]}"
                .formatted(packed, now.plus(Duration.ofHours(12)).getEpochSecond(), REGISTRY);
    }

    private String password() {
        return tokens.find(REGISTRY).orElseThrow() instanceof Fact.Known<EcrToken>(var known)
                ? known.password()
                : "none";
    }

    private Problem problem() {
        return ((Fact.Failed<EcrToken>) tokens.find(REGISTRY).orElseThrow()).problem();
    }

    @Test
    void onePasswordServesUntilAnHourBeforeItsEndAndThenThereIsAnother() {
        assertThat(password()).isEqualTo("password-1");
        now = START.plus(Duration.ofHours(11)).minusSeconds(1);
        assertThat(password()).isEqualTo("password-1");
        now = START.plus(Duration.ofHours(11));
        assertThat(password()).isEqualTo("password-2");
        assertThat(asked).hasSize(2).allMatch(header -> header.contains("/eu-central-1/ecr/"));
    }

    @Test
    void whileAwsGivesNoneTheOldOneIsUsedToItsEndAndThenTheReasonIsSaid() {
        assertThat(password()).isEqualTo("password-1");
        refusal = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";
        now = START.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(password()).isEqualTo("password-1");
        now = START.plus(Duration.ofHours(12));
        assertThat(problem().message()).contains("may not call ecr:GetAuthorizationToken", "Allow that action");
    }

    @Test
    void theRegionIsTheRegistrysAndThePasswordIsNotShown() {
        assertThat(password()).isEqualTo("password-1");
        assertThat(tokens.find(REGISTRY.replace("eu-central-1", "us-west-2")).orElseThrow())
                .isInstanceOfSatisfying(
                        Fact.Known.class, known -> assertThat(known.toString()).doesNotContain("password"));
        assertThat(asked.getLast()).contains("/us-west-2/ecr/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "bm9jb2xvbg=="})
    void anAnswerWithoutATokenIsSaidToBeOne(String given) {
        token = given;
        assertThat(problem().error()).isEqualTo("UnreadableAnswer");
        assertThat(problem().message()).doesNotContain(given);
    }

    static Stream<String> hostsOfOthers() {
        return Stream.of(
                "docker.io",
                "ghcr.io",
                "public.ecr.aws",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example",
                "evil.example/123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com:5000",
                "1234.dkr.ecr.eu-central-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-central-1xamazonaws.com",
                "123456789012.dkr.ecr.a.b.amazonaws.com");
    }

    @ParameterizedTest
    @MethodSource("hostsOfOthers")
    void noOtherHostIsEverGivenAPassword(String host) {
        assertThat(tokens.find(host)).isEmpty();
        assertThat(asked).isEmpty();
    }
}
