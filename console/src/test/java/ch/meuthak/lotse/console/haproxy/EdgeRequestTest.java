package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.RawClient;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge lets through and what it makes of the rest, seen on raw sockets. */
@Timeout(240)
class EdgeRequestTest extends EdgeFixture {
    private static final Map<String, String> BEHIND_A_BALANCER = Map.of(
            "LOTSE_LOAD_BALANCER_NETWORK", "10.0.0.0/8 127.0.0.0/8", "LOTSE_REDIRECT_DOMAIN", "backend.meuthak.ch");

    EdgeRequestTest() throws IOException {}

    @Test
    void theWordOfAStrangerIsReplacedByTheTruth() throws Exception {
        HaProxy edge = edge(Map.of());

        String seen = edge.ask("""
                        GET /a?b=c HTTP/1.1
                        Host: x
                        X-Forwarded-For: 203.0.113.7
                        X-Forwarded-For: 203.0.113.8
                        X-Forwarded-Proto: https
                        X-Forwarded-Port: 443
                        X_Forwarded_For: 203.0.113.9
                        X-Forwarded-Host: evil.example
                        X-Amzn-Trace-Id: Root=1-2-3
                        Forwarded: for=203.0.113.7
                        X-Real-IP: 203.0.113.7
                        Connection: close, X-Forwarded-For

                        """).body();

        assertThat(seen)
                .contains("GET /a?b=c HTTP/1.1\n")
                .contains("\nx-forwarded-for: 127.0.0.1\n")
                .contains("\nx-forwarded-proto: http\n")
                .contains("\nx-forwarded-port: " + edge.port() + "\n")
                .containsPattern("\nx-request-id: [0-9a-f-]{36}\n")
                .endsWith("\nconnection: close")
                .doesNotContain("203.0.113", "evil", "Root=1")
                .doesNotContainIgnoringCase("forwarded_for");
    }

    @Test
    void theLoadBalancersWordIsPassedOn() throws Exception {
        String seen = edge(BEHIND_A_BALANCER).ask("""
                        GET / HTTP/1.1
                        Host: x
                        X-Forwarded-For: 203.0.113.7
                        X-Forwarded-Proto: https
                        X-Forwarded-Port: 443
                        X-Amzn-Trace-Id: Root=1-2-3
                        X-Request-Id: mine-1
                        Connection: close

                        """).body();

        assertThat(seen)
                .contains("\nx-forwarded-for: 203.0.113.7\n")
                .contains("\nx-forwarded-proto: https\n")
                .contains("\nx-forwarded-port: 443\n")
                .contains("\nx-amzn-trace-id: Root=1-2-3\n")
                .contains("\nx-request-id: mine-1\n");
    }

    @Test
    void aBalancersOwnCheckHasNoForwardedHeadersAndGetsThem() throws Exception {
        assertThat(edge(BEHIND_A_BALANCER).get("/").body()).contains("\nx-forwarded-for: 127.0.0.1\n");
    }

    @Test
    void anIdThatIsNotSaneIsReplaced() throws Exception {
        HaProxy edge = edge(Map.of());
        for (String id : List.of("a b", "\"x\"", "x".repeat(65), "a\nX-Request-Id: b")) {
            assertThat(edge.ask("GET / HTTP/1.1\nHost: x\nX-Request-Id: " + id + "\n\n")
                            .body())
                    .containsPattern("\nx-request-id: [0-9a-f-]{36}\n");
        }
    }

    @Test
    void strangersAreSentToTheDomainAndWhatComesThroughTheLoadBalancerIsNot() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_REDIRECT_DOMAIN", "backend.meuthak.ch"));

