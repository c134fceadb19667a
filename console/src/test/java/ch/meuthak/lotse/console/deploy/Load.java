package ch.meuthak.lotse.console.deploy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Constant load on an edge: kept connections, one connection per request, POST bodies, slow requests; each failure kept. */
final class Load implements AutoCloseable {
    private final URI edge;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private interface Request {
        int status() throws IOException, InterruptedException;
    }

    /** Begins, with a pause after each request of each of its four clients. */
    Load(URI edge, Duration pause) {
        this.edge = edge;
        this.pause = pause;
        go(
                "keep-alive",
                () -> send(HttpRequest.newBuilder(edge.resolve("/work")).build()));
        go(
                "post",
                () -> send(HttpRequest.newBuilder(edge.resolve("/work"))
                        .POST(HttpRequest.BodyPublishers.ofString("x".repeat(20_000)))
                        .build()));
        go("slow", () -> send(HttpRequest.newBuilder(edge.resolve("/slow")).build()));
        go("new connection", this::sendOnNewConnection);
    }

    private void go(String name, Request request) {
        threads.add(Thread.ofVirtual().start(() -> {
            while (!stopped) {
                try {
                    int status = request.status();
                    requests.incrementAndGet();
                    if (status != 200) {
                        failures.add(name + " " + status);
                    }
                    Thread.sleep(pause);
                } catch (IOException e) {
                    failures.add(name + " " + e);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }));
    }

    private int send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int sendOnNewConnection() throws IOException {
        try (var socket = new Socket(edge.getHost(), edge.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            String head = "GET /work HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    long requests() {
        return requests.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Forgets what failed so far. */
    void forget() {
        failures.clear();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.shutdownNow();
    }
}
