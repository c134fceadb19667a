package ch.meuthak.lotse.console.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.load.Answer;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedEdgeTest {
    private static final Duration PACE = Duration.ofMillis(3);

    private final EmbeddedEdge edge = EmbeddedEdge.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
        edge.close();
    }

    @Test
    void withoutAnActiveSlotItAnswers503WithAProblemAndRetryAfter() throws Exception {
        HttpResponse<String> response = get("/");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.body()).contains("\"status\":503");
        assertThat(edge.active()).isEmpty();
    }

    @Test
    void itSendsRequestsToTheSlotThatIsRoutedAndCountsThem() throws Exception {
        try (var blue = new TestService("blue")) {
            edge.route(Slot.BLUE, blue.address());

            assertThat(get("/a%20b?c=d%26e").body()).isEqualTo("blue /a%20b?c=d%26e");
            assertThat(get("/fail").statusCode()).isEqualTo(500);
            assertThat(get("/hooks/redeploy").statusCode()).isEqualTo(200);
            assertThat(edge.active()).contains(Slot.BLUE);
            Await.until("no request in blue", () -> edge.open(Slot.BLUE).total() == 0);
            assertThat(edge.traffic(Slot.BLUE).requests())
                    .as("without the hook")
                    .isEqualTo(2);
            assertThat(edge.traffic(Slot.BLUE).serverErrors()).isEqualTo(1);
            assertThat(edge.traffic(Slot.GREEN).requests()).isZero();
        }
    }

    /** As the real edge. */
    @Test
    void aPathThatOthersMayReadAsAnotherIsRefusedAndWhatAReleaseRightlyRefusesDoesNotCount() throws Exception {
        try (var blue = new TestService("blue")) {
            edge.route(Slot.BLUE, blue.address());

            for (String path : List.of("/a/../b", "/%2e%2E/b", "/hooks/..;/x", "/a;b", "/a%2fb", "/a%5cb", "/a%00b")) {
                assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .as(path)
                        .startsWith("HTTP/1.1 400");
            }
            for (String path : List.of("/refuse/404", "/refuse/501", "/refuse/505", "/hooks/redeploy/x")) {
                get(path);
            }
            raw("GET /refuse/500 HTTP/1.0\r\nHost: x\r\n\r\n");
            get("/refuse/503");
            Await.until("no request in blue", () -> edge.open(Slot.BLUE).total() == 0);
            assertThat(edge.traffic(Slot.BLUE).requests()).isEqualTo(1);
            assertThat(edge.traffic(Slot.BLUE).serverErrors()).isEqualTo(1);
        }
    }

    @Test
    void aRequestUnderWayStaysWhereItIsAndIsCountedAsInFlight() throws Exception {
        try (var blue = new TestService("blue");
                var green = new TestService("green")) {
            edge.route(Slot.BLUE, blue.address());
            var slow = client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
            Await.until("a request in blue", () -> edge.open(Slot.BLUE).total() == 1);

            edge.route(Slot.GREEN, green.address());

            assertThat(get("/").body()).startsWith("green");
            assertThat(slow.join().body()).startsWith("blue");
            Await.until("no request in blue", () -> edge.open(Slot.BLUE).total() == 0);
        }
    }

    @Test
    void theSwitchClosesTheIdleConnectionsToTheOldSlotAndKeepsThoseOfTheClients() throws Exception {
        try (var old = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var green = new TestService("green");
                var keptAlive =
                        new Socket(edge.address().getAddress(), edge.address().getPort())) {
            edge.route(Slot.BLUE, URI.create("http://127.0.0.1:" + old.getLocalPort()));
            write(keptAlive, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            try (Socket upstream = old.accept()) {
                upstream.setSoTimeout(10_000);
                readHead(upstream);
                write(upstream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(readHead(keptAlive)).startsWith("HTTP/1.1 200");

                edge.route(Slot.GREEN, green.address());

                assertThat(upstream.getInputStream().read()).isEqualTo(-1);
            }
            write(keptAlive, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(readHead(keptAlive))
                    .startsWith("HTTP/1.1 200")
                    .contains("X-service: green")
                    .doesNotContainIgnoringCase("Connection: close");
        }
    }

    @Test
    void aConnectionInUseAtTheSwitchIsClosedWhenItsRequestIsDoneAndNotBefore() throws Exception {
        try (var old = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var green = new TestService("green");
                var client =
                        new Socket(edge.address().getAddress(), edge.address().getPort())) {
            edge.route(Slot.BLUE, URI.create("http://127.0.0.1:" + old.getLocalPort()));
            write(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            try (Socket upstream = old.accept()) {
                upstream.setSoTimeout(10_000);
                readHead(upstream);

                edge.route(Slot.GREEN, green.address());

                write(upstream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(readHead(client)).startsWith("HTTP/1.1 200");
                assertThat(upstream.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aReleaseThatIsGoneIs502() throws Exception {
        edge.route(Slot.BLUE, URI.create("http://127.0.0.1:1"));

        assertThat(get("/").statusCode()).isEqualTo(502);
        Await.until("it is counted", () -> edge.traffic(Slot.BLUE).serverErrors() == 1);
    }

    @Test
    void aReleaseThatClosesWithoutAnAnswerIs502() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> acceptAndClose(silent));
            edge.route(Slot.BLUE, URI.create("http://127.0.0.1:" + silent.getLocalPort()));

            assertThat(get("/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void aConnectionThatTheReleaseClosedWhileItWasIdleFailsNoRequest() throws Exception {
        try (var service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnceForEachConnection(service));
            edge.route(Slot.BLUE, URI.create("http://127.0.0.1:" + service.getLocalPort()));

            for (int i = 0; i < 200; i++) {
                assertThat(get("/").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void theLoadBalancersForwardedHeadersArePassedOnAndThoseOfTheConnectionAreNot() throws Exception {
        try (var blue = new TestService("blue")) {
            edge.route(Slot.BLUE, blue.address());

            String headers = client.send(
                            request("/headers")
                                    .header("X-Forwarded-For", "203.0.113.7")
                                    .header("X-Forwarded-Proto", "https")
                                    .header("X-Forwarded-Port", "443")
                                    .header("TE", "trailers")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            assertThat(headers)
                    .contains("X-forwarded-for: 203.0.113.7\n")
                    .contains("X-forwarded-proto: https\n")
                    .contains("X-forwarded-port: 443\n")
                    .doesNotContainIgnoringCase("te: trailers");
            assertThat(client.send(request("/headers").build(), BodyHandlers.ofString())
                            .body())
                    .contains("X-forwarded-for: 127.0.0.1\n")
                    .contains("X-forwarded-proto: http\n");
        }
    }

    @Test
    void aBodyBeyondTheLimitIs413WhetherItsLengthIsToldOrNot() throws Exception {
        try (var blue = new TestService("blue")) {
            edge.route(Slot.BLUE, blue.address());
            byte[] large = new byte[(24 << 10) + 1];

            assertThat(raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 24577\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(chunked(large)).startsWith("HTTP/1.1 413");
            assertThat(get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatExpects100ContinueGetsIt() throws Exception {
        try (var blue = new TestService("blue");
                var socket =
                        new Socket(edge.address().getAddress(), edge.address().getPort())) {
            edge.route(Slot.BLUE, blue.address());
            socket.setSoTimeout(10_000);
            write(socket, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 100");
            write(socket, "hello");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void fiftySwitchesUnderMixedLoadFailNoRequest() throws Exception {
        try (var blue = new TestService("blue");
                var green = new TestService("green")) {
            edge.route(Slot.BLUE, blue.address());
            Load load = mixedLoad();
            try (load) {
                for (int i = 0; i < 50; i++) {
                    long before = load.answered();
                    edge.route(i % 2 == 0 ? Slot.GREEN : Slot.BLUE, i % 2 == 0 ? green.address() : blue.address());
                    Await.until("20 more answers", () -> load.answered() >= before + 20);
                }
            }
            assertThat(load.failures()).isEmpty();
            assertThat(edge.traffic(Slot.BLUE).requests()).isPositive();
            assertThat(edge.traffic(Slot.GREEN).requests()).isPositive();
            assertThat(edge.traffic(Slot.BLUE).serverErrors()
                            + edge.traffic(Slot.GREEN).serverErrors())
                    .isZero();
        }
    }

    @Test
    void aReleaseStoppedAfterTheSwitchWhenNothingIsInFlightFailsNoRequest() throws Exception {
        TestService serving = new TestService("blue0");
        edge.route(Slot.BLUE, serving.address());
        Load load = mixedLoad();
        try (load) {
            for (int i = 1; i <= 10; i++) {
                Slot slot = i % 2 == 0 ? Slot.BLUE : Slot.GREEN;
                TestService candidate = new TestService(slot.id() + i);
                long before = load.answered();
                edge.route(slot, candidate.address());
                Await.until("an idle slot", () -> edge.open(slot.other()).total() == 0);
                serving.close();
                serving = candidate;
                Await.until("50 more answers", () -> load.answered() >= before + 50);
            }
        }
        serving.close();
        assertThat(load.failures()).isEmpty();
    }

    /** Kept connections and one for each request, bodies with a length and in chunks, slow requests. */
    private Load mixedLoad() {
        Exchange get = Exchange.get("/").served(says("/"));
        Exchange slow = Exchange.get("/slow").served(says("/slow"));
        Exchange post = Exchange.post("/", 20_000, 200);
        Exchange counted = post.served(says(String.valueOf(post.body().length())));
        Load load = new Load();
        for (int i = 0; i < 3; i++) {
            for (Exchange exchange : List.of(get, slow, counted, counted.inChunks())) {
                load.keepAlive(edge.address(), Optional.empty(), PACE, exchange);
            }
            load.connectionPerRequest(edge.address(), Optional.empty(), PACE, get.with("Connection: close"));
        }
        return load;
    }

    private static Predicate<Answer> says(String what) {
        return answer -> answer.status() == 200 && answer.body().matches("(blue|green)[0-9]* " + what);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + edge.address().getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(edge.address().getAddress(), edge.address().getPort())) {
            socket.setSoTimeout(10_000);
            write(socket, request);
            return readHead(socket);
        }
    }

    /** Ends where the limit is passed: what a server leaves unread when it closes resets the connection, answer and all. */
    private String chunked(byte[] body) throws IOException {
        try (Socket socket =
                new Socket(edge.address().getAddress(), edge.address().getPort())) {
            socket.setSoTimeout(10_000);
            write(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            write(socket, Integer.toHexString(body.length) + "\r\n");
            socket.getOutputStream().write(body);
            return readHead(socket);
        }
    }

    private static void acceptAndClose(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                readHead(socket);
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void answerOnceForEachConnection(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                readHead(socket);
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
