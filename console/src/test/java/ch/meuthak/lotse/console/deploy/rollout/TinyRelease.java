package ch.meuthak.lotse.console.deploy.rollout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A release of one class, for tests: packed into a jar by {@link TinyReleases} with a file that says how it behaves. */
public final class TinyRelease {
    private static final String DIGEST = env("LOTSE_RELEASE_DIGEST");
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private TinyRelease() {}

    private static String env(String name) {
        return String.valueOf(System.getenv(name));
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        String behaviour = resource("/behaviour");
        System.out.println("tiny release, " + behaviour);
        System.out.println("environment " + System.getenv().keySet());
        if (behaviour.equals("exits")) {
            System.out.println("cannot find my database, giving up");
            Runtime.getRuntime().halt(3);
        }
        if (behaviour.equals("ignores SIGTERM")) {
            Runtime.getRuntime().addShutdownHook(new Thread(TinyRelease::sleepForEver));
        }
        int port = Integer.parseInt(env("LOTSE_BACKEND_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(behaviour, exchange));
        server.createContext("/health/ready", exchange -> ready(behaviour, exchange));
        server.createContext("/api/v1/release", exchange -> release(behaviour, exchange));
        server.createContext("/slow", exchange -> slow(exchange));
        server.start();
        System.out.println("listening");
    }

    private static void ready(String behaviour, HttpExchange exchange) throws IOException {
        boolean unready = behaviour.equals("never ready") || (behaviour.equals("turns unready") && REQUESTS.get() > 0);
        reply(exchange, unready ? 503 : 200, unready ? "{\"status\":\"DOWN\"}" : "{\"status\":\"UP\"}");
    }

    private static void release(String behaviour, HttpExchange exchange) throws IOException {
        String digest = behaviour.equals("says it is another") ? "sha256:" + "0".repeat(64) : DIGEST;
        String json = "{\"version\":\"1.0\",\"revision\":\"" + resource("/revision") + "\",\"digest\":\"" + digest
                + "\",\"slot\":\"" + env("LOTSE_SLOT") + "\"}";
        reply(exchange, 200, behaviour.equals("does not say what it is") ? "<html>hello</html>" : json);
    }

    private static void answer(String behaviour, HttpExchange exchange) throws IOException {
        int number = REQUESTS.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        switch (behaviour) {
            case "a quarter 5xx" -> reply(exchange, number % 4 == 0 ? 500 : 200, DIGEST);
            case "answers 5xx" -> reply(exchange, 500, "broken");
            case "dies with traffic" -> {
                if (number > 20) {
                    System.out.println("out of luck");
                    Runtime.getRuntime().halt(9);
                }
                reply(exchange, 200, DIGEST);
            }
            default -> reply(exchange, 200, DIGEST);
        }
    }

    private static void slow(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (!path.equals("/slow")) {
                System.out.println("asked for " + path);
            }
            Thread.sleep(path.equals("/slow") ? 400 : Long.parseLong(path.substring("/slow/".length())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reply(exchange, 200, DIGEST);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sleepForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TinyRelease.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
