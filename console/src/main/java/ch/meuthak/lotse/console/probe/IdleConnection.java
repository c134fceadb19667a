package ch.meuthak.lotse.console.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * For how long a service keeps a connection open on which nothing happens: asks for one thing, and waits for the end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.8">RFC 9112 section 9.8, when a server closes</a>
 */
public final class IdleConnection {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** How long its answer may take; longer than that, it does not fall silent in time. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 64 * 1024;

    private IdleConnection() {}

    /**
     * Waits for it on the caller's thread.
     *
     * @param path a resource that answers shortly
     * @param atMost for how long to wait
     * @return after how long the connection was closed, or {@code atMost} when it was still open then; absent when the service
     *     did not answer in time, or said that it would close
     */
    public static Optional<Duration> measure(InetSocketAddress service, String host, String path, Duration atMost) {
        try (var socket = new Socket()) {
            socket.connect(service, Math.toIntExact(CONNECT.toMillis()));
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: lotse\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return silence(socket, atMost);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> silence(Socket socket, Duration atMost) throws IOException {
        var head = new StringBuilder();
        byte[] some = new byte[4096];
        long last = System.nanoTime();
        long end = last + ANSWER.plus(atMost).toNanos();
        try {
            for (int read = read(socket, some, atMost, end); read >= 0; read = read(socket, some, atMost, end)) {
                last = System.nanoTime();
                head.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
                if (head.length() > MOST_BYTES) {
                    return Optional.empty();
                }
            }
        } catch (SocketTimeoutException e) {
            return keeps(head) && since(last).compareTo(atMost) >= 0 ? Optional.of(atMost) : Optional.empty();
        }
        return keeps(head) ? Optional.of(since(last)) : Optional.empty();
    }

    /** Waits for something to read, until one that trickles has had its time. */
    private static int read(Socket socket, byte[] some, Duration atMost, long end) throws IOException {
        long left = Math.min(atMost.toNanos(), end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        // Rounded up: 0 would be without end.
        socket.setSoTimeout(Math.toIntExact(Duration.ofNanos(left).toMillis() + 1));
        return socket.getInputStream().read(some);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static boolean keeps(CharSequence answer) {
        String text = answer.toString().toLowerCase(Locale.ROOT);
        return text.startsWith("http/1.1 ") && !text.contains("\r\nconnection: close\r\n");
    }
}
