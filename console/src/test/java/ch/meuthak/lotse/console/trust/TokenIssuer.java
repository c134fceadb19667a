package ch.meuthak.lotse.console.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Issues OIDC tokens on loopback as GitHub does: the claims of GitHub's documentation
 * (https://docs.github.com/en/actions/reference/security/oidc), RS256, a key set, keys that rotate, and the address at which
 * a job asks for its token: {@code GET <ACTIONS_ID_TOKEN_REQUEST_URL>&audience=...} with {@code Authorization: Bearer
 * <ACTIONS_ID_TOKEN_REQUEST_TOKEN>}, answered with {@code {"value": "<token>"}}.
 */
public final class TokenIssuer implements AutoCloseable {
    public static final String REPOSITORY = "octo-org/octo-repo";
    public static final String REPOSITORY_ID = "1339936803";
    public static final String OWNER_ID = "65";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock;
    private final List<SigningPair> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private volatile SigningPair current;
    private volatile HttpHandler keys = this::serveKeys;
    private volatile Consumer<Map<String, Object>> claims = map -> {};

    private TokenIssuer(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.current = SigningPair.of(0);
        published.add(current);
        server.setExecutor(threads);
        server.createContext("/.well-known/jwks", exchange -> {
            keyRequests.incrementAndGet();
            keys.handle(exchange);
        });
        server.createContext("/token", this::serveToken);
        server.start();
    }

    /** On a free port, with the system's clock. */
    public static TokenIssuer start() {
        return start(InstantSource.system());
    }

    /** On a free port; tokens are issued at this clock's time. */
    public static TokenIssuer start(InstantSource clock) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new TokenIssuer(HttpServer.create(address, 100), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code iss} says: {@code LOTSE_HOOK_GITHUB_ISSUER}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where the key set is: {@code LOTSE_HOOK_GITHUB_KEYS}. */
    public URI keysUrl() {
        return URI.create(url() + "/.well-known/jwks");
    }

    /** {@code ACTIONS_ID_TOKEN_REQUEST_URL} of a job. */
    public String requestUrl() {
        return url() + "/token?api-version=2.0";
    }

    /** {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN} of a job. */
    public String requestToken() {
        return "request-token-of-the-job";
    }

    /** The trust that fits what this issues. */
    public GitHubTrust trust() {
        return new GitHubTrust(
                REPOSITORY_ID,
                OWNER_ID,
                "refs/heads/main",
                "production",
                Set.of("push", "workflow_dispatch"),
                ".github/workflows/deploy.yml",
                url(),
                keysUrl());
    }

    /** Changes the claims of every token from now on that a job asks for. */
    public void everyToken(Consumer<Map<String, Object>> change) {
        claims = change;
    }

    /** A good token for this audience. */
    public String token(String audience) {
        return token(audience, map -> {});
    }

    /** A token whose claims are changed before it is signed. */
    public String token(String audience, Consumer<Map<String, Object>> change) {
        Map<String, Object> map = claims(audience);
        change.accept(map);
        return sign(header(), map);
    }

    /** Header and claims signed with the current key, whatever they are. */
    public String sign(Map<String, Object> header, Map<String, Object> payload) {
        return current.sign(json(header), json(payload));
    }

    /** The header of GitHub's tokens. */
    public Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("x5t", current.kid());
        header.put("kid", current.kid());
        return header;
    }

    /** The claims of GitHub's tokens, every one. */
    public Map<String, Object> claims(String audience) {
        Instant now = clock.instant();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("jti", UUID.randomUUID().toString());
        map.put("sub", "repo:octo-org@65/octo-repo@1339936803:environment:production");
        map.put("aud", audience);
        map.put("environment", "production");
        map.put("ref", "refs/heads/main");
        map.put("sha", "6f1ed002ab5595859014ebf0951522d9d5c1d3ab");
        map.put("repository", REPOSITORY);
        map.put("repository_owner", "octo-org");
        map.put("actor_id", "12");
        map.put("repository_visibility", "private");
        map.put("repository_id", REPOSITORY_ID);
        map.put("repository_owner_id", OWNER_ID);
        map.put("run_id", "32291736541");
        map.put("run_number", "10");
        map.put("run_attempt", "2");
        map.put("runner_environment", "github-hosted");
        map.put("actor", "octocat");
        map.put("workflow", "deploy");
        map.put("head_ref", "");
        map.put("base_ref", "");
        map.put("event_name", "push");
        map.put("ref_type", "branch");
        map.put("ref_protected", "true");
        map.put("job_workflow_ref", REPOSITORY + "/.github/workflows/deploy.yml@refs/heads/main");
        map.put("workflow_ref", REPOSITORY + "/.github/workflows/deploy.yml@refs/heads/main");
        map.put("iss", url());
        map.put("nbf", now.getEpochSecond() - 300);
        map.put("exp", now.getEpochSecond() + 300);
        map.put("iat", now.getEpochSecond());
        return map;
    }

    /** Signs with a new key from now on, published beside the older ones. */
    public SigningPair rotate() {
        SigningPair next = SigningPair.of(published.size());
        published.add(next);
        current = next;
        return next;
    }

    /** Takes back every key but the current one. */
    public void retireOlderKeys() {
        published.retainAll(List.of(current));
    }

    /** Now, in seconds since 1970. */
    public long seconds() {
        return clock.instant().getEpochSecond();
    }

    /** The key that signs now. */
    public SigningPair current() {
        return current;
    }

    /** Answers questions for the key set in another way. */
    public void answerKeys(HttpHandler other) {
        keys = other;
    }

    /** Answers them well again. */
    public void answerKeysWell() {
        keys = this::serveKeys;
    }

    /** How often the key set was asked for. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** How many tokens jobs were given. */
    public int tokenRequests() {
        return tokenRequests.get();
    }

    /** The tokens that jobs were given, the oldest first: secrets that nobody may print. */
    public List<String> issued() {
        return List.copyOf(issued);
    }

    private void serveKeys(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        published.forEach(pair -> list.add(pair.jwk()));
        answer(exchange, 200, json(Map.of("keys", list)));
    }

    private void serveToken(HttpExchange exchange) throws IOException {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!said.equalsIgnoreCase("Bearer " + requestToken())) {
            answer(exchange, 401, "{\"message\":\"Unauthorized\"}");
            return;
        }
        String audience = Arrays.stream(
                        String.valueOf(exchange.getRequestURI().getRawQuery()).split("&"))
                .filter(pair -> pair.startsWith("audience="))
                .map(pair -> URLDecoder.decode(pair.substring("audience=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("https://github.com/octo-org");
        String token = token(audience, claims);
        tokenRequests.incrementAndGet();
        issued.add(token);
        answer(exchange, 200, json(Map.of("count", 2000, "value", token)));
    }

    /** Answers with JSON, or with what a test says is JSON. */
    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** JSON of a map. */
    public static String json(Map<String, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
