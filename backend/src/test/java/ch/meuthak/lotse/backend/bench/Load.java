package ch.meuthak.lotse.backend.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Keep-alive connections on platform threads that send one request after another and count whole answers. */
final class Load {
    private static final byte[] REQUEST =
            "GET /api/v1/release HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final int connections;
    private final LongAdder answers = new LongAdder();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Answers per second over this time; an answer other than 200 ends the bench. */
    double run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long began = System.nanoTime();
        Thread[] threads = IntStream.range(0, connections)
                .mapToObj(i -> Thread.ofPlatform().start(() -> connection(end)))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the load failed", failures.peek());
        }
        return answers.sumThenReset() / ((System.nanoTime() - began) / 1e9);
    }

    private void connection(long end) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            byte[] buffer = new byte[8192];
            int length = -1;
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(REQUEST);
                length = answer(socket.getInputStream(), buffer, length);
                answers.increment();
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        }
    }

    /** Every answer of one server is as long as its first, so that the load costs little beside the server. */
    private static int answer(InputStream in, byte[] buffer, int known) throws IOException {
        int read = in.read(buffer);
        int length = known < 0 ? length(new String(buffer, 0, read, StandardCharsets.US_ASCII)) : known;
        while (read < length) {
            read += in.read(buffer, read, buffer.length - read);
        }
        if (buffer[9] != '2' || read != length) {
            throw new UncheckedIOException(new IOException(new String(buffer, 0, read, StandardCharsets.US_ASCII)));
        }
        return length;
    }

    private static int length(String answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        int start = answer.toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16;
        return body + Integer.parseInt(answer.substring(start, answer.indexOf('\r', start)));
    }
}
