package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.ConsoleCalls;
import ch.meuthak.lotse.console.aws.InventorySettings;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.doctor.Doctor;
import ch.meuthak.lotse.console.doctor.Terminal;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.sandbox.aws.AwsEndpoint;
import ch.meuthak.lotse.console.sandbox.aws.Fault;
import ch.meuthak.lotse.console.sandbox.aws.Faults;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions taken away from the sandbox's AWS, one at a time and all at once: what the page and the doctor then say. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeniedCallsOnThePageTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final AwsEndpoint endpoint = AwsEndpoint.start(
            SandboxState.reference(CLOCK), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final AwsConnection connection = new AwsConnection(TestAws.settings(endpoint.uri()));
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterAll
    void close() {
        console.close();
        connection.close();
        endpoint.close();
    }

    private Report without(String call) {
        endpoint.faults().clear();
        endpoint.faults().inject(call, new Fault.Deny());
        var dns = new DnsAnswer(
                List.of(ReferenceDeployment.DOMAIN, ReferenceDeployment.LOAD_BALANCER_DNS), List.of("127.0.0.1"));
        var settings = InventorySettings.of(ReferenceDeployment.DOMAIN, Optional.empty());
        Topology topology = new AwsInventory(connection, name -> Fact.known(dns), settings, CLOCK).read();
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        var diagnosis =
                Diagnosis.of(Rulebook.ALL, Observations.of(topology, release, 5080), Optional.empty(), CLOCK.instant());
        console.diagnosis.set(Optional.of(diagnosis));
        console.feed.publish(topology);
        return Report.of(topology, diagnosis);
    }

    private String page() {
        var answer = operator.get("/diagnosis");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode doctor(Report report) throws Exception {
        var output = new ByteArrayOutputStream();
        var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Doctor(Optional::empty, (_, _) -> report, List.of(), new Terminal(stream, nowhere, false, false, 100))
                .run(List.of("--json"));
        return JsonMapper.builder().build().readTree(output.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("ch.meuthak.lotse.console.aws.ConsoleCalls#names")
    void aMissingPermissionIsNamedAndNothingIsClaimedWithoutIt(String call) throws Exception {
        Report report = without(call);
        String page = page();
        JsonNode told = doctor(report);

        assertThat(page).contains("id=\"CRED-DENIED\"", "The credentials may not call " + call);
        assertThat(told.path("findings").findValuesAsText("title")).contains("The credentials may not call " + call);
        assertThat(told.path("problems").findValuesAsText("call")).containsExactly(call);
        boolean claimed = !ConsoleCalls.isNeeded(call);
        assertThat(page.contains("No fault found.")).isEqualTo(claimed);
        assertThat(told.path("complete").asBoolean()).isEqualTo(claimed);
        assertThat(told.path("verdict").asText())
                .startsWith(
                        claimed
                                ? "No fault found."
                                : "It is not known whether requests for backend.meuthak.ch succeed.");
    }

    @Test
    void withAllOfThemMissingThePageIsNotBlank() throws Exception {
        Report report = without(Faults.EVERY_CALL);

        assertThat(page())
                .contains(
                        "It is not known whether requests for", "id=\"CRED-DENIED\"", "Not known", "the load balancer");
        JsonNode told = doctor(report);
        assertThat(told.path("complete").asBoolean()).isFalse();
        assertThat(told.path("notKnown")).isNotEmpty();
    }
}