        Reply reply = edge.ask("POST /a//b?c=d HTTP/1.1\nHost: 44.194.144.99:5000\nContent-Length: 0\n\n");
        assertThat(reply.status()).isEqualTo(308);
        assertThat(reply.header("Location")).isEqualTo("https://backend.meuthak.ch/a//b?c=d");
        assertThat(edge.get("//evil.example/").header("Location"))
                .isEqualTo("https://backend.meuthak.ch//evil.example/");
        assertThat(edge.get("/health/ready").status()).isEqualTo(308);
        assertThat(edge(BEHIND_A_BALANCER).get("/health/ready").status()).isEqualTo(200);
        assertThat(edge(BEHIND_A_BALANCER).get("/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a\0b HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1\nHost: x\nA: b\0c\n\n",
                "GET / HTTP/1.1\n\n",
                "GET / HTTP/1.1\nHost: x\nHost: y\n\n",
                "GET / HTTP/1.1\nHost: x/y\n\n",
                "GET / HTTP/1.1\nHost: user@x\n\n",
                "GET / HTTP/1.1\nHost : x\n\n",
                "GET http://y/ HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/2.0\nHost: x\n\n",
                "GET /a b HTTP/1.1\nHost: x\n\n",
                "PRI * HTTP/2.0\n\nSM\n\n",
                "POST / HTTP/1.1\nHost: x\nContent-Length: 3\nContent-Length: 4\n\nabcd",
                "POST / HTTP/1.1\nHost: x\nContent-Length: +3\n\nabc",
                "POST / HTTP/1.1\nHost: x\nContent-Length: 3, 4\n\nabc",
                "POST / HTTP/1.1\nHost: x\nContent-Length: 99999999999999999999\n\nabc",
                "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n3\nabc\n0\n\n",
                "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked, gzip\n\n3\nabc\n0\n\n",
                "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n0x3\nabc\n0\n\n",
                "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n-3\nabc\n0\n\n",
                "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nfffffffffffffffff\nabc\n0\n\n",
                "POST / HTTP/1.0\nHost: x\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n"
            })
    void whatIsNotValidIsRefusedAndTheConnectionClosed(String request) throws Exception {
        HaProxy edge = edge(Map.of());
        try (RawClient client = RawClient.to(edge.port())) {
            assertThat(client.send(request).read().status()).isIn(400, 405);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(release.requests()).isZero();
    }

    /** What the hook's and the checks' places are for is said by the path: it must be the same for a release. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/./a",
                "/a/../b",
                "/a/%2e%2E/b",
                "/.%2e/b",
                "/a/%2e",
                "/health/../api/v1/release",
                "/hooks/..;/health/..",
                "/hooks/redeploy;a=b",
                "/a;b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%5C..%5cb",
                "/a\\b",
                "/hooks/redeploy/..\\..",
                "/a%00b",
                "/a#b",
                "http://x/a/../b"
            })
    void aPathThatOthersMayReadAsAnotherIsRefused(String path) throws Exception {
        for (HaProxy edge : List.of(edge(Map.of()), edge(BEHIND_A_BALANCER))) {
            try (RawClient client = RawClient.to(edge.port())) {
                assertThat(client.send("GET " + path + " HTTP/1.1\nHost: x\n\n")
                                .read()
                                .status())
                        .isEqualTo(400);
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
        assertThat(release.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//a",
                "/a//b/",
                "/.well-known/x",
                "/a..b",
                "/...",
                "/a.",
                "/a/..b",
                "/%41%20%c3%a9",
                "/a%3Bb",
                "/a:b@c,d=e~!$&'()*+",
                "/a?b=../..;%2f%00",
                "/%252e%252e/b"
            })
    void aPathThatIsTheSameForEverybodyIsPassedOn(String path) throws Exception {
        assertThat(edge(Map.of()).get(path).body()).contains("GET " + path + " HTTP/1.1\n");
    }

    @Test
    void aLineOrAHeadThatAReleasesAnswerMightNotHoldIsRefused() throws Exception {
        HaProxy edge = edge(Map.of());
        assertProblem(edge.get("/" + "x".repeat(8192)), 414);
        assertProblem(edge.ask("GET / HTTP/1.1\nHost: x\nA: " + "x".repeat(16_384) + "\n\n"), 431);
        assertThat(edge.ask("GET /" + "x".repeat(8000) + " HTTP/1.1\nHost: x\nA: " + "x".repeat(16_000) + "\n\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyForTheHookIsNoLongerThanTheConsoleTakes() throws Exception {
        HaProxy edge = edge(Map.of());
        assertProblem(edge.ask("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 16385\n\n"), 413);
        assertThat(edge.ask("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 16384\n\n" + "x".repeat(16_384))
                        .body())
                .startsWith("blue 16384\n");
        assertThat(release.requests()).isEqualTo(1);
    }

    /** Without being asked to come: it is there before anybody could have said no. */
    @Test
    void whoSendsTooMuchUnaskedReadsWhyItIsRefused() throws Exception {
        HaProxy edge = edge(Map.of());
        for (int i = 0; i < 20; i++) {
            assertProblem(edge.ask("POST / HTTP/1.1\nHost: x\nContent-Length: 60000\n\n" + "x".repeat(40_000)), 413);
        }
        assertThat(release.requests()).isZero();
    }

    @Test
    void aLengthBesideChunksIsNotPassedOnAndNothingAfterThemIsARequest() throws Exception {
        try (RawClient client = RawClient.to(edge(Map.of()).port())) {
            Reply reply = client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 50\nTransfer-Encoding: chunked\n\n"
                            + "3\nabc\n0\n\nGET /smuggled HTTP/1.1\nHost: x\n\n")
                    .read();

            assertThat(reply.body()).startsWith("blue 3\n").doesNotContain("content-length");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(release.requests()).isEqualTo(1);
    }

    @Test
    void aFoldedHeaderIsOneLineForTheRelease() throws Exception {
        assertThat(edge(Map.of())
                        .ask("GET / HTTP/1.1\nHost: x\nA: b\n Transfer-Encoding: chunked\n\n")
                        .body())
                .containsPattern("\na: b +Transfer-Encoding: chunked\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT x:80 HTTP/1.1\nHost: x:80\n\n",
                "TRACE / HTTP/1.1\nHost: x\n\n",
                "head / HTTP/1.1\nHost: x\n\n",
                "HEAd / HTTP/1.1\nHost: x\n\n",
                "head /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
                "!$% / HTTP/1.1\nHost: x\n\n"
            })
    void tunnelsEchoesAndMethodsInSmallLettersAreNotAllowed(String request) throws Exception {
        assertProblem(edge(Map.of()).ask(request), 405);
    }

    @Test
    void anUpgradeToHttp2IsNotPassedOn() throws Exception {
        assertThat(edge(Map.of())
                        .ask("GET / HTTP/1.1\nHost: x\nConnection: Upgrade, HTTP2-Settings\nUpgrade: h2c\n"
                                + "HTTP2-Settings: AAA\n\n")
                        .body())
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContainIgnoringCase("http2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Upgrade: websocket, h2c\n", "Upgrade: h2c, websocket\n", "Upgrade: h2c\nUpgrade: websocket\n"})
    void anUpgradeToHttp2DoesNotHideBehindAWebsocket(String upgrade) throws Exception {
        assertThat(edge(Map.of())
                        .ask("GET / HTTP/1.1\nHost: x\nConnection: Upgrade\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n" + upgrade + "\n")
                        .body())
                .containsIgnoringCase("\nupgrade: websocket\n")
                .doesNotContainIgnoringCase("h2c");
    }

    @Test
    void aBodyBeyondTheLimitIs413WhetherItsLengthIsToldOrNot() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_BODY_SIZE", "100000"));
        String chunked = "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n";
        String body = "x".repeat(100_000);

        assertProblem(edge.ask("POST / HTTP/1.1\nHost: x\nContent-Length: 100001\n\n"), 413);
        assertThat(edge.ask("POST / HTTP/1.1\nHost: x\nContent-Length: 100000\n\n" + body)
                        .body())
                .startsWith("blue 100000\n");
        assertThat(edge.ask(chunked + "4e20\n" + body.substring(0, 20_000) + "\n0\n\n")
                        .body())
                .startsWith("blue 20000\n");
        try (RawClient client = RawClient.to(edge.port())) {
            assertProblem(
                    client.send(chunked + "186a0\n" + body.substring(0, 32_000)).read(), 413);
        }
        assertThat(edge(Map.of("LOTSE_EDGE_CHUNKED", "any"))
                        .ask(chunked + "186a0\n" + body + "\n0\n\n")
                        .body())
                .startsWith("blue 100000\n");
    }

