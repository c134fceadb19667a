package ch.meuthak.lotse.server;

import static ch.meuthak.lotse.server.GuardedServer.GET;
import static ch.meuthak.lotse.server.GuardedServer.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardTest {
    private final GuardedServer server = new GuardedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient client() throws IOException {
        return server.client();
    }

    @Test
    void aConnectionServesRequestAfterRequestAndEveryAnswerCarriesTheReleaseAndARequestId() throws IOException {
        try (RawClient client = client()) {
            for (int i = 0; i < 3; i++) {
                RawClient.Reply reply = client.send(GET).read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("hello");
                assertThat(reply.header("X-Release")).isEqualTo("1.0");
                assertThat(reply.header("X-Request-Id")).matches("[0-9a-f]{32}");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawClient client = client()) {
            client.send(GET + "GET /nowhere HTTP/1.1\nHost: x\n\n" + GET);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("hello");
        }
    }

    @Test
    void anAnswerOfSeveralWritesDoesNotWaitForTheClientsDelayedAck() throws IOException {
        long[] nanos = new long[21];
        try (RawClient client = client()) {
            for (int i = 0; i < nanos.length; i++) {
                long begun = System.nanoTime();
                client.send("GET /page HTTP/1.1\nHost: x\n\n").read();
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        // all answers but the first would take the 40 ms; a busy machine holds up some of them
        assertThat(Duration.ofNanos(nanos[nanos.length / 4])).isLessThan(Duration.ofMillis(35));
    }

    @Test
    void aSaneRequestIdIsKeptAndAnInsaneOneReplaced() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("GET /hello HTTP/1.1\nHost: x\nX-Request-Id: abc-1\n\n")
                            .read()
                            .header("X-Request-Id"))
                    .isEqualTo("abc-1");
            assertThat(client.send("GET /hello HTTP/1.1\nHost: x\nX-Request-Id: <b>\n\n")
                            .read()
                            .header("X-Request-Id"))
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void connectionCloseReallyClosesAndThePipelinedRequestBehindItIsNotAnswered() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /hello HTTP/1.1\nHost: x\nConnection: close\n\n" + GET);
            RawClient.Reply reply = client.read();
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo("hello");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void headHasTheLengthOfGetAndNoBodyAndTheConnectionLivesOn() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply head =
                    client.send("HEAD /hello HTTP/1.1\nHost: x\n\n" + GET).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("5");
            assertThat(client.read().body()).isEqualTo("hello");
            assertThat(client.send("HEAD /nowhere HTTP/1.1\nHost: x\n\n" + GET)
                            .readHead()
                            .status())
                    .isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("hello");
        }
    }

    @Test
    void headToAHandlerThatWritesABodyClosesSoThatNobodyTakesTheBodyForAnAnswer() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("HEAD /huge HTTP/1.1\nHost: x\n\n")
                            .readHead()
                            .header("Connection"))
                    .isEqualTo("close");
        }
    }

    @Test
    void anUnexpectedErrorSaysNothingOfTheInside() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply reply =
                    client.send("GET /fails HTTP/1.1\nHost: x\n\n").read();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body())
                    .contains("\"title\":\"Internal Server Error\"", "\"instance\":\"/fails\"")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aWrongMethodIs405WithAllowAndOptionsSaysTheSame() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply wrong =
                    client.send("DELETE /hello HTTP/1.1\nHost: x\n\n").read();
            assertThat(wrong.status()).isEqualTo(405);
            assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            RawClient.Reply options =
                    client.send("OPTIONS /hello/ HTTP/1.1\nHost: x\n\n").read();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(client.send("GET /hello/ HTTP/1.1\nHost: x\n\n").read().body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void tooManyRequestsAtOnceAre503WithRetryAfterAndExemptPathsStillAnswer() throws Exception {
        List<RawClient> busy = new ArrayList<>();
        for (int i = 0; i < LIMITS.requests(); i++) {
            busy.add(client().send("GET /slow HTTP/1.1\nHost: x\n\n"));
        }
        assertThat(server.busyHandlers.await(20, TimeUnit.SECONDS)).isTrue();
        try (RawClient client = client()) {
            RawClient.Reply reply =
                    client.send("GET /nowhere HTTP/1.1\nHost: x\n\n").read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
        } finally {
            server.release.countDown();
            busy.forEach(RawClient::close);
        }
    }

    @Test
    void aDrainFinishesTheRequestInFlightAndClosesEveryConnection() throws Exception {
        try (RawClient slow = client();
                RawClient idle = client()) {
            idle.send(GET).read();
            slow.send("GET /slow HTTP/1.1\nHost: x\n\n");
            assertThat(server.busyHandler.await(20, TimeUnit.SECONDS)).isTrue();
            Thread stopping = Thread.ofVirtual().start(server::stop);
            assertThat(idle.isClosedByServer()).isTrue();
            server.release.countDown();
            RawClient.Reply reply = slow.read();
            assertThat(reply.body()).isEqualTo("slow");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aConnectionLivesOnAfterABodyThatWasRead() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 3\n\nabc");
            assertThat(client.read().body()).isEqualTo("abc");
            client.send("POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\ndef\n0\n\n");
            RawClient.Reply second = client.read();
            assertThat(second.body()).isEqualTo("def");
            assertThat(second.header("Connection")).isEmpty();
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 3\nExpect: 100-continue\n\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("abc").read().body()).isEqualTo("abc");
        }
    }
}
