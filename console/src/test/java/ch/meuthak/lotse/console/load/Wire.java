package ch.meuthak.lotse.console.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** One HTTP/1.1 connection. It never retries and never hides that a connection was closed. */
final class Wire implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    static Wire open(InetSocketAddress server, Optional<SSLContext> tls) throws IOException {
        Socket plain = new Socket();
        plain.connect(server, DEADLINE_MILLIS);
        plain.setSoTimeout(DEADLINE_MILLIS);
        plain.setTcpNoDelay(true);
        if (tls.isEmpty()) {
            return new Wire(plain);
        }
        return new Wire(
                tls.get().getSocketFactory().createSocket(plain, server.getHostString(), server.getPort(), true));
    }

    Answer send(Exchange exchange) throws IOException, InterruptedException {
        ascii(exchange.head());
        byte[] body = exchange.body().getBytes(StandardCharsets.US_ASCII);
        int pieces = exchange.pieces();
        for (int piece = 0; piece < pieces && body.length > 0; piece++) {
            int from = body.length * piece / pieces;
            int to = body.length * (piece + 1) / pieces;
            if (piece > 0) {
                pause(exchange.over().dividedBy(pieces));
            }
            write(body, from, to - from, exchange.chunked());
        }
        if (exchange.chunked()) {
            ascii("0\r\n\r\n");
        }
        return read();
    }

    private void write(byte[] body, int from, int length, boolean chunked) throws IOException {
        if (chunked) {
            ascii(Integer.toHexString(length) + "\r\n");
        }
        out.write(body, from, length);
        ascii(chunked ? "\r\n" : "");
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The wait is the request itself: a client that takes its time to send. */
    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    private Answer read() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, new String(body(headers), StandardCharsets.UTF_8));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return exactly(length);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer was complete");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }
}
