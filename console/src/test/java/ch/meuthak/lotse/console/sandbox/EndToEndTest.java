package ch.meuthak.lotse.console.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.rollout.TinyReleases;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.process.ProcessPlatform;
import ch.meuthak.lotse.console.process.ProcessSettings;
import ch.meuthak.lotse.console.web.Walk;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: the sandbox, the real console, the built backend as real processes, and a load from outside. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {
    private static final Duration FAST = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofMillis(250);

    private Path state = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private WholeSandbox whole;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        state = temporary;
        whole = new WholeSandbox(
                state,
                Map.of(
                        "lotse.deploy.bake.time",
                        "1s",
                        "lotse.deploy.check.time",
                        "40s",
                        "lotse.console.refresh",
                        "1s"));
        whole.awaitHealthy();
    }

    @AfterAll
    void close() {
        whole.close();
        assertThat(WholeSandbox.backends()).as("backends that were left behind").isEmpty();
    }

    @Test
    void theApiTheLoadBalancerAndTheConsoleAgreeOnTheRelease() throws Exception {
        JsonNode straight = whole.overHttp("/api/v1/release");
        JsonNode deployed = whole.console("/api/deployments").at("/deployments/0/release");

        assertThat(whole.overHttps("/api/v1/release")).isEqualTo(straight);
        assertThat(straight.get("digest")).isEqualTo(deployed.get("digest"));
        assertThat(straight.get("revision")).isEqualTo(deployed.get("revision"));
        assertThat(straight.get("version")).isEqualTo(deployed.get("version"));
    }

    @Test
    void theConsoleShowsTheReferenceDeployment() throws Exception {
        Await.until(
                "every probe's answer",
                () -> whole.console("/api/topology").get("problems").isEmpty());
        JsonNode topology = whole.console("/api/topology");

        assertThat(topology.at("/domain").asText()).isEqualTo("backend.meuthak.ch");
        assertThat(topology.at("/region").asText()).isEqualTo("us-east-1");
        assertThat(topology.at("/loadBalancer/name").asText()).isEqualTo("semarb3");
        assertThat(topology.at("/loadBalancer/dnsName").asText())
                .isEqualTo("semarb3-1577038455.us-east-1.elb.amazonaws.com");
        assertThat(topology.at("/listeners/0/arn").asText())
                .isEqualTo("arn:aws:elasticloadbalancing:us-east-1:339712742662:listener/app/semarb3/"
                        + "42531f9058a9545e/3e64e842d65337b0");
        assertThat(topology.at("/certificates/0/arn").asText()).endsWith("9272c48c-aa16-4d1c-ac77-883b80a1dff5");
        assertThat(topology.at("/targetGroups/0/name").asText()).isEqualTo("semarb3-2");
        assertThat(topology.at("/targetGroups/0/targets/0/id").asText()).isEqualTo("i-0ac165e251c3c44ac");
        assertThat(topology.at("/elasticIps/0/publicIp").asText()).isEqualTo("44.194.144.99");
        assertThat(topology.at("/securityGroups").findValuesAsText("id")).contains("sgr-07d4b77f96a360b7e");
        assertThat(topology.at("/problems")).isEmpty();
        assertThat(statuses(topology)).containsExactly("ok", "ok", "ok", "ok", "ok", "ok", "warn", "ok");
    }

    private static List<String> statuses(JsonNode topology) {
        return StreamSupport.stream(topology.get("path").spliterator(), false)
                .map(hop -> hop.get("status").asText())
                .toList();
    }

    @Test
    void twentyRedeploysInARowUnderLoadLoseNoRequest() throws Exception {
        long requests;
        try (Load load = load()) {
            for (int i = 1; i <= 20; i++) {
                JsonNode deployment = whole.redeploy("{\"reason\":\"number " + i + "\"}");
                assertThat(deployment.get("state").asText())
                        .as(deployment.toString())
                        .isEqualTo("succeeded");
            }
            load.finish();
            requests = load.sent();
            assertThat(load.failures()).isEmpty();
            assertThat(load.failed()).isZero();
        }
        System.out.println("20 redeploys: 0 of " + requests + " requests failed");
        assertThat(requests).isGreaterThan(1000);
        Await.until("one backend", () -> WholeSandbox.backends().count() == 1);
    }

    @Test
    void badCandidatesAreRefusedAndTheOldReleaseServesOn(@TempDir Path build) throws Exception {
        JsonNode before = whole.overHttp("/api/v1/release");
        var releases = new TinyReleases(build);
        var store = new ProcessPlatform(ProcessSettings.defaults(state), InstantSource.system());
        try (Load load = load()) {
            for (String behaviour : List.of("never ready", "exits", "says it is another")) {
                String digest = store.publish(releases.jar(behaviour, "bad")).digest();
                JsonNode deployment = whole.redeploy("{\"digest\":\"" + digest + "\"}");

                assertThat(deployment.get("state").asText())
                        .as(deployment.toString())
                        .isEqualTo("failed");
                assertThat(deployment.get("failure").asText()).isNotBlank();
                assertThat(deployment.at("/evidence/lastLogLines")).isNotEmpty();
                if (!behaviour.equals("exits")) { // that one may be gone before it is asked for the first time
                    assertThat(deployment.at("/evidence/healthAnswers")).isNotEmpty();
                }
            }
            load.finish();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(whole.overHttp("/api/v1/release")).isEqualTo(before);
    }

    /** HTTP and HTTPS, kept connections and one for each request, bodies, and requests of three seconds. */
    private Load load() {
        Exchange release = Exchange.get("/api/v1/release");
        Exchange hook = Exchange.post("/hooks/redeploy", 2_000, 503);
        Exchange slowHook = Exchange.slowPost("/hooks/redeploy", 600, Duration.ofSeconds(3), 503);
        Exchange longPoll = Exchange.get("/api/v1/status").with("Prefer: wait=3");
        Load load = new Load();
        for (Optional<SSLContext> tls : List.of(Optional.<SSLContext>empty(), Optional.of(whole.tls()))) {
            var server = tls.isEmpty() ? whole.api() : whole.https();
            load.keepAlive(server, tls, FAST, release)
                    .keepAlive(server, tls, FAST, release)
                    .connectionPerRequest(server, tls, FAST.multipliedBy(2), release)
                    .keepAlive(server, tls, SLOW, hook)
                    .connectionPerRequest(server, tls, SLOW, slowHook)
                    .keepAlive(server, tls, SLOW, longPoll);
        }
        return load;
    }

    @Test
    void aKilledBackendTurnsTheTargetUnhealthyOnThePageWithoutAReloadAndARedeployMendsIt() throws Exception {
        try (Walk walk =
                new Walk(Tools.require("chromium"), whole.parts().console().url())) {
            Walk.Look look = Walk.Look.ALL.getFirst();
            Page page = walk.logIn(look, whole.parts().console().loginUrl());
            page.navigate(whole.parts().console().url() + "/targets");
            page.waitForSelector("text=All healthy");
            page.evaluate("() => { window.notReloaded = true; }");

            long killed = System.nanoTime();
            WholeSandbox.backends().forEach(ProcessHandle::destroyForcibly);
            var within = new Page.WaitForSelectorOptions().setTimeout(40_000);
            page.waitForSelector("text=Target.ResponseCodeMismatch", within);
            Duration took = Duration.ofNanos(System.nanoTime() - killed);

            assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
            // Two checks, five seconds apart, each with two seconds to be answered; then the console's next look.
            assertThat(took).isLessThan(Duration.ofSeconds(2 * (5 + 2) + 15));
            walk.visit(page, look, "/", "sandbox-broken");
            page.waitForSelector("text=Broken");

            assertThat(whole.redeploy("{\"reason\":\"it was killed\"}")
                            .get("state")
                            .asText())
                    .isEqualTo("succeeded");
            whole.awaitHealthy();
        }
    }

    @Test
    void aBrowserWalksEveryPageOfTheSandboxAndRedeploysUnderLoad() {
        try (Walk walk = new Walk(
                        Tools.require("chromium"), whole.parts().console().url());
                Load load = load()) {
            Page page =
                    walk.logIn(Walk.Look.ALL.getFirst(), whole.parts().console().loginUrl());
            page.getByText("Redeploy…").click();
            page.getByLabel("Reason").fill("From the page");
            page.getByText("Deploy this release").click();
            page.waitForSelector(
                    ".page-head .mark:has-text('Succeeded')", new Page.WaitForSelectorOptions().setTimeout(90_000));
            load.finish();
            assertThat(load.failures()).isEmpty();

            walk.tour(() -> whole.parts().console().loginUrl());
            assertThat(walk.findings()).isEmpty();
        }
    }
}
