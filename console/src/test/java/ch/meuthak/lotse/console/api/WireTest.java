package ch.meuthak.lotse.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.report.Report;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again as the same. */
class WireTest {
    private static final int EACH = 200;

    /** Every record of the package, so that none is forgotten. */
    static Stream<Class<?>> resources() {
        return new ClassFileImporter()
                .importPackages(Wire.class.getPackageName()).stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getSimpleName().endsWith("Json"))
                        .map(JavaClass::reflect);
    }

    @Test
    void allResourcesAreLookedAt() {
        assertThat(resources().map(Class::getSimpleName))
                .contains(
                        "TopologyJson",
                        "DiagnosisJson",
                        "DeploymentJson",
                        "AcceptedJson",
                        "TimelineJson",
                        "AccountJson")
                .hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whateverARecordHoldsIsReadAgainAsTheSame(Class<? extends Record> type) throws IOException {
        for (int seed = 0; seed < EACH; seed++) {
            Record written = new RandomRecords(seed).of(type);
            assertThat((Record) Wire.read(Wire.bytes(written), type)).isEqualTo(written);
        }
    }

    /** The doctor shows what the console has found, to the last word. Subjects and facts of hops are for the console alone. */
    @Test
    void theReportOfEachFaultIsReadAgainAsTheSame() throws IOException {
        for (Faults.Case one : Faults.cases().values()) {
            Report report = Report.of(one.observed().topology(), one.diagnosis());
            byte[] json = Wire.bytes(DiagnosisJson.of(report));
            assertThat(Wire.read(json, DiagnosisJson.class).report()).isEqualTo(bare(report));
        }
    }

    private static Report bare(Report report) {
        Diagnosis diagnosis = report.diagnosis();
        List<HopState> hops = diagnosis.path().hops().stream()
                .map(hop -> new HopState(hop.hop(), hop.status(), hop.title(), hop.detail(), List.of(), hop.since()))
                .toList();
        var path = new RequestPath(
                hops, diagnosis.path().status(), diagnosis.path().verdict());
        List<Problem> problems = report.problems().stream()
                .map(problem -> new Problem(problem.call(), problem.error(), problem.message(), ""))
                .toList();
        return new Report(
                report.domain(),
                report.region(),
                report.takenAt(),
                new Diagnosis(path, bare(diagnosis.findings()), diagnosis.notKnown()),
                problems);
    }

    private static List<Finding> bare(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Finding(
                        finding.rule(),
                        finding.severity(),
                        finding.stops(),
                        finding.hop(),
                        finding.title(),
                        finding.cause(),
                        finding.fix(),
                        finding.evidence(),
                        finding.since(),
                        bare(finding.consequences())))
                .toList();
    }

    @Test
    void theTopologyOfEachFaultIsReadAgainAsTheSame() throws IOException {
        for (Faults.Case one : Faults.cases().values()) {
            TopologyJson written = TopologyJson.of(
                    one.observed().topology(),
                    Optional.of(one.diagnosis()),
                    one.observed().outside(),
                    ReferenceTopology.NOON);
            assertThat(Wire.read(Wire.bytes(written), TopologyJson.class)).isEqualTo(written);
        }
    }

    private record Ids(
            List<Hop> hops,
            List<Kind> kinds,
            List<HopStatus> statuses,
            List<Severity> severities,
            List<DeploymentState> states,
            List<Slot> slots,
            List<ConfigurationPart.Kind> parts,
            List<ConfigurationPart.How> hows) {}

    @Test
    void anEnumIsItsId() {
        var all = new Ids(
                List.of(Hop.values()),
                List.of(Kind.values()),
                List.of(HopStatus.values()),
                List.of(Severity.values()),
                List.of(DeploymentState.values()),
                List.of(Slot.values()),
                List.of(ConfigurationPart.Kind.values()),
                List.of(ConfigurationPart.How.values()));
        assertThat(new String(Wire.bytes(all), UTF_8))
                .isEqualTo("{"
                        + String.join(
                                ",",
                                ids("hops", all.hops, Hop::id),
                                ids("kinds", all.kinds, Kind::id),
                                ids("statuses", all.statuses, HopStatus::id),
                                ids("severities", all.severities, Severity::id),
                                ids("states", all.states, DeploymentState::id),
                                ids("slots", all.slots, Slot::id),
                                ids("parts", all.parts, ConfigurationPart.Kind::id),
                                ids("hows", all.hows, ConfigurationPart.How::id))
                        + "}");
    }

    private static <T> String ids(String name, List<T> all, Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.joining("\",\"", "\"" + name + "\":[\"", "\"]"));
    }

    @Test
    void anEmptyTextIsNullButAnEmptyLineOfALogIsNot() {
        assertThat(new String(Wire.bytes(new DeploymentJson.LogJson("", List.of("", "a"))), UTF_8))
                .isEqualTo("{\"id\":null,\"lines\":[\"\",\"a\"]}");
    }

    @Test
    void aFieldThatIsMissingOrWrongIsNotReadAndOneThatIsNewIsPassedOver() throws IOException {
        String good = "{\"takenAt\":\"2026-11-23T15:00:00Z\",\"refreshing\":true";
        assertThat(Wire.read((good + ",\"new\":1}").getBytes(UTF_8), RefreshJson.class)
                        .refreshing())
                .isTrue();
        for (String bad : List.of(
                "",
                "[]",
                "null",
                good,
                "{}",
                "{\"refreshing\":true}",
                good.replace("true", "null") + "}",
                good.replace("2026-11-23T15:00:00Z", "noon") + "}",
                good + ",\"refreshing\":true}",
                good + "} {}")) {
            assertThatThrownBy(() -> Wire.read(bad.getBytes(UTF_8), RefreshJson.class))
                    .as(bad)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }
}
