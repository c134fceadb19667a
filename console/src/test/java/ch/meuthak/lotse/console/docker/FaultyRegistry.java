package ch.meuthak.lotse.console.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry between the engine and the real one, which passes everything on, until it is told not to. Also as an HTTP proxy, which
 * takes every registry for the real one.
 */
public final class FaultyRegistry implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final HttpServer server;
    private final URI real;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Fault fault = Fault.NONE;
    private volatile String other = "";
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** What it does wrong. */
    public enum Fault {
        NONE,
        /** Closes the connection in the middle of each layer. */
        CUT,
        /** Sends the first half of a layer, and then nothing. */
        STALL,
        /** Answers for each manifest with another one. */
        SWAP,
        /** Knows the login and lets it read no image, as Amazon ECR says that. */
        DENY,
        /** The same, and says in its error what it was sent, in all the forms that it can make of it. */
        ECHO,
        /** Exchanges tokens as its own, and says in its error which one it was sent. */
        ECHO_TOKEN
    }

    /** In front of that one. */
    public FaultyRegistry(URI real) throws IOException {
        this.real = real;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
        threads.execute(this::open);
    }

    /** An engine tries TLS first, which the server would take for the slow beginning of a request. */
    private void open() {
        try {
            while (true) {
                Socket client = door.accept();
                threads.execute(() -> let(client));
            }
        } catch (IOException e) {
            // Closed: that is the end of it.
        }
    }

    private void let(Socket client) {
        try (client) {
            int first = client.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream()
                        .transferTo(OutputStream.nullOutputStream()); // unread, it would reset the answer
            } else if (first >= 0) {
                connect(client, first);
            }
        } catch (IOException e) {
            // The engine sees it, too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(Socket client, int first) throws IOException, InterruptedException {
        try (Socket inside =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            inside.getOutputStream().write(first);
            Thread there = Thread.startVirtualThread(() -> copy(client, inside));
            copy(inside, client);
            client.close();
            there.join();
        }
    }

    /** Until either ends; then the other sees the end of it too. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // The connection is over, which is what this waits for.
        }
    }

    /** The beginning of the names of its images. */
    public String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** From the next answer on. */
    public void be(Fault next) {
        fault = next;
    }

    /** Answers with the manifest with that digest, whichever is asked for. */
    public void swapFor(String digest) {
        other = digest;
        fault = Fault.SWAP;
    }

    /** Released when the first half of a layer is sent and nothing follows. */
    public CountDownLatch stalled() {
        return stalled;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            String path = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
            boolean layer =
                    path.contains("/blobs/") && exchange.getRequestMethod().equals("GET");
            String target = fault == Fault.SWAP ? path.replaceFirst("(/manifests/)sha256:.*", "$1" + other) : path;
            if (fault == Fault.ECHO_TOKEN) {
                exchangeToken(exchange);
                return;
            }
            HttpResponse<byte[]> answer = ask(exchange, target);
            if ((fault == Fault.DENY || fault == Fault.ECHO)
                    && path.contains("/manifests/")
                    && answer.statusCode() != 401) {
                deny(exchange, fault == Fault.ECHO ? echo(exchange) : "not authorized to perform: ecr:BatchGetImage");
                return;
            }
            for (String name : List.of("Content-Type", "Docker-Content-Digest", "WWW-Authenticate")) {
                answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                        .set(name, value));
            }
            byte[] body = answer.body();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                answer.headers().firstValue("Content-Length").ifPresent(length -> exchange.getResponseHeaders()
                        .set("Content-Length", length));
            }
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

    private static String echo(HttpExchange exchange) {
        String basic = exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("Basic ", "");
        String plain = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        String password = plain.substring(plain.indexOf(':') + 1);
        return "no right for " + plain + " sent as " + basic + " or ?password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + " or "
                + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
    }

    /** As the engine's "oauth2" flow wants it: an identity token is sent as the refresh token of a form. */
    private void exchangeToken(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/token")) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            deny(exchange, "no such token: " + form + " nor " + URLDecoder.decode(form, StandardCharsets.UTF_8));
            return;
        }
        String challenge = "Bearer realm=\"http://" + host() + "/token\",service=\"test\"";
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
    }

    private static void deny(HttpExchange exchange, String message) throws IOException {
        var answer = Engine.JSON.createObjectNode();
        answer.putArray("errors").addObject().put("code", "DENIED").put("message", message);
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(403, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, String target) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(real.resolve(target))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        for (String name : List.of("Accept", "Authorization")) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        client.shutdownNow();
    }
}
