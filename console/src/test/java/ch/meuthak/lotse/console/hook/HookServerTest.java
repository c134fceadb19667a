package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.trust.MemoryHookCalls;
import ch.meuthak.lotse.console.trust.MemoryUsedIds;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.FakeDeployments;
import ch.meuthak.lotse.console.web.FakeFeed;
import ch.meuthak.lotse.console.web.SamplePath;
import ch.meuthak.lotse.server.StartException;
import ch.meuthak.lotse.server.UnixSocketClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookServerTest {
    private final FakeFeed feed = new FakeFeed();
    private final InstantSource clock = InstantSource.system();

    private final Path state;

    HookServerTest(@TempDir Path state) {
        this.state = state;
    }

    @Test
    void aRedeployRequestIsRefusedBecauseNobodyIsTrustedYet() throws IOException {
        try (HookServer _ = start()) {
            UnixSocketClient.Reply reply =
                    call(Method.POST, "/hooks/redeploy", "{\"digest\":\"sha256:1\"}".getBytes(UTF_8));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("content-type")).contains("application/problem+json");
            assertThat(new String(reply.body(), UTF_8)).contains("No trust configured");
            assertThat(call(Method.GET, "/hooks/redeploy/1", new byte[0]).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void aBodyOfMoreThan16KilobytesIsTooLarge() throws IOException {
        try (HookServer _ = start()) {
            assertThat(call(Method.POST, "/hooks/redeploy", new byte[16 * 1024 + 1])
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void nothingElseIsReachable() throws IOException {
        try (HookServer _ = start()) {
            for (String path : List.of("/", "/api/topology", "/api/deployments", "/login", "/hooks", "/statuses")) {
                assertThat(call(Method.GET, path, new byte[0]).status())
                        .as(path)
                        .isEqualTo(404);
            }
            assertThat(call(Method.POST, "/status", new byte[0]).status()).isEqualTo(405);
        }
    }

    @Test
    void thePublicStatusNamesNoIdAndNoAddress() throws IOException {
        Instant now = clock.instant();
        feed.publish(ReferenceTopology.healthyAt(now).topology());
        try (HookServer _ = start()) {
            UnixSocketClient.Reply reply = call(Method.GET, "/status", new byte[0]);

            JsonNode status = new JsonMapper().readTree(reply.body());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(status.fieldNames()).toIterable().containsExactly("status", "components", "asOf");
            assertThat(status.get("status").textValue()).isEqualTo("operational");
            assertThat(status.get("components").findValuesAsText("name"))
                    .containsExactly("dns", "load balancer", "certificate", "api");
            assertThat(Instant.parse(status.get("asOf").textValue())).isEqualTo(now);
            assertThat(new String(reply.body(), UTF_8))
                    .doesNotContain("semarb3", "i-0ac", "44.194", "339712742662", "meuthak", "sha256");
        }
    }

    @Test
    void anOldSnapshotDoesNotSpeakForNow() throws IOException {
        feed.publish(ReferenceTopology.healthyAt(clock.instant().minus(Duration.ofHours(1)))
                .topology());
        try (HookServer _ = start()) {
            JsonNode status = new JsonMapper()
                    .readTree(call(Method.GET, "/status", new byte[0]).body());
            assertThat(status.get("status").textValue()).isEqualTo("unknown");
        }
    }

    @Test
    void aStrangerWhoAsksForTheStatusIsNobodyWhoLooks() throws IOException {
        feed.publish(ReferenceTopology.healthyAt(clock.instant()).topology());
        try (HookServer _ = start()) {
            assertThat(call(Method.GET, "/status", new byte[0]).status()).isEqualTo(200);
            assertThat(feed.watchedTimes()).isZero();
            assertThat(feed.refreshing()).isFalse();
        }
    }

    @Test
    void theSocketIsOpenToOwnerAndGroupAloneAndIsGoneAfterwards() throws IOException {
        try (HookServer _ = start()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-rw----");
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void aStaleSocketIsReplaced() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThat(socket()).exists();
        try (HookServer _ = start()) {
            assertThat(call(Method.GET, "/status", new byte[0]).status()).isEqualTo(200);
        }
    }

    @Test
    void aLiveSocketIsNotTakenAway() throws IOException {
        try (HookServer _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("another process is listening");
            assertThat(call(Method.GET, "/status", new byte[0]).status()).isEqualTo(200);
        }
    }

    private HookServer start() {
        return HookServer.start(
                socket(),
                feed,
                () -> Optional.of(SamplePath.healthy(clock.instant()).path()),
                new FakeDeployments(clock),
                new HookGate(
                        new Trust(TrustSettings.nobody("backend.example.ch"), new MemoryUsedIds(), clock),
                        new MemoryHookCalls(),
                        HookLimits.defaults()),
                clock);
    }

    private Path socket() {
        return state.resolve(HookServer.SOCKET);
    }

    private UnixSocketClient.Reply call(Method method, String path, byte[] body) throws IOException {
        return new UnixSocketClient(socket(), Duration.ofSeconds(20), 1 << 16)
                .call(method, path, List.of(HeaderValues.CONTENT_TYPE_JSON), body);
    }
}
