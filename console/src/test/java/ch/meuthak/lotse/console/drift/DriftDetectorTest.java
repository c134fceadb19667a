package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the detector remembers, and what it tells. */
class DriftDetectorTest extends DriftFixture {
    private static final Problem DENIED =
            new Problem("Some", "AccessDenied", "The credentials may not call it.", "Allow it.");

    @Test
    void whatIsReadFirstIsAcceptedAndThePageSaysThatNobodyDidIt() {
        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.lastSeen()).isInstanceOf(Fact.Unread.class);
        look(all -> all);

        assertThat(changes()).isEmpty();
        assertThat(detector.drift().acceptedAt()).hasValue(clock.instant());
        assertThat(detector.drift().byOperator()).isFalse();
        assertThat(lines()).containsExactly("The first reading becomes the baseline.");
    }

    @Test
    void aReadingWithoutALoadBalancerIsNoBeginning() {
        look(all -> all.nothingRead("ExpiredToken", "The credentials have expired.", "Paste new ones."));

        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.drift().acceptedAt()).isEmpty();
        assertThat(timeline.last()).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void aChangeIsToldOnceWithItsTimeAndStandsUntilItIsUndone() {
        look(all -> all);
        look(DriftFixture::opened);
        Instant seen = clock.instant();
        look(DriftFixture::opened);
        look(DriftFixture::opened);

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
        look(DriftFixture::opened);
        detector.accept(detector.drift().differences().getFirst().difference().id());

        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).startsWith("Accepted: The rule tcp 3306");
        assertThat(detector.drift().byOperator()).isTrue();
        restartConsole();
        look(DriftFixture::opened);
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
        look(DriftFixture::opened);
        String mark = detector.drift().mark();
        UnaryOperator<ReferenceTopology> more = all -> opened(all).idleTimeout(Fact.known(Duration.ofSeconds(4000)));
        look(more);

        assertThatExceptionOfType(NotAccepted.class).isThrownBy(() -> detector.acceptAll(mark));
        assertThat(changes()).hasSize(2);
        detector.acceptAll(detector.drift().mark());
        look(more);
        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).isEqualTo("The current state became the baseline: 2 differences.");
    }

    @Test
    void aChangeWhileTheConsoleWasDownIsSeenAtTheNextStart() {
        look(all -> all);
        restartConsole();
        assertThat(detector.changes()).as("nothing was compared yet").isInstanceOf(Fact.Unread.class);
        look(DriftFixture::opened);
        assertThat(changes()).hasSize(1);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aDifferenceThatCannotBeReadNowIsShownAsSuchAndNoFinding() {
        look(all -> all);
        look(DriftFixture::opened);
        look(all -> all.securityGroups(Fact.failed(DENIED)).problems(DENIED));

        assertThat(changes()).isEmpty();
        assertThat(detector.drift().differences())
                .singleElement()
                .extracting(Drifted::read)
                .isEqualTo(false);
        assertThat(lines()).hasSize(2);
        look(DriftFixture::opened);
        assertThat(changes()).hasSize(1);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aPartThatIsReadLaterIsAcceptedThen() {
        look(all -> all.securityGroups(Fact.failed(DENIED)));
        look(all -> all);
        assertThat(changes()).isEmpty();
        look(DriftFixture::opened);
        assertThat(changes()).hasSize(1);
    }

    @Test
    void aDeploymentOfTheConsoleIsAcceptedByItself() {
        Topology topology = ReferenceTopology.healthy().topology();
        detector.look(topology, Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true)));
        detector.look(topology, Optional.of(new ServingRelease("sha256:bb", "1.5.0+bb", true)));
        assertThat(changes()).isEmpty();
        assertThat(lines().getFirst()).isEqualTo("Release 1.5.0+bb replaced 1.4.0+aa.");

        detector.look(topology, Optional.of(new ServingRelease("sha256:cc", "1.6.0+cc", false)));
        assertThat(changes())
                .singleElement()
                .extracting(Change::what)
                .asString()
                .contains("No deployment of this console");
        detector.look(topology, Optional.of(new ServingRelease("sha256:dd", "1.7.0+dd", true)));
        assertThat(changes()).isEmpty();
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
}
