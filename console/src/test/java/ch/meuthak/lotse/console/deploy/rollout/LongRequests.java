package ch.meuthak.lotse.console.deploy.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Clients of a {@link StreamingRelease}, one of each kind, each on a thread of its own; a tenth of a second is one step. */
record LongRequests(int port) {

    private static final int IN_THE_BUFFER = 40_000;

    /** What a client does on its connection; says what it got. */
    private interface Talk {
        String on(Socket socket) throws IOException, InterruptedException;
    }

    /** Everything that came, {@code ""} when the connection broke. */
    CompletableFuture<String> get(String path) {
        return start(socket -> {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return text(socket.getInputStream());
        });
    }

    /** A body that is longer than the edge holds, and whose last bytes come one in each step. */
    CompletableFuture<String> upload(int steps) {
        return start(socket -> {
            int length = IN_THE_BUFFER + steps;
            send(
                    socket,
                    "POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n"
                            + "x".repeat(IN_THE_BUFFER));
            for (int i = 0; i < steps; i++) {
                Thread.sleep(100);
                send(socket, "x");
            }
            return text(socket.getInputStream());
        });
    }

    /** Says a letter in each step and reads it back, then closes; says how many came back. */
    CompletableFuture<String> webSocket(int steps) {
        return start(socket -> {
            send(
                    socket,
                    "GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            int back = 0;
            for (; back < steps; back++) {
                Thread.sleep(100);
                send(socket, "w");
                if (in.read() != 'w') {
                    return head + " cut after " + back;
                }
            }
            return head + " all " + back;
        });
    }

    private CompletableFuture<String> start(Talk talk) {
        var result = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(60_000);
                result.complete(talk.on(socket));
            } catch (IOException | InterruptedException e) {
                result.complete("broken: " + e.getMessage());
            }
        });
        return result;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
