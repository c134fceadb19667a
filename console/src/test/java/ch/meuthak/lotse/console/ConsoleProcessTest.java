package ch.meuthak.lotse.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.web.Visitor;
import ch.meuthak.lotse.server.testing.Program;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console as the process that it is in production: what it says when it cannot start, and that it starts without AWS. */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class ConsoleProcessTest {
    @TempDir
    private Path folder;

    private final List<Program> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Program::close);
    }

    private Program start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "LOTSE_DOMAIN", "backend.example.ch",
                "LOTSE_DNS_SERVERS", "127.0.0.1:1",
                "LOTSE_CONSOLE_PORT", "0",
                "LOTSE_CONSOLE_TOKEN", Script.TOKEN,
                "LOTSE_STATE_DIR", folder.resolve("state").toString()));
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        Program program = Program.java(folder, environment, "-cp", Program.productionClassPath(), Main.class.getName());
        started.add(program);
        return program;
    }

    private String refusal(Map<String, String> environment) throws Exception {
        return start(environment).lastWord();
    }

    private static String url(Program program) throws Exception {
        return program.awaitLine("^console +(http://127.0.0.1:\\d+)/login");
    }

    @Test
    void withoutADomainItSaysWhichVariableToSet() throws Exception {
        assertThat(refusal(Map.of("LOTSE_DOMAIN", "")))
                .isEqualTo("lotse-console: lotse.domain is not set: set LOTSE_DOMAIN");
    }

    @Test
    void aTokenThatCannotStandInAHeaderIsOneLineThatDoesNotShowIt() throws Exception {
        assertThat(refusal(Map.of("LOTSE_CONSOLE_TOKEN", "öffnen")))
                .startsWith("lotse-console: ")
                .contains("LOTSE_CONSOLE_TOKEN", "8 to 256 letters")
                .doesNotContain("ffnen");
    }

    @Test
    void aDomainThatIsNoNameIsOneLine() throws Exception {
        assertThat(refusal(Map.of("LOTSE_DOMAIN", "https://backend.example.ch/")))
                .startsWith("lotse-console: ")
                .contains("LOTSE_DOMAIN", "https://backend.example.ch/");
    }

    @Test
    void aTakenPortIsOneLineWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(Map.of("LOTSE_CONSOLE_PORT", Integer.toString(taken.getLocalPort()))))
                    .startsWith("lotse-console: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("choose another port or stop it");
        }
    }

    @Test
    void aStateDirectoryThatCannotBeWrittenIsOneLineWithWhatToDo() throws Exception {
        assertThat(refusal(Map.of("LOTSE_STATE_DIR", "/proc/lotse"))) // nobody can write there, not even root
                .startsWith("lotse-console: The state directory /proc/lotse cannot be written")
                .contains("LOTSE_STATE_DIR");
    }

    @Test
    void aTokenFileThatCannotBeKeptIsOneLineWithWhatToDo() throws Exception {
        Path file = folder.resolve("state").resolve("console-token");
        Files.createDirectories(file.resolve("in-the-way"));

        assertThat(refusal(Map.of())).startsWith("lotse-console: ").contains(file.toString());
    }

    @Test
    void anAwsEndpointThatIsNoAddressStopsNothing() throws Exception {
        answersEverything(start(Map.of("AWS_ENDPOINT_URL", "nonsense", "AWS_REGION", "us-east-1")));
    }

    @Test
    void withoutCredentialsItStartsAnswersAndSaysWhatIsMissing() throws Exception {
        Program program = start(Map.of("AWS_REGION", "us-east-1"));

        answersEverything(program);

        assertThat(Script.ask("GET", url(program) + "/api/topology", "").body())
                .contains("There are no AWS credentials");
    }

    /** Connections to it are taken and never answered. */
    @Test
    void withAnAwsThatHangsEveryPageAnswersAtOnce() throws Exception {
        try (var hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Program program = start(Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:" + hangs.getLocalPort(),
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "secret"));
            String url = url(program);
            for (String call : List.of("/api/deployments", "/api/topology")) {
                answersAtOnce(call, () -> Script.ask("GET", url + call, ""));
            }
            Visitor operator = Visitor.of(url).logIn(program.awaitLine("^console +(\\S+)"));
            for (String page : List.of("/", "/network", "/certificate", "/targets", "/deployments")) {
                answersAtOnce(page, () -> operator.get(page));
            }
            program.interrupt();
            long began = System.nanoTime();
            program.awaitEnd();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void answersAtOnce(String what, Callable<HttpResponse<String>> ask) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> answer = ask.call();
        assertThat(answer.statusCode()).as(what).isIn(200, 503);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(what).isLessThan(Duration.ofSeconds(8));
    }

    /** A console that was killed leaves its socket behind. */
    @Test
    void aStaleHookSocketIsReplacedAndALiveOneIsLeftAlone() throws Exception {
        Path socket = Files.createDirectories(folder.resolve("state")).resolve("hook.sock");
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            assertThat(refusal(Map.of())).contains("another process is listening on " + socket);
        }
        assertThat(socket).exists();

        answersEverything(start(Map.of()));
    }

    private static void answersEverything(Program program) throws Exception {
        String url = url(program);
        assertThat(Script.ask("GET", url + "/login", "").statusCode()).isEqualTo(200);
        program.await("the first snapshot", () -> {
            assertThat(Script.ask("GET", url + "/api/topology", "").statusCode())
                    .isEqualTo(200);
            return true;
        });
        HttpResponse<String> deploy = Script.ask("POST", url + "/api/deployments", "{}");
        assertThat(deploy.statusCode()).as(deploy.body()).isEqualTo(503);
        assertThat(deploy.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
