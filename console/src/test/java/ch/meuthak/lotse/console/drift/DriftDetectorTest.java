package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.cloud.Problem;
import ch.meuthak.lotse.console.cloud.ReferenceTopology;
import ch.meuthak.lotse.console.cloud.SecurityGroupRule;
import ch.meuthak.lotse.console.cloud.Times;
import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.diagnosis.Change;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Hop;
import ch.meuthak.lotse.console.diagnosis.LastSeen;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Outside;
import ch.meuthak.lotse.console.diagnosis.ReleaseFacts;
import ch.meuthak.lotse.console.diagnosis.RuleId;
import ch.meuthak.lotse.console.trust.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the detector remembers, and what it tells. */
class DriftDetectorTest {
    private static final Problem DENIED =
            new Problem("Some", "AccessDenied", "The credentials may not call it. Allow it.");
    private static final Instant LAUNCHED =
            ReferenceTopology.instance(ReferenceTopology.NOON).launchTime();

    private final TestClock clock = new TestClock("2026-11-23T12:00:00Z");
    private final MemoryTimeline timeline = new MemoryTimeline();
    private DriftDetector detector = new DriftDetector(timeline, timeline, clock);

    /** A quarter of a minute later. */
    private void look(UnaryOperator<ReferenceTopology> change) {
        clock.move(Duration.ofSeconds(15));
        detector.look(
                at(clock.instant(), change.apply(ReferenceTopology.healthy()).topology()), Optional.empty());
    }

    private static Topology at(Instant takenAt, Topology one) {
        return new Topology(
                takenAt,
                one.took(),
                one.calls(),
                one.domain(),
                one.region(),
                one.account(),
                one.dns(),
                one.loadBalancer(),
                one.idleTimeout(),
                one.listeners(),
                one.certificates(),
                one.targetGroups(),
                one.instances(),
                one.elasticIps(),
                one.securityGroups(),
                one.routeTables(),
                one.problems());
    }

    private void restartConsole() {
        detector = new DriftDetector(timeline, timeline, clock);
    }

    private static ReferenceTopology opened(ReferenceTopology all) {
        return all.inbound(
                ReferenceTopology.apiRule("0.0.0.0/0"),
                ReferenceTopology.sshRule("0.0.0.0/0"),
                Changes.mysql("sgr-0eeee"));
    }

    private List<String> lines() {
        return detector.latest(Optional.empty(), Long.MAX_VALUE, 100).stream()
                .map(Entry::sentence)
                .toList();
    }

    private List<Change> changes() {
        return detector.changes().toOptional().orElseThrow();
    }

    @Test
    void whatIsReadFirstIsAcceptedAndThePageSaysThatNobodyDidIt() {
        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.lastSeen()).isInstanceOf(Fact.Unread.class);
        look(all -> all);

