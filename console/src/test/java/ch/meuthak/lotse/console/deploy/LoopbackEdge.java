package ch.meuthak.lotse.console.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A small reverse proxy on a real socket, that can also be unreachable. */
final class LoopbackEdge implements Edge, AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Map<Slot, Counters> counters = new EnumMap<>(Slot.class);
    private volatile @Nullable Route route;
    private volatile boolean unreachable;

    private record Route(Slot slot, URI address) {}

    private static final class Counters {
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong errors = new AtomicLong();
        private final AtomicLong inFlight = new AtomicLong();
    }

    LoopbackEdge() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        for (Slot slot : Slot.values()) {
            counters.put(slot, new Counters());
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void unreachable(boolean now) {
        unreachable = now;
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Counters of;
        Route to;
        synchronized (this) {
            to = route;
            of = to == null ? new Counters() : counters(to.slot());
            of.inFlight.incrementAndGet();
        }
        try {
            reply(exchange, of, to, body);
        } finally {
            of.inFlight.decrementAndGet();
            exchange.close();
        }
    }

    private void reply(HttpExchange exchange, Counters of, @Nullable Route to, byte[] body) throws IOException {
        int status = 503;
        byte[] answer = new byte[0];
        if (to != null) {
            try {
                var response = client.send(request(exchange, to, body), HttpResponse.BodyHandlers.ofByteArray());
                status = response.statusCode();
                answer = response.body();
            } catch (IOException e) {
                status = 502;
                answer = e.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        of.requests.incrementAndGet();
        if (status >= 500) {
            of.errors.incrementAndGet();
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static HttpRequest request(HttpExchange exchange, Route to, byte[] body) {
        return HttpRequest.newBuilder(to.address().resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private Counters counters(Slot slot) {
        return java.util.Objects.requireNonNull(counters.get(slot));
    }

    @Override
    public Optional<Slot> active() throws PlatformException {
        reach();
        return Optional.ofNullable(route).map(Route::slot);
    }

    @Override
    public void route(Slot slot, URI address) throws PlatformException {
        reach();
        synchronized (this) {
            route = new Route(slot, address);
        }
    }

    @Override
    public Traffic traffic(Slot slot) throws PlatformException {
        reach();
        Counters of = counters(slot);
        return new Traffic(of.requests.get(), of.errors.get(), of.inFlight.get());
    }

    private void reach() throws PlatformException {
        if (unreachable) {
            throw new PlatformException("The edge does not answer.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
