package ch.meuthak.lotse.console.sandbox.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Constant load of every kind: kept-alive connections, one connection for each request, bodies, slow requests. */
final class MixedLoad implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final InetSocketAddress edge;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    private interface Shot {
        String fire() throws IOException, InterruptedException;
    }

    MixedLoad(InetSocketAddress edge) {
        this.edge = edge;
        for (int i = 0; i < 3; i++) {
            repeat(() -> send(request("/").GET().build()));
            repeat(() -> send(request("/slow").GET().build()));
            repeat(() -> send(request("/")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20_000]))
                    .build()));
            repeat(() -> send(request("/")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[20_000])))
                    .build()));
            repeat(this::oneConnection);
        }
    }

    long answered() {
        return answered.get();
    }

    Queue<String> failures() {
        return failures;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private String oneConnection() throws IOException {
        try (Socket socket = new Socket(edge.getAddress(), edge.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.replaceFirst("(?s)^HTTP/1.1 (\\d+) .*?\r\n\r\n", "$1 ");
        }
    }

    private void repeat(Shot shot) {
        threads.execute(() -> {
            while (!ending) {
                count(shot);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    private void count(Shot shot) {
        try {
            String answer = shot.fire();
            answered.incrementAndGet();
            if (!answer.matches("200 (blue|green)[0-9]* (/|/slow|20000)")) {
                failures.add(answer);
            }
        } catch (IOException | InterruptedException failure) {
            failures.add(failure.toString());
        }
    }

    /** Ends the load and waits for every request under way. */
    @Override
    public void close() {
        ending = true;
        threads.close();
        client.close();
    }
}
