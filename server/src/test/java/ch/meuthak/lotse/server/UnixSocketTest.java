package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnixSocketTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static UnixSocketClient client(Path socket) {
        return new UnixSocketClient(socket, Duration.ofSeconds(20), 1000);
    }

    private static UnixSocketClient impatient(Path socket) {
        return new UnixSocketClient(socket, Duration.ofSeconds(1), 1000);
    }

    private LotseServer serve(Path socket) {
        Drain drain = new Drain();
        Guard guard = new Guard(Limits.defaults(), drain, List.of());
        Routes routes = new Routes()
                .post(
                        "/echo",
                        (request, response) -> Answer.send(
                                request,
                                response,
                                HeaderValues.CONTENT_TYPE_TEXT_PLAIN,
                                (request.headers()
                                                        .value(HeaderNames.AUTHORIZATION)
                                                        .orElse("")
                                                + request.content().as(String.class))
                                        .getBytes(StandardCharsets.UTF_8)))
                .get("/long", (request, response) -> response.send(new byte[1001]));
        return LotseServer.start(
                guard.protect(WebServer.builder().bindAddress(UnixSocket.at(socket)))
                        .routing(routes.addTo(guard.routing(List.of()))),
                drain,
                Duration.ZERO,
                Duration.ofSeconds(5));
    }

    @Test
    void aServerListensAndAClientCallsIt() throws IOException {
        Path socket = folder.resolve("s.sock");
        try (LotseServer server = serve(socket)) {
            assertThat(server.port()).isEqualTo(-1);
            UnixSocketClient.Reply reply = client(socket)
                    .call(
                            Method.POST,
                            "/echo",
                            List.of(HeaderValues.create(HeaderNames.AUTHORIZATION, "Bearer x")),
                            "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("Bearer xhello");
            assertThat(reply.header("x-request-id")).isPresent();
            assertThat(client(socket)
                            .call(Method.GET, "/nowhere", List.of(), new byte[0])
                            .status())
                    .isEqualTo(404);
            assertThatThrownBy(() -> client(socket).call(Method.GET, "/long", List.of(), new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer than 1000");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void aStaleSocketFileIsRemoved() throws IOException {
        Path socket = folder.resolve("s.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        try (LotseServer server = serve(socket)) {
            assertThat(server.port()).isEqualTo(-1);
            assertThat(client(socket)
                            .call(Method.GET, "/nowhere", List.of(), new byte[0])
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aLiveSocketAPlainFileAndALongPathAreClearErrors() throws IOException {
        Path socket = folder.resolve("s.sock");
        try (ServerSocketChannel live = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            live.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> UnixSocket.at(socket))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("another process is listening on");
        }
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> UnixSocket.at(file)).hasMessageContaining("is not a socket");
        assertThatThrownBy(() -> UnixSocket.at(folder.resolve("x".repeat(120))))
                .hasMessageContaining("longer than 107");
    }

    @Test
    void nobodyListeningIsAnIoException() {
        assertThatThrownBy(() -> client(folder.resolve("none")).call(Method.GET, "/", List.of(), new byte[0]))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aSilentServerAndATricklingOneEndAtTheDeadline() throws Exception {
        Path socket = folder.resolve("s.sock");
        try (ServerSocketChannel slow = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            slow.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> impatient(socket).call(Method.GET, "/", List.of(), new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("within 1 s");
            CountDownLatch over = new CountDownLatch(1);
            Thread trickle = Thread.ofVirtual().start(() -> trickle(slow, over));
            assertThatThrownBy(() -> impatient(socket).call(Method.GET, "/", List.of(), new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("within 1 s");
            over.countDown();
            assertThat(trickle.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    /** What cannot be read is quoted by the library, and that would be logged. */
    @Test
    void whatTheCallerProvedItselfWithIsNotInTheErrorWhateverTheServerSays() throws Exception {
        Path socket = folder.resolve("s.sock");
        String token = "token-of-the-caller-0123456789";
        try (ServerSocketChannel rude = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            rude.bind(UnixDomainSocketAddress.of(socket));
            Thread answering = Thread.ofVirtual().start(() -> sayOnce(rude, token + " HTTP/1.1\r\n\r\n"));
            assertThatThrownBy(() -> client(socket)
                            .call(
                                    Method.GET,
                                    "/",
                                    List.of(HeaderValues.create(HeaderNames.AUTHORIZATION, "Bearer " + token)),
                                    new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("***")
                    .hasMessageNotContaining("0123456789")
                    .hasNoCause();
            assertThat(answering.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static void sayOnce(ServerSocketChannel server, String words) {
        try (SocketChannel only = server.accept()) {
            only.read(ByteBuffer.allocate(4096));
            only.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // the client has gone
        }
    }

    /** The first connection is the one that the silent call left behind; the second gets a byte now and then. */
    private static void trickle(ServerSocketChannel server, CountDownLatch over) {
        try (SocketChannel _ = server.accept();
                SocketChannel second = server.accept()) {
            second.write(ByteBuffer.wrap(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                second.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone, or the test is over
        }
    }
}
