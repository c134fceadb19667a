package ch.meuthak.lotse.console.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Console;
import ch.meuthak.lotse.console.ConsoleSettings;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.sandbox.dns.DnsServer;
import ch.meuthak.lotse.console.sandbox.dns.Zones;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.testing.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole console at the sandbox's AWS, which AWS's own command line changes behind its back. */
@Timeout(300)
class DriftEndToEndTest {
    private static final String TOKEN = "a-token-for-the-test";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SENTENCE =
            "The rule tcp 3306 from 0.0.0.0/0 was added to " + ReferenceDeployment.SERVER_GROUP + ".";
    private static final String OPEN = "aws ec2 authorize-security-group-ingress --group-id "
            + ReferenceDeployment.SERVER_GROUP + " --protocol tcp --port 3306 --cidr 0.0.0.0/0";

    private final SandboxState state = SandboxState.reference(InstantSource.system());
    private final AwsEndpoint endpoint =
            AwsEndpoint.start(state, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final AwsCli cli = new AwsCli(endpoint.uri());
    private final HttpClient http = HttpClient.newHttpClient();

    private Path folder;
    private DnsServer dns;
    private Console console;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        folder = state;
        dns = DnsServer.start(new Zones()
                .zone("meuthak.ch.")
                .zone("amazonaws.com.")
                .cname(ReferenceDeployment.DOMAIN + ".", ReferenceDeployment.LOAD_BALANCER_DNS + ".")
                .a(ReferenceDeployment.LOAD_BALANCER_DNS + ".", InetAddress.getLoopbackAddress()));
        console = open();
    }

    private Console open() {
        Settings settings = Settings.ofDefaultsAnd(Map.of(
                "lotse.domain",
                ReferenceDeployment.DOMAIN,
                "lotse.dns.servers",
                "127.0.0.1:" + dns.address().getPort(),
                "lotse.console.port",
                "0",
                "lotse.console.token",
                TOKEN,
                "lotse.console.refresh",
                "1s",
                "lotse.state.dir",
                folder.resolve("state").toString()));
        return Console.start(
                ConsoleSettings.of(settings).withAws(TestAws.settings(endpoint.uri())),
                Optional.empty(),
                InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        console.close();
        http.close();
        dns.close();
        endpoint.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(console.url() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(
                http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        return JSON.readTree(
                http.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
                        .body());
    }

    private boolean drifts() throws Exception {
        return get("/api/topology").path("findings").findValuesAsText("id").contains("DRIFT");
    }

    private JsonNode timeline() throws Exception {
        return get("/api/timeline");
    }

    private void shell(String line) throws Exception {
        AwsCli.Result result = cli.shell(line, folder);
        assertThat(result.exitCode()).as(line + " -> " + result.errors()).isZero();
    }

    private void awaitAccepted() {
        Await.until("the first reading", () -> timeline().hasNonNull("acceptedAt"));
    }

    @Test
    void aRuleThatSomebodyAddsIsToldAndTheCommandThatIsPrintedUndoesIt() throws Exception {
        awaitAccepted();
        shell(OPEN);
        Await.until("the drift", this::drifts);
        JsonNode seen = timeline();
        assertThat(seen.at("/entries/0/sentence").asText()).isEqualTo(SENTENCE);
        assertThat(seen.at("/differences/0/sentence").asText()).isEqualTo(SENTENCE);

        shell(seen.at("/differences/0/undo/commands/0").asText());
        Await.until("no drift", () -> !drifts() && timeline().get("differences").isEmpty());
        assertThat(timeline().at("/entries/0/sentence").asText()).contains("was removed from");
    }

    @Test
    void whatIsAcceptedStaysAcceptedAfterARestartAndAChangeMeanwhileIsSeen() throws Exception {
        awaitAccepted();
        shell(OPEN);
        Await.until("the drift", this::drifts);
        JsonNode accepted = post(
                "/api/baseline",
                "{\"id\":\"" + timeline().at("/differences/0/id").asText() + "\"}");
        assertThat(accepted.get("differences")).isEmpty();
        assertThat(drifts()).isFalse();

        console.close();
        shell("aws elbv2 modify-target-group --health-check-path /nowhere --target-group-arn "
                + state.cloud().targetGroups().getFirst().arn());
        console = open();
        Await.until("the change while it was down", this::drifts);
        assertThat(timeline().get("differences"))
                .singleElement()
                .extracting(one -> one.get("sentence").asText())
                .asString()
                .startsWith("The health check path of ")
                .contains("is /nowhere");
    }
}
