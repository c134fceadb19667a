package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the timeline tells although AWS was never read. */
class BoxEventsTest extends DriftFixture {
    private static final String BOOT = "b1";

    private static Container container(String service, Instant startedAt) {
        return new Container(service, "lotse_" + service + "_1", "running", 0, startedAt, List.of());
    }

    private void look(String boot, Container... containers) {
        clock.move(Duration.ofSeconds(15));
        var box = new Box(
                List.of(),
                List.of(),
                Stream.of(containers).toList(),
                Optional.empty(),
                Optional.empty(),
                clock.instant());
        detector.look(box, boot, "backend");
    }

    private Container now(String service) {
        return container(service, clock.instant());
    }

    @Test
    void whatHappenedIsToldWithoutAws() {
        detector.happened(Kind.DEPLOYMENT, "d1", "Deployment of 1.0 for operator succeeded.");
        restartConsole();

        assertThat(lines()).containsExactly("Deployment of 1.0 for operator succeeded.");
        assertThat(detector.latest(Optional.of(Kind.DEPLOYMENT), Long.MAX_VALUE, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at()).isEqualTo(clock.instant()));
        assertThat(detector.drift().acceptedAt()).isEmpty();
    }

    @Test
    void whatADiskRefusedIsToldWhenItDoesNotAnyMore() {
        timeline.refusal = "The disk is full.";
        detector.happened(Kind.BOX, "", "one");
        timeline.refusal = "";
        detector.happened(Kind.BOX, "", "two");

        assertThat(lines()).containsExactly("two", "one");
    }

    @Test
    void anEdgeThatWasStartedAgainIsToldOnceAndHowItEnded() {
        Container edge = now("edge");
        Container redis = now("redis");
        look(BOOT, edge, redis);
        look(BOOT, edge, redis);
        assertThat(lines()).isEmpty();

        var again = new Container(
                "edge",
                "lotse_edge_1",
                "running",
                1,
                clock.instant(),
                List.of(),
                0,
                Optional.of(new Box.End(139, false, clock.instant(), Optional.empty())));
        look(BOOT, again, redis);
        look(BOOT, again, redis);

        assertThat(lines())
                .containsExactly("The container of edge restarted: before, it crashed (exit code 139, SIGSEGV:"
                        + " a memory error).");
    }

    @Test
    void whatHappenedWhileTheConsoleWasDownIsTold() {
        Container redis = now("redis");
        look(BOOT, now("edge"), redis);
        restartConsole();
        look(BOOT, now("edge"), redis);

        assertThat(lines()).containsExactly("The container of edge restarted.");
    }

    @Test
    void allAtOnceIsOneLine() {
        look(BOOT, now("edge"), now("console"), now("backend"));
        look(BOOT, now("edge"), now("console"), now("backend"));

        assertThat(lines())
                .containsExactly("All containers except the release's restarted (console, edge): the Docker engine"
                        + " restarted, or somebody recreated them.");
    }

    @Test
    void aRebootIsCalledOne() {
        look(BOOT, now("edge"), now("console"));
        look("b2", now("edge"), now("console"));

        assertThat(lines()).containsExactly("The box was rebooted.");
    }

    /** The engine may list a container for a moment not at all, or twice while Compose recreates it. */
    @Test
    void whatALookDoesNotShowIsNotForgotten() {
        look(BOOT, now("edge"), now("console"));
        look(BOOT);
        Container edge = now("edge");
        look(BOOT, edge);
        assertThat(lines()).containsExactly("The container of edge restarted.");

        look(BOOT, edge, now("edge"));
        look(BOOT, now("edge"), now("console"));
        assertThat(lines())
                .contains("All containers except the release's restarted (console, edge): the Docker engine"
                        + " restarted, or somebody recreated them.");
    }

    /** Of the releases the deployments tell. */
    @Test
    void aReleaseThatIsReplacedIsNoRestart() {
        Container edge = now("edge");
        look(BOOT, edge, now("backend"));
        look(BOOT, edge, now("backend"), now("backend"));
        look(BOOT, edge, now("backend"));

        assertThat(lines()).isEmpty();
    }
}
