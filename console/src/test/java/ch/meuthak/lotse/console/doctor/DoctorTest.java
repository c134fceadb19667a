package ch.meuthak.lotse.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.server.SettingsException;
import ch.meuthak.lotse.server.testing.Await;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor makes of a report: texts, exit codes, and what it says to a wrong order. */
class DoctorTest {
    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(Supplier<Report> here, boolean coloured, String... arguments) {
        var terminal = new Terminal(stream(output), stream(errors), false, coloured, 80);
        return new Doctor(Optional::empty, (_, _) -> here.get(), List.of(), terminal).run(List.of(arguments));
    }

    private int run(Report report, String... arguments) {
        return run(() -> report, false, arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    private static Report report(ReferenceTopology reference) {
        return report(reference, new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon."));
    }

    private static Report report(ReferenceTopology reference, ReleaseFacts release) {
        var observed = Observations.of(reference.topology(), release, 5080);
        return Report.of(
                reference.topology(), Diagnosis.of(Rulebook.ALL, observed, Optional.empty(), ReferenceTopology.NOON));
    }

    private static ReferenceTopology healthy() {
        return ReferenceTopology.healthyAt(ReferenceTopology.NOON);
    }

    private static ReferenceTopology refused() {
        return healthy().target("unhealthy", "Target.FailedHealthChecks", "Health checks failed");
    }

    private static Report without(Report report, Rule... rules) {
        List<Finding> left = report.diagnosis().findings().stream()
                .filter(finding -> !List.of(rules).contains(finding.rule()))
                .toList();
        return report.with(left);
    }

    @Test
    void theExitCodeIsThatOfTheWorstFinding() {
        assertThat(run(report(healthy()))).isEqualTo(1);
        assertThat(run(without(report(healthy()), ExpApiOpen.RULE, ExpSshOpen.RULE)))
                .isEqualTo(0);
        assertThat(run(report(refused()))).isEqualTo(2);
    }

    /** Only a console knows the release: what is read without one is never said to be well. */
    @Test
    void whatIsNotKnownHasAnExitCodeOfItsOwn() {
        var unknown = new ReleaseFacts(false, Optional.empty(), false, false, "Only a running console knows it.");

        assertThat(run(report(healthy(), unknown))).isEqualTo(3);
        assertThat(output()).startsWith("It is not known whether requests for backend.meuthak.ch succeed.");
        assertThat(run(report(refused(), unknown))).isEqualTo(2);
    }

    @Test
    void theTextHasTheVerdictFirstAndThenEverythingAboutEachFinding() {
        run(report(refused()));

        assertThat(output())
                .startsWith("Broken at the target:")
                .containsSubsequence(
                        "TGT-REFUSED ERROR, Target",
                        "The connection to the target fails.",
                        "Cause     ",
                        "Evidence  ",
                        "(DescribeTargetHealth,",
                        "2026-",
                        " UTC)",
                        "Fix       ",
                        "See       https://docs.aws.amazon.com/",
                        "EXP-API-OPEN WARNING",
                        "Command   aws ec2 ",
                        "Caution   ",
                        "Not known",
                        "the box: Not read, because");
        assertThat(output()).doesNotContain(ESCAPE);
    }

    @Test
    void noLineIsWiderThanItShouldBeButWhatIsToBeCopied() {
        run(report(refused()), "--width", "60");

        assertThat(output().lines()).allSatisfy(line -> assertThat(
                        line.length() <= 60 || line.contains("aws ec2 ") || line.contains("https://"))
                .as(line)
                .isTrue());
        assertThat(output().lines().filter(line -> line.startsWith("            ")))
                .isNotEmpty();
    }

    @Test
    void coloursAreForATerminalAloneAndCanBeSwitchedOff() {
        run(() -> report(refused()), true);
        assertThat(output()).contains(ESCAPE + "[1;31m");
        output.reset();
        run(() -> report(refused()), true, "--no-color");
        assertThat(output()).doesNotContain(ESCAPE);
    }

    @Test
    void theJsonIsThatOfTheApiAndNothingElse() throws Exception {
        Report report = report(refused());

        run(report, "--json");

        var written = Wire.read(output().getBytes(StandardCharsets.UTF_8), DiagnosisJson.class);
        assertThat(written).isEqualTo(DiagnosisJson.of(report));
        assertThat(DiagnosisJson.of(written.report())).isEqualTo(written);
        assertThat(errors()).contains("No console runs with this state directory");
    }

    @Test
    void aRuleIsExplainedWithoutAnySettingOrReading() {
        assertThat(run(
                        () -> {
                            throw new AssertionError("nothing is to be read");
                        },
                        false,
                        "--explain",
                        "tgt-refused"))
                .isZero();
        assertThat(output())
                .contains("TGT-REFUSED", "Severity    error", "Hop         Target", "Symptom ", "Cause ", "Fix ")
                .contains("Caused by   TG-PROTOCOL, TGT-LOOPBACK, TGT-PORT", "See         https://docs.aws");
    }

    @Test
    void withoutARuleAllAreListed() {
        assertThat(run(report(healthy()), "--explain")).isZero();
        assertThat(Rulebook.ALL.stream().map(Rule::id))
                .allSatisfy(id -> assertThat(output()).contains(id));
    }

    @Test
    void aRuleThatIsNotThereIsAnsweredWithTheNearestOnes() {
        assertThat(run(report(healthy()), "--explain", "TGT-SGG")).isEqualTo(64);
        assertThat(errors()).contains("There is no rule TGT-SGG. Did you mean TGT-SG or ");
        assertThat(run(report(healthy()), "--explain", "ssh")).isEqualTo(64);
        assertThat(errors()).contains("Did you mean EXP-SSH-OPEN or ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jsn", "--json --markdown", "--width x", "--width 3", "--width", "now", "--explain A B"})
    void aWrongOrderIsOneLineAndAnExitCodeOfItsOwn(String order) {
        assertThat(run(report(healthy()), order.split(" ", -1))).isEqualTo(64);
        assertThat(errors().lines()).hasSize(1).first().asString().startsWith("lotse-console doctor: ");
        assertThat(output()).isEmpty();
    }

    @Test
    void aMisspeltOptionIsAnsweredWithTheRightOne() {
        run(report(healthy()), "--jsn");
        assertThat(errors()).contains("'--jsn': did you mean --json?");
    }

    /** It answers only when the terminal has shown that. */
    @Test
    void whileAConsoleReadsAwsATerminalShowsIt() throws Exception {
        var slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext("/", exchange -> {
            Await.until("progress on the terminal", () -> errors().contains("reading, 1 s"));
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        slow.start();
        try {
            var console = new RunningConsole(slow.getAddress().getPort(), "token-of-the-console-0123456789");
            var terminal = new Terminal(stream(output), stream(errors), true, false, 80);
            var doctor = new Doctor(() -> Optional.of(console), (_, _) -> report(healthy()), List.of(), terminal);

            assertThat(doctor.run(List.of())).isEqualTo(69);
            assertThat(errors()).contains("reading, 1 s").contains("returns 500 and is not a console");
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void aWrongSettingIsOneLineAndAnExitCodeOfItsOwn() {
        assertThat(run(
                        () -> {
                            throw new SettingsException("lotse.domain is not set: set LOTSE_DOMAIN");
                        },
                        false,
                        "--here"))
                .isEqualTo(78);
        assertThat(errors()).endsWith("lotse-console doctor: lotse.domain is not set: set LOTSE_DOMAIN\n");
    }

    /** Whoever listens in the console's place writes into what is said of him. */
    @Test
    void whatIsSaidSteersNoTerminalEither() {
        run(
                () -> {
                    throw new SettingsException("Invalid status line: \"\u001b]0;x\u0007\u009b2J\"");
                },
                false,
                "--here");

        assertThat(errors()).endsWith("Invalid status line: \"?]0;x??2J\"\n").doesNotContain(ESCAPE);
    }

    @Test
    void theHelpNamesEveryOptionAndExitCode() {
        assertThat(run(report(healthy()), "--help")).isZero();
        assertThat(output())
                .contains("--json", "--markdown", "--explain", "--domain", "--here", "--no-color", "--width")
                .containsPattern("(?m)^ +0 ")
                .containsPattern("(?m)^ +3 +Not known")
                .containsPattern("(?m)^ +64 +Wrong usage")
                .containsPattern("(?m)^ +78 ");
    }
}
