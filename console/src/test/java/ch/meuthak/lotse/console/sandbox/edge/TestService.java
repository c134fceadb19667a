package ch.meuthak.lotse.console.sandbox.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A release that says its name: {@code GET /} at once, {@code GET /slow} after 300 ms, {@code POST /} with the body's
 * length, {@code GET /headers} with the headers that it got, {@code GET /fail} with 500, {@code GET
 * /refuse/404} with 404.
 */
public final class TestService implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String name;

    public TestService(String name) throws IOException {
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/slow")) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
            byte[] answer = answer(exchange, path, body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Service", name);
            exchange.sendResponseHeaders(status(path), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static int status(String path) {
        if (path.startsWith("/refuse/")) {
            return Integer.parseInt(path.substring("/refuse/".length()));
        }
        return path.equals("/fail") ? 500 : 200;
    }

    private String answer(HttpExchange exchange, String path, byte[] body) {
        if (path.equals("/headers")) {
            StringBuilder lines = new StringBuilder();
            exchange.getRequestHeaders()
                    .forEach((header, values) -> lines.append(header + ": " + String.join(" | ", values) + "\n"));
            return lines.toString();
        }
        return body.length == 0 ? name + " " + exchange.getRequestURI() : name + " " + body.length;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
