package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release that bakes is rolled back for its errors. Nothing that a stranger asks a good one for may count as one. */
@Timeout(240)
class StrangersRequestsTest {
    private static final List<String> LINES = List.of(
            "GET / HTTP/1.0",
            "GET /api/v1/release HTTP/1.0",
            "GET /%68ooks/redeploy/x HTTP/1.1",
            "GET //hooks/redeploy/x HTTP/1.1",
            "GET /api/../hooks/redeploy/x HTTP/1.1",
            "POST /hooks;a=b/redeploy HTTP/1.1",
            "POST /hooks/redeploy HTTP/1.1",
            "GET / HTTP/1.1",
            "GET /% HTTP/1.1",
            "GET /%zz HTTP/1.1",
            "GET /%00 HTTP/1.1",
            "GET /%ff%fe HTTP/1.1",
            "GET /../../etc/passwd HTTP/1.1",
            "GET /; HTTP/1.1",
            "GET /?a=% HTTP/1.1",
            "GET /api/v1/status?%zz HTTP/1.1",
            "GET http://x/api/v1/release HTTP/1.1",
            "GET /api/v1/release#x HTTP/1.1",
            "GET /{x} HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "PRI * HTTP/2.0",
            "FOO / HTTP/1.1",
            "get / HTTP/1.1",
            "head / HTTP/1.1",
            "Head /api/v1/release HTTP/1.1");

    private static final List<String> HEADERS = List.of(
            "Expect: foo",
            "Accept: text/html;q=zz",
            "Accept-Encoding: br, x;q=z",
            "Content-Type: a/b/c;;;",
            "Content-Encoding: foo\nContent-Length: 0",
            "Content-Length: 0\nContent-Type: application/json; charset=nonsense",
            "Prefer: wait=-1",
            "Prefer: wait=99999999999999999999",
            "If-None-Match: W/\"x\", *",
            "If-Modified-Since: x",
            "Range: bytes=9-1",
            "Origin: \u0080",
            "Cookie: =;;;=",
            "Authorization: Basic",
            "Upgrade: websocket\nSec-WebSocket-Key: x",
            "Transfer-Encoding: gzip, chunked\n\n0\n",
            "Transfer-Encoding: chunked\n\nzz\n",
            "X-Forwarded-For: ,,[::1%eth0]\nX-Forwarded-Port: 99999999999999",
            "X-Forwarded-Proto: gopher",
            "X-Amzn-Trace-Id: \u00e9",
            "X-Long: " + "y".repeat(20_000));

    @Test
    void noneOfThemIsAnErrorOfTheRelease(@TempDir Path folder) throws Exception {
        Map<String, String> noConsole =
                Map.of("LOTSE_HOOK_SOCKET", folder.resolve("nobody.sock").toString());
        try (var both = BackendBehindEdge.start(folder, "127.0.0.0/8", noConsole)) {
            for (String line : LINES) {
                ask(both.edge(), line, "");
            }
            for (String header : HEADERS) {
                ask(both.edge(), "GET /api/v1/request HTTP/1.1", header + "\n");
                ask(both.edge(), "POST /hooks/redeploy HTTP/1.1", header + "\n");
            }

            HaProxy.await(() -> both.open() == 0);
            assertThat(both.traffic().serverErrors()).as(both.edge().output()).isZero();
            assertThat(both.traffic().requests()).isGreaterThan(10);
        }
    }

    /** Sends it and waits for the end of the connection, whatever the answer is. */
    private static void ask(HaProxy edge, String line, String headers) throws IOException {
        String request = line + "\nHost: x\nConnection: close\n" + headers + "\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // refused before it was read to its end
        }
    }
}
