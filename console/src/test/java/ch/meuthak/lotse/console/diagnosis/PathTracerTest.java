package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.cloud.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.cloud.ReferenceTopology.healthy;
import static ch.meuthak.lotse.console.cloud.ReferenceTopology.sshRule;
import static ch.meuthak.lotse.console.diagnosis.Tracing.DENIED;
import static ch.meuthak.lotse.console.diagnosis.Tracing.detail;
import static ch.meuthak.lotse.console.diagnosis.Tracing.hop;
import static ch.meuthak.lotse.console.diagnosis.Tracing.status;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Problem;
import ch.meuthak.lotse.console.cloud.ReferenceTopology;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathTracerTest {
    private ReleaseFacts release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");

    private RequestPath trace(ReferenceTopology reference) {
        return Tracing.trace(reference, release);
    }

    // ---- the whole

    @Test
    void theReferenceGetsThroughWithOneWarningAboutItsOpenPorts() {
        RequestPath path = trace(healthy());

        assertThat(path.hops()).extracting(HopState::hop).containsExactly(Hop.values());
        assertThat(path.hops())
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
        assertThat(path.status()).isEqualTo(HopStatus.WARN);
        assertThat(path.verdict())
                .isEqualTo("Nothing is broken: requests for backend.meuthak.ch get through every part to release 1.4.0."
                        + " Worth a look: security group.");
        assertThat(detail(path, Hop.SECURITY_GROUP)).contains("anybody on the internet", "TCP 22 and TCP 5000");
    }

    @Test
    void withClosedPortsEverythingIsInOrder() {
        RequestPath path = trace(healthy()
                .inbound(
                        ReferenceTopology.apiRule(ReferenceTopology.LOAD_BALANCER_GROUP_ID),
                        sshRule("203.0.113.7/32")));

        assertThat(path.status()).isEqualTo(HopStatus.OK);
        assertThat(path.verdict()).startsWith("Nothing is broken").doesNotContain("Worth");
    }

    @Test
    void theVerdictNamesTheFirstBrokenHop() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        RequestPath path = trace(healthy().target("unhealthy", "Target.FailedHealthChecks", "Health checks failed"));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.TARGET);
        assertThat(path.verdict()).startsWith("Broken at the target: ");
        assertThat(path.status()).isEqualTo(HopStatus.FAIL);
    }

    @Test
    void nothingIsCalledUnbrokenThatWasNotRead() {
        RequestPath path = trace(healthy().nothingRead("NoCredentials", "There are no AWS credentials."));

        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(path.verdict()).contains("not known, because").contains("There are no AWS credentials.");
        assertThat(path.hops())
                .filteredOn(hop -> hop.hop() != Hop.RELEASE)
                .allMatch(hop -> hop.status() == HopStatus.UNKNOWN);
        assertThat(status(path, Hop.RELEASE)).isEqualTo(HopStatus.OK);
    }

    @Test
    void whatIsUnknownBeforeTheBrokenHopIsSaid() {
        RequestPath path = trace(healthy()
                .listeners(Fact.failed(DENIED))
                .dns(Fact.failed(new Problem("DNS", "Timeout", "Late. Wait."))));
        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);

        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It exited.");
        assertThat(trace(healthy().listeners(Fact.failed(DENIED))).verdict())
                .startsWith("Broken at the release")
                .contains("Not known before it: listener, rule");
    }

    @Test
    void aHopKeepsItsSinceUntilItsStatusChanges() {
        RequestPath first = trace(healthy());
        Instant later = NOON.plusSeconds(60);
        RequestPath second = PathTracer.trace(
                healthy()
                        .target("unhealthy", "Target.Timeout", "Request timed out")
                        .topology(),
                release,
                Optional.of(first),
                later);

        assertThat(hop(second, Hop.DNS).since()).isEqualTo(NOON);
        assertThat(hop(second, Hop.TARGET).since()).isEqualTo(later);

        RequestPath third = PathTracer.trace(
                healthy().target("unhealthy", "Target.FailedHealthChecks", "x").topology(),
                release,
                Optional.of(second),
                later.plusSeconds(60));
        assertThat(hop(third, Hop.TARGET).since()).isEqualTo(later);
    }

    // ---- release

    @Test
    void aReleaseThatDoesNotAnswerIsBroken() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        RequestPath path = trace(healthy());

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.RELEASE);
        assertThat(detail(path, Hop.RELEASE)).contains("It has exited with code 143");
    }

    @Test
    void withoutAReleaseThereIsNothingToServe() {
        release = new ReleaseFacts(false, Optional.empty(), false, true, "");
        assertThat(trace(healthy()).firstBroken().map(HopState::hop)).contains(Hop.RELEASE);
    }

    @Test
    void aReleaseThatCouldNotBeFoundOutIsUnknownAndNotBroken() {
        release = new ReleaseFacts(false, Optional.empty(), false, false, "Not known: the edge does not answer.");
        RequestPath path = trace(healthy());

        assertThat(path.firstBroken()).isEmpty();
        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(path, Hop.RELEASE)).isEqualTo("Not known: the edge does not answer.");
    }
}
