package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often AWS is asked with credentials that it does not accept; counted at an endpoint, whoever presses what. */
@Timeout(120)
class RefusedCredentialsTest extends ChainFixture {
    private static final ReplayedAws.Behaviour EXPIRED =
            ReplayedAws.error(403, "ExpiredToken", "The security token included in the request is expired");

    private static final ReplayedAws.Behaviour CANCELLED = ReplayedAws.error(
            403,
            "AccessDenied",
            "User: arn:aws:sts::339712742662:assumed-role/voclabs/user1 is not authorized to perform this with an explicit deny"
                    + " in an identity-based policy: arn:aws:iam::339712742662:policy/voc-cancel-cred");

    private volatile Instant now = Instant.parse("2026-11-25T13:02:00Z");
    private final AwsConnection connection = new AwsConnection(AwsSettings.fromChain(), () -> now);
    private final AwsInventory inventory = inventory(connection, GENEROUS, () -> now);
    private final RefreshingTopologyFeed feed =
            RefreshingTopologyFeed.idle(inventory, RefreshSchedule.usual(), () -> now, Optional.empty());

    RefusedCredentialsTest(@TempDir Path folder) {
        super(folder);
    }

    @BeforeEach
    void chain() {
        write("config", config());
        write("credentials", keys("ASIAFIRSTFIRSTFIRST1"));
    }

    @AfterEach
    void close() {
        feed.close();
        connection.close();
    }

    @Test
    void withExpiredCredentialsAnImpatientOperatorMakesOneCallAMinute() {
        endSession(EXPIRED);

        pressFor(Duration.ofMinutes(10));

        assertThat(aws.calls()).hasSize(10).containsOnly("GetCallerIdentity");
        assertThat(feed.latest().orElseThrow().lacksCredentials()).isTrue();
    }

    @Test
    void withALabThatIsOverItIsTheSame() {
        ReplayedAws.Behaviour identity = new ReplayedAws.Behaviour.Says(healthy -> healthy);
        aws.on("GetCallerIdentity", identity);
        endSession(CANCELLED);

        pressFor(Duration.ofMinutes(10));

        assertThat(aws.calls()).hasSize(10).containsOnly("DescribeAddresses");
        assertThat(feed.latest().orElseThrow().account().toOptional())
                .isEqualTo(reference.account().toOptional());
    }

    @Test
    void aNetworkThatFailsMeanwhileIsNoSignThatTheyAreAcceptedAgain() {
        endSession(EXPIRED);
        aws.well().always(new ReplayedAws.Behaviour.Resets());
        now = now.plusSeconds(61);

        refresh();

        assertThat(aws.calls()).containsOnly("GetCallerIdentity");
    }

    @Test
    void keysInTheFileAreUsedAtOnceAndEverythingIsRead() {
        endSession(EXPIRED);
        pressFor(Duration.ofSeconds(20));
        assertThat(aws.calls()).isEmpty();

        aws.well();
        write("credentials", keys("ASIASECONDSECONDSEC2"));
        now = now.plusSeconds(1);
        feed.tick();
        Await.until("the new keys", () -> !feed.refreshing());

        assertThat(aws.asked()).hasSizeGreaterThan(10).allMatch(asked -> asked.authorization()
                .contains("ASIASECONDSECONDSEC2"));
        assertThat(feed.latest().orElseThrow().problems()).isEmpty();
    }

    @Test
    void theSameKeysWrittenAgainAreNotAskedWithAgain() {
        endSession(EXPIRED);

        write("credentials", keys("ASIAFIRSTFIRSTFIRST1") + "\n");
        refresh();

        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void whenTheyAreAcceptedAgainEverythingIsReadWithinAMinute() {
        endSession(EXPIRED);
        aws.well();
        now = now.plusSeconds(60);

        refresh();

        assertThat(feed.latest().orElseThrow().problems()).isEmpty();
    }

    @Test
    void theLastKnownMapStaysWithItsAge() {
        Instant read = now;
        endSession(EXPIRED);
        now = now.plus(Duration.ofMinutes(47));
        refresh();

        assertThat(feed.latest().orElseThrow().showsSomething()).isFalse();
        assertThat(feed.latest().orElseThrow().takenAt()).isEqualTo(now);
        Topology known = feed.lastKnown().orElseThrow();
        assertThat(known.takenAt()).isEqualTo(read);
        assertThat(known.loadBalancer()).isEqualTo(reference.loadBalancer());
    }

    @Test
    void aMapOfAnEarlierConsoleIsKnownFromTheStart() {
        aws.always(EXPIRED);
        try (var seeded =
                RefreshingTopologyFeed.idle(inventory, RefreshSchedule.usual(), () -> now, Optional.of(reference))) {
            seeded.refresh();
            Await.until("a reading", () -> seeded.latest().isPresent() && !seeded.refreshing());

            assertThat(seeded.latest().orElseThrow().showsSomething()).isFalse();
            assertThat(seeded.lastKnown()).contains(reference);
        }
    }

    /** After one good reading, and one that fails. */
    private void endSession(ReplayedAws.Behaviour how) {
        refresh();
        assertThat(feed.latest().orElseThrow().problems()).isEmpty();
        aws.always(how);
        refresh();
        aws.forget();
    }

    /** Reloads and presses "refresh" every five seconds. */
    private void pressFor(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(5);
            feed.watched();
            refresh();
        }
    }

    private void refresh() {
        feed.refresh();
        Await.until("a reading", () -> !feed.refreshing());
    }
}
