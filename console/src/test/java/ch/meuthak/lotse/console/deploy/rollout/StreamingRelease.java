package ch.meuthak.lotse.console.deploy.rollout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A release of one class whose answers take long, for tests: {@code /events/N} says N events of a tenth of a second each,
 * {@code /download/N} 40,000 bytes, which the edge does not await, and N bytes so slowly, {@code /upload} how long the body was, {@code /hold/N} waits so many tenths, and a
 * WebSocket gets back what it sends. SIGTERM ends it at once, whatever it is doing.
 */
public final class StreamingRelease {
    private static final String DIGEST = String.valueOf(System.getenv("LOTSE_RELEASE_DIGEST"));
    private static final int TENTH = 100;

    /** The answer to the key in RFC 6455 section 1.3, which all clients of the tests send. */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private StreamingRelease() {}

    public static void main(String[] args) throws IOException {
        var server = new ServerSocket();
        server.bind(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("LOTSE_BACKEND_PORT"))),
                100);
        while (!server.isClosed()) {
            Socket socket = server.accept();
            Thread.ofVirtual().start(() -> serve(socket));
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String path = line(in).split(" ", 3)[1];
            long length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Long.parseLong(line.substring(15).strip());
                }
            }
            answer(path, length, in, out);
        } catch (IOException | InterruptedException e) {
            // the other side is gone
        }
    }

    private static void answer(String path, long length, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        int number = path.matches("/[a-z]+/[0-9]+") ? Integer.parseInt(path.replaceAll(".*/", "")) : 0;
        switch (path.replaceAll("/[0-9]+$", "")) {
            case "/events" -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                repeat(out, number, "f\r\ndata: an event\n\r\n");
                write(out, "0\r\n\r\n");
            }
            case "/download" -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (40_000 + number) + "\r\n\r\n" + "x".repeat(40_000));
                repeat(out, number, "x");
            }
            case "/upload" -> {
                for (long left = length; left > 0; left -= in.skip(left)) {
                    in.mark(1);
                    if (in.read() < 0) {
                        return;
                    }
                    in.reset();
                }
                reply(out, "uploaded " + length);
            }
            case "/hold" -> {
                Thread.sleep((long) number * TENTH);
                reply(out, DIGEST);
            }
            case "/socket" -> {
                write(
                        out,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n");
                for (int b = in.read(); b >= 0; b = in.read()) {
                    out.write(b);
                }
            }
            case "/api/v1/release" ->
                reply(
                        out,
                        "{\"revision\":\"" + revision() + "\",\"digest\":\"" + DIGEST + "\",\"slot\":\""
                                + System.getenv("LOTSE_SLOT") + "\"}");
            default -> reply(out, DIGEST);
        }
    }

    private static String revision() throws IOException {
        try (InputStream in = Objects.requireNonNull(StreamingRelease.class.getResourceAsStream("/revision"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void repeat(OutputStream out, int times, String text) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Thread.sleep(TENTH);
            write(out, text);
        }
    }

    private static void reply(OutputStream out, String body) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
