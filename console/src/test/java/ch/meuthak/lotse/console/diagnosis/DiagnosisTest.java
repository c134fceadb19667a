package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Diagnosing.DENIED;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.detail;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.hop;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.status;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.healthy;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private ReleaseFacts release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");

    private Diagnosis diagnose(ReferenceTopology reference) {
        return Diagnosing.diagnose(reference, release);
    }

    private Diagnosis diagnose(ReferenceTopology reference, Diagnosis before, Instant now) {
        return Diagnosis.of(
                Rulebook.ALL, Observations.of(reference.topology(), release, 5080), Optional.of(before), now);
    }

    // ---- the whole

    @Test
    void theReferenceGetsThroughWithOneWarningAboutItsOpenPorts() {
        Diagnosis diagnosis = diagnose(healthy());

        assertThat(diagnosis.path().hops()).extracting(HopState::hop).containsExactly(Hop.values());
        assertThat(diagnosis.path().hops())
                .extracting(HopState::status)
                .containsExactly(
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.WARN,
                        HopStatus.OK);
        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.WARN);
        assertThat(diagnosis.path().verdict())
                .isEqualTo(
                        "No fault found. Every part that was read passes requests for backend.meuthak.ch on to release 1.4.0."
                                + " The answer of the domain is not known. Not read, because nothing was probed."
                                + " Warnings: security group.");
        assertThat(detail(diagnosis, Hop.SECURITY_GROUP))
                .contains("Anybody on the internet", "TCP 5000", "SSH is open to the world");
    }

    @Test
    void withClosedPortsEverythingIsInOrder() {
        Diagnosis diagnosis = diagnose(healthy()
                .inbound(
                        ReferenceTopology.apiRule(ReferenceTopology.LOAD_BALANCER_GROUP_ID),
                        sshRule("203.0.113.7/32")));

        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.OK);
        assertThat(diagnosis.path().verdict()).startsWith("No fault found").doesNotContain("Warnings");
    }

    @Test
    void theVerdictNamesTheFirstBrokenHop() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        Diagnosis diagnosis =
                diagnose(healthy().target("unhealthy", "Target.FailedHealthChecks", "Health checks failed"));

        assertThat(diagnosis.firstBroken()).contains(Hop.TARGET);
        assertThat(diagnosis.path().verdict()).startsWith("Broken at the target: ");
        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.FAIL);
    }

    @Test
    void nothingIsCalledUnbrokenThatWasNotRead() {
        Diagnosis early = diagnose(healthy().nothingRead("NotYet", "Nothing is known of AWS yet.", ""));
        assertThat(early.path().verdict())
                .startsWith("It is not known whether")
                .contains("Nothing is known of AWS yet.");
        assertThat(early.findings()).noneMatch(finding -> finding.rule().id().startsWith("CRED"));

        Diagnosis diagnosis = diagnose(healthy().nothingRead("NoCredentials", "There are no AWS credentials.", ""));

        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(diagnosis.path().verdict())
                .startsWith("It is not known whether")
                .contains("There are no AWS credentials.");
        assertThat(diagnosis.path().hops())
                .filteredOn(hop -> hop.hop() != Hop.RELEASE)
                .allMatch(hop -> hop.status() == HopStatus.UNKNOWN);
        assertThat(status(diagnosis, Hop.RELEASE)).isEqualTo(HopStatus.OK);
    }

    @Test
    void whatIsUnknownBeforeTheBrokenHopIsSaid() {
        Diagnosis diagnosis = diagnose(healthy()
                .listeners(Fact.failed(DENIED))
                .dns(Fact.failed(new Problem("DNS", "Timeout", "Late.", "Wait."))));
        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.UNKNOWN);

        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It exited.");
        assertThat(diagnose(healthy().listeners(Fact.failed(DENIED))).path().verdict())
                .startsWith("Broken at the release")
                .contains("Earlier hops that are not known: listener, listener rule");
    }

    @Test
    void aHopKeepsItsSinceUntilItsStatusChanges() {
        Diagnosis first = diagnose(healthy());
        Instant later = NOON.plusSeconds(60);
        Diagnosis second = diagnose(healthy().target("unhealthy", "Target.Timeout", "Request timed out"), first, later);

        assertThat(hop(second, Hop.DNS).since()).isEqualTo(NOON);
        assertThat(hop(second, Hop.TARGET).since()).isEqualTo(later);

        Diagnosis third = diagnose(
                healthy().target("unhealthy", "Target.FailedHealthChecks", "x"), second, later.plusSeconds(60));
        assertThat(hop(third, Hop.TARGET).since()).isEqualTo(later);
    }

    /** As after an update of the console that says the same in other words. */
    @Test
    void aFindingIsTheSameInOtherWords() {
        for (Rule rule : Rulebook.ALL) {
            Scene scene = Faults.scene(rule);
            Diagnosis first = Diagnosis.of(Rulebook.ALL, scene.observations(), Optional.empty(), NOON.minusSeconds(60));
            Diagnosis reworded = new Diagnosis(
                    first.path(),
                    first.findings().stream().map(DiagnosisTest::reworded).toList(),
                    first.notKnown());
            Diagnosis second = Diagnosis.of(Rulebook.ALL, scene.observations(), Optional.of(reworded), NOON);

            assertThat(second.all().map(Finding::since))
                    .as(rule.id())
                    .containsExactlyElementsOf(first.all().map(Finding::since).toList());
        }
    }

    private static Finding reworded(Finding one) {
        return new Finding(
                one.rule(),
                one.subject(),
                one.severity(),
                one.stops(),
                one.hop(),
                "In other words",
                "It is so.",
                one.fix(),
                one.evidence(),
                one.since(),
                one.consequences().stream().map(DiagnosisTest::reworded).toList());
    }

    // ---- release

    @Test
    void aReleaseThatDoesNotAnswerIsBroken() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        Diagnosis diagnosis = diagnose(healthy());

        assertThat(diagnosis.firstBroken()).contains(Hop.RELEASE);
        assertThat(detail(diagnosis, Hop.RELEASE)).contains("It has exited with code 143");
    }

    @Test
    void withoutAReleaseThereIsNothingToServe() {
        release = new ReleaseFacts(false, Optional.empty(), false, true, "");
        assertThat(diagnose(healthy()).firstBroken()).contains(Hop.RELEASE);
    }

    @Test
    void aReleaseThatCouldNotBeFoundOutIsUnknownAndNotBroken() {
        release = new ReleaseFacts(false, Optional.empty(), false, false, "Not known: the edge does not answer.");
        Diagnosis diagnosis = diagnose(healthy());

        assertThat(diagnosis.firstBroken()).isEmpty();
        assertThat(diagnosis.path().status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(diagnosis, Hop.RELEASE)).isEqualTo("Not known: the edge does not answer.");
    }
}
