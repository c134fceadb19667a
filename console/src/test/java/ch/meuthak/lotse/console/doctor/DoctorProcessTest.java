package ch.meuthak.lotse.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.meuthak.lotse.console.Main;
import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.host.Listening;
import ch.meuthak.lotse.console.probe.ZoneServer;
import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Program;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor as the process that it is: whom it asks, what it ends with, and that the console knows nothing of it. */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class DoctorProcessTest {
    @TempDir
    private Path folder;

    private final int port = Claims.port();
    private final List<Program> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Program::close);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Program start(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_REGION", "us-east-1",
                "LOTSE_DOMAIN", "backend.example.ch",
                "LOTSE_DNS_SERVERS", "127.0.0.1:1",
                "LOTSE_CONSOLE_PORT", Integer.toString(port),
                "LOTSE_STATE_DIR", state().toString()));
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        Program program = Program.java(folder, environment, arguments);
        started.add(program);
        return program;
    }

    private Program main(Map<String, String> more, String... arguments) throws Exception {
        return start(
                more,
                Stream.concat(
                                Stream.of("-cp", Program.productionClassPath(), Main.class.getName()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Program doctor(int exitCode, Map<String, String> more, String... options) throws Exception {
        Program doctor = main(
                more, Stream.concat(Stream.of("doctor"), Stream.of(options)).toArray(String[]::new));
        assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(exitCode);
        assertThat(doctor.output()).doesNotContain("Exception in", "\tat ");
        return doctor;
    }

    @Test
    void withoutAConsoleItReadsAwsItselfSaysSoAndWritesNothing() throws Exception {
        assertThat(doctor(3, Map.of()).output())
                .contains("No console runs with this state directory. Reading AWS in this process")
                .contains("CRED-NONE ERROR");
        assertThat(state()).doesNotExist();
    }

    /** On a laptop where nobody has set anything up. */
    @Test
    void aDomainIsAllItNeeds() throws Exception {
        Map<String, String> nothing = Map.of(
                "LOTSE_DOMAIN",
                "",
                "LOTSE_STATE_DIR",
                "",
                "LOTSE_CONSOLE_PORT",
                "",
                "AWS_REGION",
                "",
                "HOME",
                folder.toString());
        assertThat(doctor(3, nothing, "--domain", "api.example.com.").output())
                .startsWith("lotse-console doctor: Checking api.example.com: DNS, AWS and the answers of the domain.")
                .contains(
                        "elasticloadbalancing:DescribeLoadBalancers",
                        "acm:DescribeCertificate",
                        "these read-only permissions:")
                .contains("It is not known whether requests for api.example.com succeed.");
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(doctor(64, nothing, "--domain", "https://api.example.com/").output())
                .hasLineCount(1)
                .contains("--domain must be the name of a host alone", "without https://");
    }

    /** In the name of an Application or a Network Load Balancer, and with dualstack before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app-12.eu-west-1.elb.amazonaws.com",
                "dualstack.app-12.eu-west-1.elb.amazonaws.com",
                "net-0123456789abcdef.elb.eu-west-1.amazonaws.com"
            })
    void aRegionThatIsNotSetIsThatOfTheLoadBalancer(String balancer) throws Exception {
        try (var dns = new ZoneServer()) {
            dns.cname("api.example.com", balancer).a(balancer, "127.77.77.77");
            Map<String, String> noRegion = Map.of(
                    "AWS_REGION",
                    "",
                    "HOME",
                    folder.toString(),
                    "LOTSE_DNS_SERVERS",
                    "127.0.0.1:" + dns.address().getPort());

            assertThat(doctor(2, noRegion, "--domain", "api.example.com").output())
                    .contains(
                            "No AWS region is set. Reading eu-west-1, the region in the DNS name of the load balancer.")
                    .contains("CRED-NONE ERROR", "There are no AWS credentials");
        }
    }

    /** A domain that does not exist, and one without AWS: with credentials that reach no AWS, and without any. */
    @ParameterizedTest
    @CsvSource({
        "nowhere.example.com, true, Broken at DNS: There is no DNS record for nowhere.example.com., failed (Unreachable)",
        "nowhere.example.com, false, Broken at DNS: There is no DNS record for nowhere.example.com., CRED-NONE ERROR",
        "plain.example.com, true, Broken: https://plain.example.com/ gets no answer, failed (Unreachable)",
        "plain.example.com, false, Broken: https://plain.example.com/ gets no answer, CRED-NONE ERROR"
    })
    void whatIsVisibleFromOutsideIsJudgedWithoutAws(String domain, boolean keys, String verdict, String aws)
            throws Exception {
        try (var dns = new ZoneServer()) {
            dns.a("plain.example.com", "127.77.77.77");
            Map<String, String> environment = new HashMap<>(Map.of(
                    "HOME",
                    folder.toString(),
                    "LOTSE_DNS_SERVERS",
                    "127.0.0.1:" + dns.address().getPort()));
            if (keys) {
                environment.putAll(Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
            }
            assertThat(doctor(2, environment, "--domain", domain).output()).contains(verdict, aws);
        }
    }

    @Test
    void aTokenOfAConsoleThatHasEndedIsNoConsole() throws Exception {
        Files.createDirectories(state());
        Files.writeString(state().resolve("console-token"), Script.TOKEN);

        assertThat(doctor(3, Map.of()).output()).contains("No console runs at http://127.0.0.1:" + port);
    }

    @Test
    void aConsoleThatRunsIsAskedAndHasAwsReadAgain() throws Exception {
        Program console = main(Map.of());
        console.awaitLine("^console +(http\\S+)");

        assertThat(doctor(3, Map.of(), "--json").output())
                .hasLineCount(1)
                .startsWith("{\"domain\":\"backend.example.ch\"");
        assertThat(doctor(3, Map.of(), "--markdown").output()).startsWith("# Diagnosis of backend");
        assertThat(doctor(3, Map.of("LOTSE_DOMAIN", "")).output())
                .as("it needs no settings but where the console is")
                .startsWith("It is not known whether requests for backend.example.ch");
        assertThat(doctor(69, Map.of("LOTSE_CONSOLE_TOKEN", "another-token-0123456789"))
                        .output())
                .hasLineCount(1)
                .contains("rejects the token", "LOTSE_STATE_DIR", "--here")
                .doesNotContain("another-token");
    }

    /** Whatever listens there is told a token of this machine, and nothing that it answers is believed. */
    @Test
    void whatListensThereAndIsNoConsoleIsNamed() throws Exception {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        other.createContext("/", exchange -> {
            byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            assertThat(doctor(69, Map.of("LOTSE_CONSOLE_TOKEN", Script.TOKEN)).output())
                    .hasLineCount(1)
                    .contains("is not a console of this version", "--here");
        } finally {
            other.stop(0);
        }
    }

    /** Somebody who has waited for the console to be down. */
    @Test
    void anotherUserWhoHoldsThePortIsNotToldTheToken() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a program as somebody else");
        List<String> impostor = List.of("busybox", "nc", "-l", "-p", Integer.toString(port));
        Program other = Program.start(
                folder,
                Map.of("PATH", System.getenv("PATH")),
                Stream.concat(Stream.of("setpriv", "--reuid=65534", "--clear-groups"), impostor.stream())
                        .toList());
        started.add(other);
        other.await("a listener", () -> assertThat(Listening.read(Path.of("/proc/net")))
                .anyMatch(one -> one.address().getPort() == port && one.owner() == 65534));

        assertThat(doctor(69, Map.of("LOTSE_CONSOLE_TOKEN", Script.TOKEN)).output())
                .hasLineCount(1)
                .contains("user 65534 listens on port " + port, "does not get the console's token", "--here");
        assertThat(other.output()).as("what it heard").isEmpty();
    }

    @Test
    void aWrongOrderIsOneLine() throws Exception {
        assertThat(doctor(64, Map.of(), "--jsn").output()).hasLineCount(1).contains("did you mean --json?");
        assertThat(doctor(78, Map.of("LOTSE_DOMAIN", ""), "--here").output())
                .contains("lotse.domain is not set: set LOTSE_DOMAIN");
        Program other = main(Map.of(), "start");
        assertThat(other.exitCode()).isEqualTo(64);
        assertThat(other.output()).hasLineCount(1).startsWith("lotse-console: unknown argument start: type doctor");
    }

    @Test
    void theVersionIsOneLineAndNoSnapshot() throws Exception {
        Program version = main(Map.of(), "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).matches("lotse-console (\\d+\\.\\d+\\.\\d+|development build( [0-9a-f]{12})?)\n");
    }

    /** In the image {@code java @doctor} takes them from a file; what is only there is left out. */
    @Test
    void theOptionsOfTheImageAreGoodForThisJvmAndSayNothingOfTheirOwn() throws Exception {
        List<String> options = Files.readAllLines(Path.of("doctor.options")).stream()
                .filter(line -> !line.startsWith("#") && !line.contains("/opt/lotse/"))
                .toList();
        Program doctor = start(
                Map.of(),
                Stream.of(
                                options.stream(),
                                Stream.of("-cp", Program.productionClassPath(), Main.class.getName()),
                                Stream.of("doctor", "--explain", "TGT-SG"))
                        .flatMap(one -> one)
                        .toArray(String[]::new));

        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        assertThat(doctor.output()).startsWith("TGT-SG\nSeverity ");
        assertThat(options).contains("-Xmx64m", "-Xlog:disable");
    }

    /** The memory of the box is small: what the doctor needs is loaded by the doctor. */
    @Test
    void aConsoleLoadsNothingOfTheDoctor() throws Exception {
        Path loaded = folder.resolve("loaded.log");
        Program console = start(
                Map.of(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                Program.productionClassPath(),
                Main.class.getName());
        console.awaitLine("^console +(http\\S+)");

        assertThat(Files.readString(loaded))
                .contains("ch.meuthak.lotse.console.web.ConsoleServer")
                .doesNotContain("picocli", "lotse.console.doctor", "DoctorCommand");
    }
}
