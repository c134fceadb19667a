package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.Script;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose up -d} on an engine that has nothing of ours. */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ComposeStackIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String NO_CAPABILITIES = "0000000000000000";
    private static final long MIB = 1 << 20;

    private ComposeStack stack;

    @BeforeAll
    void up() {
        stack = ComposeStack.up(Map.of());
    }

    @AfterAll
    void down() {
        if (stack != null) {
            stack.close();
        }
    }

    private Inside inside(String service) {
        return new Inside(stack.engine(), stack.container(service));
    }

    private static HttpResponse<String> get(URI uri, String path) throws Exception {
        return Script.ask("GET", uri.resolve(path).toString(), "");
    }

    private boolean apiAnswers() throws Exception {
        return get(stack.api(), "/health/ready").statusCode() == 200;
    }

    @Test
    void theApiAnswersThroughTheEdge() throws Exception {
        HttpResponse<String> release = get(stack.api(), "/api/v1/release");

        assertThat(release.statusCode()).isEqualTo(200);
        assertThat(release.body()).contains("\"slot\":\"blue\"");
    }

    @Test
    void theConsoleAnswersOnLoopbackOfTheBoxAlone() throws Exception {
        assertThat(get(stack.console(), "/login").statusCode()).isEqualTo(200);
        for (InetAddress address : addressesOfThisMachine()) {
            try (Socket socket = new Socket()) {
                var console = new InetSocketAddress(address, stack.console().getPort());
                assertThatThrownBy(() -> socket.connect(console, 3000))
                        .as(address.toString())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    private static List<InetAddress> addressesOfThisMachine() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    @Test
    void theConsoleWorksWithoutAwsCredentials() {
        stack.await(DEADLINE, () -> topology().contains("There are no AWS credentials"));
    }

    @Test
    void theDoctorAsksTheConsoleBesideItInTheSameContainer() {
        String report = inside("console").perl("system @ARGV; print 'exit ', $? >> 8", "java", "@doctor", "--no-color");

        assertThat(report)
                .contains("CRED-NONE", "not known")
                .doesNotContain("Exception", Script.TOKEN)
                .endsWith("exit 3");
        assertThat(stack.inspect("console", "{{.State.OOMKilled}} {{.RestartCount}}"))
                .isEqualTo("false 0");
    }

    @Test
    void nothingListensOnTheBoxBesidesTheApiAndTheConsole() {
        assertThat(inside("console").listeners())
                .containsExactly("127.0.0.1:" + stack.console().getPort());
        assertThat(inside("edge").listeners())
                .containsExactly("0.0.0.0:" + stack.api().getPort());
        String ports =
                "{{range $port, $at := .NetworkSettings.Ports}}{{range $at}}{{$port}}={{.HostPort}} {{end}}{{end}}";
        assertThat(stack.inspect("edge", ports)).isBlank();
        assertThat(stack.inspect("backend", ports)).isBlank();
    }

    @Test
    void theBackendReachesTheEdgeAndNothingElse() {
        Inside backend = inside("backend");
        String net = stack.setting("LOTSE_EDGE_ADDRESS").replaceFirst("\\d+$", "");

        assertThat(backend.connect("127.0.0.1", 5000)).isEqualTo("connected");
        assertThat(backend.connect(
                        stack.setting("LOTSE_EDGE_ADDRESS"), stack.api().getPort()))
                .isEqualTo("connected");

        int console = stack.console().getPort();
        assertThat(backend.connect("127.0.0.1", console)).isEqualTo("Connection refused");
        assertThat(backend.connect(net + "1", console)).isEqualTo("Connection refused");
        // An engine gives an internal network no way out, or drops what would take it.
        assertThat(backend.connect("169.254.169.254", 80)).isIn("Network is unreachable", "Connection timed out");
        assertThat(backend.connect("192.0.2.1", 443)).isIn("Network is unreachable", "Connection timed out");
        assertThat(backend.perl(
                        "print join ' ', grep { -e } '/var/run/docker.sock', '/run/docker.sock', '/run/lotse/edge',"
                                + " '/var/lib/lotse', '/aws'"))
                .isEmpty();
    }

    @Test
    void nothingOfTheBackendsIsForwardedToAnotherHost() throws Exception {
        try (Neighbour _ = Neighbour.start()) {
            stack.await(DEADLINE, () -> connectsToNeighbour("edge").equals("connected"));
            assertThat(connectsToNeighbour("backend")).isIn("Network is unreachable", "Connection timed out");
        }
    }

    private String connectsToNeighbour(String service) {
        return inside(service).connect(Neighbour.ADDRESS, Neighbour.PORT);
    }

    @Test
    void theBackendHearsFromTheConsoleThroughTheirSocket() {
        stack.await(DEADLINE, () -> {
            HttpResponse<String> status = get(stack.api(), "/api/v1/status");
            return status.statusCode() == 200 && !status.body().contains("\"components\":[]");
        });
    }

    @Test
    void theBackendCannotPutAnotherSocketInTheHooksPlace() {
        assertThat(inside("backend").write("/run/lotse/hook")).isEqualTo("Read-only file system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge", "backend", "console"})
    void noContainerHasMoreRightsThanItNeeds(String service) {
        Inside container = inside(service);

        assertThat(container.status("Uid").split("\\s+")).doesNotContain("0");
        assertThat(container.status("Gid").split("\\s+")).containsOnly("10000");
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertThat(container.status(set)).as(set).isEqualTo(NO_CAPABILITIES);
        }
        assertThat(container.status("NoNewPrivs")).isEqualTo("1");
        assertThat(container.status("Seccomp")).isEqualTo("2");
        for (String folder : List.of("/", "/opt", "/etc", "/usr/local", "/var")) {
            assertThat(container.write(folder)).as(folder).isEqualTo("Read-only file system");
        }
        assertThat(container.execute("/tmp")).isEqualTo("Permission denied");
    }

    @Test
    void theLimitsHoldAndThreeAndACandidateFitInOneGibibyte() {
        assertThat(inside("edge").memoryLimit()).isEqualTo(128 * MIB);
        assertThat(inside("backend").memoryLimit()).isEqualTo(192 * MIB);
        assertThat(inside("console").memoryLimit()).isEqualTo(256 * MIB);
        assertThat(64 + 2 * 192 + 224).isLessThan(700);

        assertThatThrownBy(() -> inside("edge").perl("my $much = 'x' x (100 << 20); print length $much"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(inside("edge").perl("my $little = 'x' x (10 << 20); print length $little"))
                .isEqualTo(Long.toString(10 * MIB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge", "backend", "console"})
    void anImageSaysWhatItIs(String service) {
        assertThat(stack.inspect(service, "{{json .Config.Labels}}"))
                .contains("org.opencontainers.image.title", "image.version", "image.revision", "image.created");
        assertThat(stack.inspect(service, "{{json .Config.Entrypoint}}"))
                .startsWith("[")
                .doesNotContain("/bin/sh");
        if (!service.equals("edge")) {
            String bom = inside(service)
                    .perl(
                            "open my $in, '<', $ARGV[0] or die; print <$in>",
                            "/usr/share/sbom/lotse-" + service + ".cdx.json");
            assertThat(bom).contains("CycloneDX", "helidon-webserver");
        }
    }

    /** With {@code AOTMode=on} a JVM that cannot use its cache does not start; this one gets as far as its settings. */
    @ParameterizedTest
    @ValueSource(strings = {"backend", "console"})
    void theAotCacheIsValidForTheFlagsOfTheImage(String service) {
        assertThatThrownBy(() -> stack.engine()
                        .docker(
                                "run",
                                "--rm",
                                "--network",
                                "none",
                                "--read-only",
                                "--env",
                                "LOTSE_NONSENSE=1",
                                "--entrypoint",
                                "/opt/lotse/runtime/bin/java",
                                stack.image(service),
                                "@/opt/lotse/jvm.options",
                                "-XX:AOTCache=/opt/lotse/lotse.aot",
                                "-XX:AOTMode=on",
                                "-jar",
                                "/opt/lotse/lotse-" + service + ".jar"))
                .hasMessageMatching("(?s).*\\Rlotse-" + service + ": .*|.*: lotse-" + service + ": .*")
                .message()
                .doesNotContain("[warning]", "[error]");
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void whatIsKilledComesBackByItself() {
        for (String service : List.of("edge", "backend", "console")) {
            String before = stack.inspect(service, "{{.State.StartedAt}}");
            kill(stack.inspect(service, "{{.State.Pid}}"));
            stack.await(
                    DEADLINE,
                    () -> !stack.inspect(service, "{{.State.StartedAt}}").equals(before)
                            && stack.isHealthy(service)
                            && apiAnswers()
                            && get(stack.console(), "/login").statusCode() == 200);
        }
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void thatTheEdgeWasStartedAgainIsToldWithoutAws() throws Exception {
        stack.await(DEADLINE, () -> topology().contains("There are no AWS credentials"));
        kill(stack.inspect("edge", "{{.State.Pid}}"));
        stack.await(DEADLINE, () -> timeline().contains("The container of edge restarted"));
        assertThat(timeline()).contains("\"kind\":\"deployment\"");
    }

    private String timeline() throws Exception {
        return get(stack.console(), "/api/timeline").body();
    }

    /** From outside of its container, as the kernel would; {@code docker kill} would keep it from coming back. */
    private void kill(String pid) {
        stack.engine()
                .docker(
                        "run",
                        "--rm",
                        "--pid",
                        "host",
                        "--user",
                        "0",
                        "--network",
                        "none",
                        "--entrypoint",
                        "/usr/bin/perl",
                        stack.image("backend"),
                        "-e",
                        "kill 'KILL', $ARGV[0] or die $!",
                        pid);
    }

    /**
     * 143 is how a JVM says that it has ended in order upon SIGTERM; 137 would be the kill at the end of the grace. The edge waits
     * that long for connections that clients keep.
     */
    @Test
    @Order(Order.DEFAULT + 2)
    void sigtermEndsEachInOrderAndEachStartsAgain() throws Exception {
        for (Map.Entry<String, String> service : Map.of(
                        "edge", "0 false|137 false", "backend", "143 false", "console", "143 false")
                .entrySet()) {
            stack.compose("stop", service.getKey());
            assertThat(stack.inspect(service.getKey(), "{{.State.ExitCode}} {{.State.OOMKilled}}"))
                    .as(service.getKey())
                    .matches(service.getValue());
            stack.compose("start", service.getKey());
            stack.await(DEADLINE, () -> stack.isHealthy(service.getKey()) && apiAnswers());
        }
        assertThat(stack.compose("logs", "--no-color", "backend")).contains("LotseServer: stopped");
    }

    @Test
    @Order(Order.DEFAULT + 2)
    void aStoppedEdgeIsFoundByTheConsoleWithoutAws() {
        stack.await(DEADLINE, () -> !topology().contains("RUN-EDGE"));

        stack.compose("stop", "edge");
        stack.await(DEADLINE, () -> topology().contains("RUN-EDGE"));
        assertThat(stack.inspect("edge", "{{.State.Status}}")).isEqualTo("exited");

        stack.compose("start", "edge");
        stack.await(DEADLINE, () -> !topology().contains("RUN-EDGE") && apiAnswers());
    }

    private String topology() throws Exception {
        return get(stack.console(), "/api/topology").body();
    }

    @Test
    @Order(Order.DEFAULT + 3)
    void anotherUpTouchesNothing() {
        List<String> services = List.of("edge", "backend", "console");
        List<String> before = services.stream()
                .map(service -> stack.inspect(service, "{{.Id}} {{.State.StartedAt}}"))
                .toList();

        stack.compose("up", "-d", "--no-build");

        assertThat(services.stream()
                        .map(service -> stack.inspect(service, "{{.Id}} {{.State.StartedAt}}"))
                        .toList())
                .isEqualTo(before);
    }
}