        assertThat(changes()).isEmpty();
        assertThat(detector.drift().acceptedAt()).hasValue(clock.instant());
        assertThat(detector.drift().byOperator()).isFalse();
        assertThat(lines()).containsExactly("The state as it was read first is what is compared with.");
    }

    @Test
    void aReadingWithoutALoadBalancerIsNoBeginning() {
        look(all -> all.nothingRead("ExpiredToken", "The credentials have expired. Paste new ones."));

        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.drift().acceptedAt()).isEmpty();
        assertThat(timeline.last()).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void aChangeIsToldOnceWithItsTimeAndStandsUntilItIsUndone() {
        look(all -> all);
        look(DriftDetectorTest::opened);
        Instant seen = clock.instant();
        look(DriftDetectorTest::opened);
        look(DriftDetectorTest::opened);

        String sentence = "The rule tcp 3306 from 0.0.0.0/0 was added to " + ReferenceTopology.INSTANCE_GROUP_ID + ".";
        assertThat(lines()).hasSize(2).first().isEqualTo(sentence);
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(sentence);
            assertThat(change.at()).isEqualTo(seen);
            assertThat(change.hop()).hasValue(Hop.SECURITY_GROUP);
            assertThat(change.undo().commandLine()).startsWith("aws ec2 revoke-security-group-ingress");
        });

        look(all -> all);
        assertThat(changes()).isEmpty();
        assertThat(lines()).hasSize(3).first().asString().contains("was removed from");
    }

    @Test
    void whatWasAcceptedStaysAcceptedOverARestartAndItsUndoingIsTheDriftThen() {
        look(all -> all);
        look(DriftDetectorTest::opened);
        detector.accept(detector.drift().differences().getFirst().difference().id());

        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).startsWith("Accepted: The rule tcp 3306");
        assertThat(detector.drift().byOperator()).isTrue();
        restartConsole();
        look(DriftDetectorTest::opened);
        assertThat(changes()).isEmpty();
        look(all -> all);
        assertThat(changes())
                .singleElement()
                .extracting(Change::what)
                .asString()
                .contains("was removed from");
    }

    @Test
    void oneIsAcceptedAndTheOthersStand() {
        UnaryOperator<ReferenceTopology> both = all -> opened(all).idleTimeout(Fact.known(Duration.ofSeconds(4000)));
        look(all -> all);
        look(both);
        String idle = detector.drift().differences().stream()
                .map(Drifted::difference)
                .filter(one -> one.kind() == Kind.LOAD_BALANCER)
                .findFirst()
                .orElseThrow()
                .id();
        detector.accept(idle);

        look(both);
        assertThat(changes())
                .singleElement()
                .extracting(Change::what)
                .asString()
                .contains("3306");
        assertThatExceptionOfType(NotAccepted.class).isThrownBy(() -> detector.accept(idle));
    }

    @Test
    void allAreAcceptedOnlyAsTheyWereSeen() {
        look(all -> all);
        look(DriftDetectorTest::opened);
        String mark = detector.drift().mark();
        UnaryOperator<ReferenceTopology> more = all -> opened(all).idleTimeout(Fact.known(Duration.ofSeconds(4000)));
        look(more);

        assertThatExceptionOfType(NotAccepted.class).isThrownBy(() -> detector.acceptAll(mark));
        assertThat(changes()).hasSize(2);
        detector.acceptAll(detector.drift().mark());
        look(more);
        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).isEqualTo("Everything was accepted as it is: 2 differences.");
    }

    @Test
    void aChangeWhileTheConsoleWasDownIsSeenAtTheNextStart() {
        look(all -> all);
        restartConsole();
        assertThat(detector.changes()).as("nothing was compared yet").isInstanceOf(Fact.Unread.class);
        look(DriftDetectorTest::opened);
        assertThat(changes()).hasSize(1);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aDifferenceThatCannotBeReadNowIsShownAsSuchAndNoFinding() {
        look(all -> all);
        look(DriftDetectorTest::opened);
        look(all -> all.securityGroups(Fact.failed(DENIED)).problems(DENIED));

        assertThat(changes()).isEmpty();
        assertThat(detector.drift().differences())
                .singleElement()
                .extracting(Drifted::read)
                .isEqualTo(false);
        assertThat(lines()).hasSize(2);
        look(DriftDetectorTest::opened);
        assertThat(changes()).hasSize(1);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aPartThatIsReadLaterIsAcceptedThen() {
        look(all -> all.securityGroups(Fact.failed(DENIED)));
        look(all -> all);
        assertThat(changes()).isEmpty();
        look(DriftDetectorTest::opened);
        assertThat(changes()).hasSize(1);
    }

    @Test
    void aDeploymentOfTheConsoleIsAcceptedByItself() {
        Topology topology = ReferenceTopology.healthy().topology();
        detector.look(topology, Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true)));
        detector.look(topology, Optional.of(new ServingRelease("sha256:bb", "1.5.0+bb", true)));
        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).isEqualTo("The release 1.5.0+bb serves, and 1.4.0+aa did.");

        detector.look(topology, Optional.of(new ServingRelease("sha256:cc", "1.6.0+cc", false)));
        assertThat(changes())
                .singleElement()
                .extracting(Change::what)
                .asString()
                .contains("no deployment of this console");
        detector.look(topology, Optional.of(new ServingRelease("sha256:dd", "1.7.0+dd", true)));
        assertThat(changes()).isEmpty();
    }

    // ---- restarts

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
        return Diagnosis.of(observed, Optional.empty(), clock.instant()).all().toList();
    }

    private Optional<Finding> labRestarted(UnaryOperator<ReferenceTopology> now) {
        return found(now).stream()
                .filter(finding -> finding.rule() == RuleId.LAB_RESTARTED)
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

    @Test
    void aRestartThatIsAcceptedIsToldNoMore() {
        UnaryOperator<ReferenceTopology> well = restarted("running", "healthy", "44.194.144.99");
        look(all -> all);
        look(well);
        assertThat(labRestarted(well)).isPresent();
        assertThat(found(well)).extracting(Finding::rule).doesNotContain(RuleId.DRIFT);
        Drifted restart = detector.drift().differences().getFirst();
        assertThat(restart.until()).hasValue(clock.instant().plus(Restart.TOLD_FOR));
        assertThat(restart.difference().sentence()).contains("started anew at 2026-11-23 12:00:30 UTC");
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
        assertThat(found(lost)).extracting(Finding::rule).contains(RuleId.EIP_DIFFERS);
        look(all -> all);
        assertThat(detector.lastSeen().toOptional().orElseThrow())
                .extracting(LastSeen::publicIp)
                .containsExactly("44.194.144.99");
        assertThat(detector.drift().differences()).isEmpty();
    }

    @Test
    void allThatHappensAtOnceIsTold() {
        look(all -> all);
        look(all -> all.inbound(IntStream.range(0, 1_200)
                .mapToObj(i -> ReferenceTopology.apiRule("10.%d.%d.0/24".formatted(i / 256, i % 256)))
                .toArray(SecurityGroupRule[]::new)));

        assertThat(detector.latest(Optional.empty(), Long.MAX_VALUE, 2_000))
                .filteredOn(entry -> entry.sentence().contains("from 10."))
                .hasSize(1_200);
    }

    // ---- faults of the disk

    @Test
    void whileTheDiskRefusesNothingIsLost() {
        look(all -> all);
        timeline.refusal = "The disk is full. Free some space.";
        look(DriftDetectorTest::opened);
        assertThat(changes()).hasSize(1);
        assertThat(detector.drift().problem()).contains("disk is full");
        assertThatExceptionOfType(DriftUnavailable.class)
                .isThrownBy(() -> detector.acceptAll(detector.drift().mark()));
        assertThat(changes()).as("nothing was accepted").hasSize(1);

        timeline.refusal = "";
        look(DriftDetectorTest::opened);
        assertThat(detector.drift().problem()).isEmpty();
        assertThat(lines()).hasSize(2).first().asString().contains("3306");
    }

    @Test
    void anAcceptedStateThatCannotBeReadNowIsNotOverwritten() {
        look(all -> all);
        timeline.refusal = "The disk is gone.";
        restartConsole();
        look(DriftDetectorTest::opened);
        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.drift().problem()).contains("disk is gone");

        timeline.refusal = "";
        look(DriftDetectorTest::opened);
        assertThat(changes()).as("compared with what was accepted before").hasSize(1);
    }

    @Test
    void whoAsksWaitsForNoDisk() throws Exception {
        look(all -> all);
        var entered = new CountDownLatch(1);
        var slow = new CountDownLatch(1);
        timeline.beforeKeeping = () -> {
            entered.countDown();
            slow.await();
        };
        Thread looking = Thread.ofVirtual().start(() -> look(DriftDetectorTest::opened));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        try {
            assertThat(CompletableFuture.supplyAsync(this::changes).get(30, TimeUnit.SECONDS))
                    .hasSize(1);
        } finally {
            slow.countDown();
            looking.join();
        }
    }

    @Test
    void theLastSnapshotInWhichTheLoadBalancerIsKnownIsKept() {
        look(DriftDetectorTest::opened);
        look(all -> all.nothingRead("ExpiredToken", "The credentials have expired. Paste new ones."));
        restartConsole();
        assertThat(detector.lastKnown().orElseThrow().securityGroups())
                .isEqualTo(opened(ReferenceTopology.healthy()).topology().securityGroups());
    }
}
