package ch.meuthak.lotse.console.box;

import static ch.meuthak.lotse.console.trust.TokenIssuer.OWNER_ID;
import static ch.meuthak.lotse.console.trust.TokenIssuer.REPOSITORY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.pipeline.Runner;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All that a push passes: an issuer of tokens, a runner, a load balancer with HTTPS, and the box with a registry behind it; and
 * another CI system that knows the secret.
 */
record Pipeline(Path folder, TokenIssuer issuer, RegistryStack box, BoxLoadBalancer balancer, OtherCi ci)
        implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int REQUESTS_PER_SECOND = 200;
    private static final String SECRET = "a secret of this test, of more than 32 bytes";

    static Pipeline up(Path folder) throws Exception {
        TokenIssuer issuer = TokenIssuer.start();
        RegistryStack box = RegistryStack.up(folder, settings(issuer));
        BoxLoadBalancer balancer = BoxLoadBalancer.before(box.stack().api(), folder.resolve("tls"));
        OtherCi ci = new OtherCi(folder, balancer.url(), balancer.authority()).knowing(SECRET);
        return new Pipeline(folder, issuer, box, balancer, ci);
    }

    private static Map<String, String> settings(TokenIssuer issuer) {
        return Map.of(
                "LOTSE_DEPLOY_BAKE_TIME",
                "3s",
                "LOTSE_DEPLOY_CHECK_TIME",
                "10s",
                "LOTSE_DEPLOY_STOP_TIME",
                "2s",
                "LOTSE_HOOK_GITHUB_REPOSITORY_ID",
                REPOSITORY_ID,
                "LOTSE_HOOK_GITHUB_OWNER_ID",
                OWNER_ID,
                "LOTSE_HOOK_GITHUB_ISSUER",
                issuer.url(),
                "LOTSE_HOOK_SECRET",
                SECRET,
                // Where the engine makes networks: to the edge, everything on this machine comes from such a gateway.
                "LOTSE_LOAD_BALANCER_NETWORK",
                "172.16.0.0/12");
    }

    /** A CI system that knows another secret. */
    OtherCi stranger() throws Exception {
        return new OtherCi(folder, balancer.url(), balancer.authority()).knowing(SECRET.toUpperCase(Locale.ROOT));
    }

    Load load() {
        return MixedLoad.ofStrangers(box.stack().api(), REQUESTS_PER_SECOND);
    }

    /** What a workflow's job does after its image was pushed. */
    Runner.Outcome push(String digest) throws Exception {
        return new Runner(folder)
                .tokensFrom(issuer.requestUrl(), issuer.requestToken())
                .env("NODE_EXTRA_CA_CERTS", balancer.authority().toString())
                .with("url", balancer.url())
                .with("domain", box.stack().setting("LOTSE_DOMAIN"))
                .with("digest", digest)
                .with("reason", "a push of the test")
                .run(PATIENCE);
    }

    /** The newest deployment, as the console tells it. */
    JsonNode newest() {
        return box.console().get("/api/deployments?limit=1").at("/deployments/0");
    }

    /** The newest calls of the hook, the first of each kind the newest: {@code POST 202 trusted hmac: why}. */
    List<String> calls() {
        JsonNode calls = box.console().get("/api/hook-calls?limit=100");
        return Stream.of("trusted", "others")
                .flatMap(kind -> StreamSupport.stream(calls.path(kind).spliterator(), false))
                .map(call ->
                        call.path("method").asText() + " " + call.path("status").asInt()
                                + (call.path("trusted").asBoolean() ? " trusted " : " unproved ")
                                + call.path("who").asText("nobody") + ": "
                                + call.path("cause").asText(""))
                .toList();
    }

    void assertThatServes(String digest) throws Exception {
        assertThat(box.release().path("digest").asText()).isEqualTo(digest);
        assertThat(box.console().serving()).isEqualTo(digest);
        assertThat(box.backends()).singleElement().asString().endsWith(" running");
    }

    @Override
    public void close() {
        balancer.close();
        box.close();
        issuer.close();
    }
}
