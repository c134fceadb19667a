package ch.meuthak.lotse.console.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry between the engine and the real one, which passes everything on, until it is told not to. */
final class FaultyRegistry implements AutoCloseable {
    private final HttpServer server;
    private final URI real;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Fault fault = Fault.NONE;
    private volatile String other = "";
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    enum Fault {
        NONE,
        /** Closes the connection in the middle of each layer. */
        CUT,
        /** Sends the first half of a layer, and then nothing. */
        STALL,
        /** Answers for each manifest with another one. */
        SWAP
    }

    FaultyRegistry(URI real) throws IOException {
        this.real = real;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void be(Fault next) {
        fault = next;
    }

    /** Answers with the manifest with that digest, whichever is asked for. */
    void swapFor(String digest) {
        other = digest;
        fault = Fault.SWAP;
    }

    /** Released when the first half of a layer is sent and nothing follows. */
    CountDownLatch stalled() {
        return stalled;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            boolean layer =
                    path.contains("/blobs/") && exchange.getRequestMethod().equals("GET");
            String target = fault == Fault.SWAP ? path.replaceFirst("(/manifests/)sha256:.*", "$1" + other) : path;
            HttpResponse<byte[]> answer = ask(exchange, target);
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            answer.headers().firstValue("Docker-Content-Digest").ifPresent(digest -> exchange.getResponseHeaders()
                    .set("Docker-Content-Digest", digest));
            byte[] body = answer.body();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), head || body.length == 0 ? -1 : body.length);
            boolean faulty = layer && body.length > 100_000 && (fault == Fault.CUT || fault == Fault.STALL);
            exchange.getResponseBody().write(body, 0, head ? 0 : faulty ? body.length / 2 : body.length);
            if (faulty && fault == Fault.STALL) {
                exchange.getResponseBody().flush();
                stalled.countDown();
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, String target) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(real.resolve(target))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        accepted.forEach(type -> request.header("Accept", type));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
