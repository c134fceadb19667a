package ch.meuthak.lotse.console.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.Lifecycle;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.sandbox.edge.TestService;
import ch.meuthak.lotse.server.SettingsException;
import ch.meuthak.lotse.server.StartException;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The parts together, with a service of ours in the place of the console and its releases. */
@Timeout(180)
class SandboxTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Lifecycle parts = new Lifecycle();

    @AfterEach
    void close() {
        parts.close();
    }

    /** A console that deploys one service and does nothing else. */
    private static final class OneService implements ConsolePart {
        @Override
        public Running start(Surroundings around) throws Exception {
            TestService service = new TestService("blue");
            Edge edge = around.edge();
            edge.route(Slot.BLUE, service.address());
            return new Running() {
                @Override
                public String url() {
                    return "http://127.0.0.1";
                }

                @Override
                public String loginUrl() {
                    return url();
                }

                @Override
                public void close() {
                    service.close();
                }
            };
        }
    }

    private static SandboxSettings settings(Path folder, int apiPort) {
        return new SandboxSettings(apiPort, 0, 0, 0, folder, Map.of());
    }

    private Sandbox start(SandboxSettings settings, Lifecycle into) {
        return Sandbox.start(settings, new OneService(), InstantSource.system(), into, lines::add);
    }

    private static void awaitHealthy(Sandbox sandbox) {
        Await.until("a healthy target", () -> sandbox.state()
                .cloud()
                .targetGroups()
                .getFirst()
                .targets()
                .getFirst()
                .health()
                .is("healthy"));
    }

    private static String get(Sandbox sandbox) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + sandbox.edge().address().getPort() + "/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void twoAtOnceServeOnTheirOwnPortsAndStatesAndLeaveNothingBehind(@TempDir Path one, @TempDir Path other)
            throws Exception {
        Lifecycle second = new Lifecycle();
        Sandbox first = start(settings(one, 0), parts);
        InetSocketAddress address = first.edge().address();
        try (second) {
            Sandbox alongside = start(settings(other, 0), second);
            awaitHealthy(first);
            awaitHealthy(alongside);
            assertThat(get(first)).startsWith("blue");
            assertThat(get(alongside)).startsWith("blue");
            assertThat(lines).hasSize(14).allSatisfy(line -> assertThat(line).matches("\\w[\\w ]+ \\S+ \\(\\d+ ms\\)"));
        }
        assertThat(get(first)).startsWith("blue");
        parts.close();
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsVariableAndWhatWasStartedIsClosed(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> start(settings(folder, port), parts))
                    .isInstanceOf(StartException.class)
                    .hasMessage("port " + port
                            + " is taken: stop what listens there, or set LOTSE_API_PORT to another port");
        }
        parts.close();
        String aws = lines.stream()
                .filter(line -> line.startsWith("aws"))
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(aws.replaceAll("^.*127.0.0.1:(\\d+) .*$", "$1"));
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void settingsAreReadFromTheEnvironmentAndTypingErrorsAreNamed() {
        SandboxSettings read = SandboxSettings.of(
                Map.of("LOTSE_API_PORT", "5100", "LOTSE_DEPLOY_BAKE_TIME", "1s", "LOTSE_SANDBOX_AWS_PORT", "0"));
        assertThat(read.apiPort()).isEqualTo(5100);
        assertThat(read.consolePort()).isEqualTo(5080);
        assertThat(read.httpsPort()).isEqualTo(8443);
        assertThat(read.awsPort()).isZero();
        assertThat(read.stateDirectory()).endsWithRaw(Path.of("target", "sandbox"));
        assertThat(read.others()).containsEntry("lotse.deploy.bake.time", "1s");

        assertThatThrownBy(() -> SandboxSettings.of(Map.of("LOTSE_API_PORT", "port")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_API_PORT");
        assertThatThrownBy(() -> SandboxSettings.of(Map.of("LOTSE_SANDBOX_HTTP_PORT", "1")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOTSE_SANDBOX_HTTP_PORT");
    }
}