    @Test
    void aHeadBeyondTheBufferIsRefused() throws Exception {
        try (RawClient client = RawClient.to(edge(Map.of()).port())) {
            assertThat(client.send("GET / HTTP/1.1\nHost: x\nA: " + "x".repeat(40_000))
                            .read()
                            .status())
                    .isIn(400, 431);
        }
    }

    @Test
    void aClientThatExpects100ContinueGetsIt() throws Exception {
        try (RawClient client = RawClient.to(edge(Map.of()).port())) {
            client.send("POST / HTTP/1.1\nHost: x\nExpect: 100-continue\nContent-Length: 5\n\n");
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.send("hello").read().body())
                    .startsWith("blue 5\n")
                    .doesNotContain("expect");
        }
    }

    @Test
    void theLogHasALineForEachRequestWithoutItsSecrets() throws Exception {
        HaProxy edge = edge(Map.of());
        edge.ask("GET /a\"b?token=secret HTTP/1.1\nHost: x\nAuthorization: Bearer secret\nX-Request-Id: seen-1\n\n");
        edge.get("/" + "y".repeat(3000));

        HaProxy.await(() -> edge.output().contains("seen-1") && edge.output().contains("yyy"));
        assertThat(edge.output())
                .contains("\"id\":\"seen-1\"", "\"to\":\"slot_blue\"", "/a\\\"b")
                .doesNotContain("secret");
        assertThat(edge.output().lines()).allMatch(line -> line.length() <= 1024);
    }

    @Test
    void whenOnlyErrorsAreWantedNothingElseIsLogged() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_LOG", "errors"));
        edge.get("/good");
        edge.get("/die");

        HaProxy.await(() -> edge.output().contains("/die"));
        assertThat(edge.output()).doesNotContain("/good");
    }

    @Test
    void requestsUnderWayFinishWhenTheEdgeIsToldToEnd() throws Exception {
        HaProxy edge = edge(Map.of());
        try (RawClient client = RawClient.to(edge.port())) {
            client.send("GET /sleep/1500 HTTP/1.1\nHost: x\n\n");
            HaProxy.await(() -> release.requests() == 1);
            edge.signal("USR1");

            assertThat(client.read().body()).isEqualTo("blue");
        }
    }
}
