package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * GitHub's token endpoint and a console's hook on one port of loopback. It holds every call to the contract, whatever it is
 * told to answer: the audience that fits the bytes, a token for each try to post, the same key for all of them.
 */
final class StubHook implements AutoCloseable {
    static final String CREDENTIAL = "credential-of-the-job";
    static final String ID = "mhyq2k8v1-x7c";

    private final HttpServer server;
    private final Queue<Behaviour> tokenAnswers = new ArrayDeque<>();
    private final Queue<Behaviour> posts = new ArrayDeque<>();
    private final Queue<Behaviour> reads = new ArrayDeque<>();
    private final Map<String, String> audiences = new HashMap<>();
    private final Set<String> posted = new HashSet<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<AssertionError> violations = new ConcurrentLinkedQueue<>();

    /** What is answered to one call. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One call that came. */
    record Call(String method, String path, String token, String idempotencyKey, String body) {}

    StubHook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> reply(exchange, 404, "{}"));
        server.createContext("/token", this::token);
        server.createContext("/hooks/redeploy", this::hook);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A runner whose tokens come from here and whose deployments go here. */
    Runner runner(Path folder) throws IOException {
        return new Runner(folder)
                .tokensFrom(url() + "/token?api-version=2.0", CREDENTIAL)
                .with("url", url());
    }

    /** The next answers of the token endpoint; then tokens. */
    StubHook token(Behaviour... next) {
        tokenAnswers.addAll(List.of(next));
        return this;
    }

    /** The next answers to POST; then it accepts. */
    StubHook post(Behaviour... next) {
        posts.addAll(List.of(next));
        return this;
    }

    /** The next answers to GET; the last one stays. */
    StubHook read(Behaviour... next) {
        reads.addAll(List.of(next));
        return this;
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** Every token that was given out. */
    synchronized Set<String> tokens() {
        return Set.copyOf(audiences.keySet());
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        observe(() -> assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Bearer " + CREDENTIAL));
        if (!tokenAnswers.isEmpty()) {
            tokenAnswers.remove().answer(exchange);
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        observe(() -> assertThat(query).startsWith("api-version=2.0&audience=lotse:127.0.0.1:"));
        String audience = query.substring(query.indexOf("audience=") + 9);
        String token = Claims.of(audience).token(audiences.size());
        audiences.put(token, audience);
        reply(exchange, 200, "{\"count\":" + token.length() + ",\"value\":\"" + token + "\"}");
    }

    private synchronized void hook(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = String.valueOf(headers.getFirst("Authorization"));
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                authorization.replaceFirst("^Bearer ", ""),
                String.valueOf(headers.getFirst("Idempotency-Key")),
                body);
        calls.add(call);
        if (call.method().equals("POST")) {
            observe(() -> checkPost(call, headers.getFirst("Content-Type")));
            (posts.isEmpty() ? accepted() : posts.remove()).answer(exchange);
        } else {
            observe(() -> checkRead(call));
            (reads.size() > 1 ? reads.remove() : reads.element()).answer(exchange);
        }
    }

    private void checkPost(Call call, String contentType) {
        assertThat(contentType).isEqualTo("application/json");
        assertThat(audiences.get(call.token())).isEqualTo("lotse:127.0.0.1:" + sha256(call.body()));
        assertThat(posted.add(call.token())).as("a new token for each try").isTrue();
        assertThat(call.idempotencyKey())
                .matches("[\\x21-\\x7e]{1,200}")
                .isEqualTo(calls("POST").getFirst().idempotencyKey());
        assertThat(call.body()).isEqualTo(calls("POST").getFirst().body());
    }

    private void checkRead(Call call) {
        assertThat(call.path()).isEqualTo("/hooks/redeploy/" + ID);
        assertThat(audiences.get(call.token())).isEqualTo("lotse:127.0.0.1:" + sha256(ID));
    }

    private void observe(Runnable assertions) {
        try {
            assertions.run();
        } catch (AssertionError e) {
            violations.add(e);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Behaviour accepted() {
        return exchange -> reply(exchange, 202, "{\"id\":\"" + ID + "\",\"state\":\"requested\"}");
    }

    static Behaviour deployment(JsonNode deployment) {
        return exchange -> reply(exchange, 200, deployment.toString());
    }

    /** A problem document. */
    static Behaviour problem(int status, String detail) {
        return exchange -> reply(exchange, status, problemOf(status, detail));
    }

    /** The same with {@code Retry-After}. */
    static Behaviour busy(int status, String detail, String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            reply(exchange, status, problemOf(status, detail));
        };
    }

    /** The connection ends without an answer. */
    static Behaviour hangUp() {
        return HttpExchange::close;
    }

    private static String problemOf(int status, String detail) {
        return Checkout.JSON
                .createObjectNode()
                .put("status", status)
                .put("detail", detail)
                .toString();
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Fails when a call was not as the contract says. */
    @Override
    public void close() {
        server.stop(0);
        assertThat(violations).isEmpty();
    }
}
