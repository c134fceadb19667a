package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.change.Drift;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.change.LabRestarted;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.words.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An instance that is started anew: what is told of it, and for how long. */
class RestartsTest extends DriftFixture {
    private static final Instant LAUNCHED =
            ReferenceTopology.instance(ReferenceTopology.NOON).launchTime();

    private static UnaryOperator<ReferenceTopology> restarted(String state, String health, String publicIp) {
        Instance was = ReferenceTopology.instance(ReferenceTopology.NOON);
        return all -> Changes.instance(
                        all,
                        was.type(),
                        state,
                        publicIp,
                        was.httpTokens(),
                        state.equals("running") ? Instant.parse("2026-11-23T12:00:30Z") : LAUNCHED)
                .target(health, health.equals("healthy") ? "" : "Target.FailedHealthChecks", "");
    }

    /** As an endpoint may say that has forgotten what was; nothing is started anew before it was started. */
    @Test
    void aLaunchTimeThatLiesBeforeTheKnownOneIsNoRestart() {
        look(all -> all);
        Instance was = ReferenceTopology.instance(ReferenceTopology.NOON);
        look(all -> Changes.instance(
                all, was.type(), "running", was.publicIp(), was.httpTokens(), LAUNCHED.minus(Duration.ofHours(2))));

        assertThat(detector.drift().differences()).isEmpty();
    }

    private List<Finding> found(UnaryOperator<ReferenceTopology> now) {
        var observed = new Observations(
                now.apply(ReferenceTopology.healthy()).topology(),
                new ReleaseFacts(false, Optional.of("1.4.0"), true, true, ""),
                5080,
                Outside.unread(),
                Fact.unread("test"),
                Fact.unread("test"),
                detector.lastSeen(),
                detector.changes());
        return Diagnosis.of(Rulebook.ALL, observed, Optional.empty(), clock.instant())
                .all()
                .toList();
    }

    private Optional<Finding> labRestarted(UnaryOperator<ReferenceTopology> now) {
        return found(now).stream()
                .filter(finding -> finding.rule() == LabRestarted.RULE)
                .findFirst();
    }

    @Test
    void aRestartIsToldWithWhatChangedAndUntilWhenItWasUnhealthyForAnHour() {
        look(all -> all);
        look(restarted("stopped", "unused", ""));
        restartConsole();
        look(restarted("running", "unhealthy", "198.51.100.9"));
        Instant unhealthy = clock.instant();
        look(restarted("running", "unhealthy", "198.51.100.9"));

        assertThat(labRestarted(restarted("running", "unhealthy", "198.51.100.9"))
                        .orElseThrow()
                        .cause())
                .contains("was started at 2026-11-23 12:00:30 UTC")
                .contains("public address was 44.194.144.99 and is 198.51.100.9")
                .contains("has been unhealthy since " + Times.utc(unhealthy));

        UnaryOperator<ReferenceTopology> well = restarted("running", "healthy", "198.51.100.9");
        look(well);
        Instant healthy = clock.instant();
        look(well);
        restartConsole();
        look(well);
        assertThat(labRestarted(well).orElseThrow().cause()).contains("unhealthy until " + Times.utc(healthy));

        clock.move(Duration.ofMinutes(57));
        look(well);
        assertThat(labRestarted(well)).isPresent();
        clock.move(Duration.ofMinutes(3));
        look(well);
        assertThat(labRestarted(well)).isEmpty();
        assertThat(changes()).isEmpty();
    }

    /** Nobody knows whether it is another one. */
    @Test
    void aLaunchTimeThatAwsLeftOutIsNoRestart() {
        Instance was = ReferenceTopology.instance(ReferenceTopology.NOON);
        look(all -> Changes.instance(all, was.type(), "running", was.publicIp(), was.httpTokens(), Instant.EPOCH));
        look(all -> all);

        assertThat(detector.drift().differences()).isEmpty();
        assertThat(lines()).noneMatch(line -> line.contains("restarted at"));
    }

    @Test
    void aTargetOfWhichAwsDoesNotSayHowItIsWasNotUnhealthy() {
        look(all -> all);
        look(restarted("running", "", "198.51.100.9"));

        assertThat(labRestarted(restarted("running", "", "198.51.100.9"))
                        .orElseThrow()
                        .cause())
                .doesNotContain("unhealthy");
        assertThat(lines()).noneMatch(line -> line.contains(" is  and "));
    }

    @Test
    void aRestartThatIsAcceptedIsToldNoMore() {
        UnaryOperator<ReferenceTopology> well = restarted("running", "healthy", "44.194.144.99");
        look(all -> all);
        look(well);
        assertThat(labRestarted(well)).isPresent();
        assertThat(found(well)).extracting(Finding::rule).doesNotContain(Drift.RULE);
        Drifted restart = detector.drift().differences().getFirst();
        assertThat(restart.until()).hasValue(clock.instant().plus(Restart.TOLD_FOR));
        assertThat(restart.difference().sentence()).contains("restarted at 2026-11-23 12:00:30 UTC");
        detector.accept(restart.difference().id());

        assertThat(labRestarted(well)).isEmpty();
        look(well);
        assertThat(labRestarted(well)).isEmpty();
    }

    @Test
    void aLostElasticIpIsRememberedToo() {
        UnaryOperator<ReferenceTopology> lost =
                all -> Changes.instance(all, "t2.micro", "running", "198.51.100.9", "required", LAUNCHED);
        look(all -> all);
        look(lost);
        look(lost);
        assertThat(found(lost)).extracting(Finding::rule).contains(EipDiffers.RULE);
        look(all -> all);
        assertThat(detector.lastSeen().toOptional().orElseThrow())
                .extracting(LastSeen::publicIp)
                .containsExactly("44.194.144.99");
        assertThat(detector.drift().differences()).isEmpty();
    }
}
