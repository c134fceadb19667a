package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.hook.PublicStatus.Component;
import ch.meuthak.lotse.console.hook.PublicStatus.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicStatusTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Serving ALIVE = serving(true);

    @Test
    void whenEveryHopIsInOrderTheApiIsOperational() {
        PublicStatus status = PublicStatus.of(path(Hop.DNS, HopStatus.OK), false, ALIVE, NOON);

        assertThat(status.status()).isEqualTo(Word.OPERATIONAL);
        assertThat(status.components())
                .containsExactly(
                        new Component("dns", Word.OPERATIONAL),
                        new Component("load balancer", Word.OPERATIONAL),
                        new Component("certificate", Word.OPERATIONAL),
                        new Component("api", Word.OPERATIONAL));
        assertThat(status.asOf()).isEqualTo(NOON);
    }

    @Test
    void aBrokenHopIsAnOutageOfItsComponent() {
        assertThat(component(Hop.DNS, HopStatus.FAIL, "dns")).isEqualTo(Word.OUTAGE);
        assertThat(component(Hop.LOAD_BALANCER, HopStatus.FAIL, "load balancer"))
                .isEqualTo(Word.OUTAGE);
        assertThat(component(Hop.RULE, HopStatus.FAIL, "load balancer")).isEqualTo(Word.OUTAGE);
        assertThat(component(Hop.LISTENER, HopStatus.FAIL, "certificate")).isEqualTo(Word.OUTAGE);
        assertThat(component(Hop.TARGET, HopStatus.FAIL, "api")).isEqualTo(Word.OUTAGE);
        assertThat(component(Hop.SECURITY_GROUP, HopStatus.FAIL, "api")).isEqualTo(Word.OUTAGE);
        assertThat(PublicStatus.of(path(Hop.TARGET, HopStatus.FAIL), false, ALIVE, NOON)
                        .status())
                .isEqualTo(Word.OUTAGE);
    }

    @Test
    void aWarningDegradesTheApiButNotACertificateThatEndsSoonNorAnOpenPort() {
        assertThat(component(Hop.TARGET, HopStatus.WARN, "api")).isEqualTo(Word.DEGRADED);
        assertThat(component(Hop.LISTENER, HopStatus.WARN, "certificate")).isEqualTo(Word.OPERATIONAL);
        assertThat(component(Hop.SECURITY_GROUP, HopStatus.WARN, "api")).isEqualTo(Word.OPERATIONAL);
    }

    @Test
    void aReleaseThatDoesNotAnswerIsAnOutageWhateverAwsSays() {
        assertThat(PublicStatus.of(path(Hop.DNS, HopStatus.OK), false, serving(false), NOON)
                        .status())
                .isEqualTo(Word.OUTAGE);
        assertThat(PublicStatus.of(Optional.empty(), false, serving(false), NOON)
                        .status())
                .isEqualTo(Word.OUTAGE);
    }

    @Test
    void withoutASnapshotNothingIsClaimed() {
        PublicStatus status = PublicStatus.of(Optional.empty(), false, ALIVE, NOON);

        assertThat(status.status()).isEqualTo(Word.UNKNOWN);
        assertThat(status.components()).allMatch(component -> component.status() == Word.UNKNOWN);
    }

    @Test
    void aDeploymentIsSaidUnlessThereIsAnOutage() {
        assertThat(PublicStatus.of(path(Hop.TARGET, HopStatus.WARN), true, ALIVE, NOON)
                        .status())
                .isEqualTo(Word.DEPLOYING);
        assertThat(PublicStatus.of(path(Hop.TARGET, HopStatus.FAIL), true, ALIVE, NOON)
                        .status())
                .isEqualTo(Word.OUTAGE);
    }

    private static Word component(Hop hop, HopStatus status, String name) {
        return PublicStatus.of(path(hop, status), false, ALIVE, NOON).components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static Optional<RequestPath> path(Hop changed, HopStatus status) {
        List<HopState> hops = Arrays.stream(Hop.values())
                .map(hop -> new HopState(hop, hop == changed ? status : HopStatus.OK, "", "", List.of(), NOON))
                .toList();
        return Optional.of(new RequestPath(hops, status, ""));
    }

    private static Serving serving(boolean alive) {
        return new Serving(Optional.of(new Release("sha256:00", "1.0", "")), Optional.empty(), alive, true, "");
    }
}
