package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.load.Load;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bake holds a candidate against, and what it makes of an edge that does not answer. */
class BakeTest {
    private static final String QUARTER = "a quarter 5xx";

    private final Box box;
    private volatile boolean deploying;

    BakeTest(@TempDir Path folder) {
        box = new Box(folder);
    }

    @AfterEach
    void close() {
        box.close();
    }

    /** Serves a release under load and deploys another. */
    private Deployment deploy(String old, String next) throws Exception {
        box.open();
        box.deployed(box.publish(old));
        try (Load load = box.load(Duration.ofMillis(5))) {
            Deployment end = deploy(box.publish(next));
            assertThat(load.sent()).isPositive();
            return end;
        }
    }

    private Deployment deploy(Release next) {
        Deployment asked = box.request(next);
        deploying = true;
        return box.awaitFinal(asked.id());
    }

    /** A bad release that had the slot before would otherwise let the next bad one pass. */
    @Test
    void whatWasInTheSlotBeforeIsNotTheOldReleases() throws Exception {
        box.edgeWrap = edge -> new Wrapped(edge) {
            @Override
            public Traffic traffic(Slot slot) throws PlatformException {
                Traffic now = super.traffic(slot);
                return new Traffic(now.run(), now.requests() + 1000, now.serverErrors() + 1000);
            }
        };
        Deployment end = deploy("good", QUARTER);

        assertThat(end.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(end.failure())
                .containsPattern(
                        "failed in the candidate, compared with 0 of [0-9]+ requests [(]0.0 %[)] in the previous");
    }

    @Test
    void whatAnEdgeCountedBeforeItStartedAgainIsNotKnownAnyMore() throws Exception {
        box.edgeWrap = edge -> new Wrapped(edge) {
            @Override
            public Traffic traffic(Slot slot) throws PlatformException {
                Traffic now = super.traffic(slot);
                return new Traffic(isBaking() ? "another" : now.run(), now.requests(), now.serverErrors());
            }
        };
        Deployment end = deploy(QUARTER, QUARTER);

        assertThat(end.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(end.failure())
                .contains("is not known, because the edge or the console restarted. It counts as 0 %.");
    }

    @Test
    void aCandidateThatFailsAsOftenAsTheOldReleaseIsKept() throws Exception {
        Deployment end = deploy(QUARTER, QUARTER);

        assertThat(end.state()).as(end.toString()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    @Test
    void anEdgeThatMissesEveryOtherQuestionDoesNotEndABake() throws Exception {
        var asked = new AtomicInteger();
        box.edgeWrap = edge -> new Wrapped(edge) {
            @Override
            public Optional<Slot> active() throws PlatformException {
                if (isBaking() && isTheDeployments() && asked.incrementAndGet() % 2 == 0) {
                    throw new PlatformException("The edge did not answer in time.");
                }
                return super.active();
            }
        };
        Deployment end = deploy("good", "good");

        assertThat(asked).hasValueGreaterThan(3);
        assertThat(end.state()).as(end.toString()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    @Test
    void anEdgeThatDoesNotAnswerAnyMoreIsNotTheReleasesFault() throws Exception {
        box.settings = checkedWithin(Duration.ofSeconds(6));
        box.edgeWrap = edge -> new Wrapped(edge) {
            @Override
            public Traffic traffic(Slot slot) throws PlatformException {
                if (isBaking()) {
                    throw new PlatformException("The edge did not answer in time.");
                }
                return super.traffic(slot);
            }
        };
        Deployment end = deploy("good", "good");

        assertThat(end.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(end.failure())
                .startsWith("The candidate could not be checked, and may be good: ")
                .contains("The edge did not answer in time.");
    }

    /** Others look at the edge, too. */
    private static boolean isTheDeployments() {
        return Thread.currentThread().getName().equals("deployments");
    }

    private boolean isBaking() {
        if (!deploying) {
            return false;
        }
        var latest = box.queue().latest(1).getFirst();
        return latest.state().compareTo(DeploymentState.BAKING) >= 0
                && !latest.state().isFinal()
                && latest.failure().isEmpty();
    }

    private static DeploymentSettings checkedWithin(Duration check) {
        return Box.with(Box.settings(Duration.ofMillis(400)), Map.of("checkDeadline", check));
    }

    /** An edge that a test changes something of. */
    private abstract static class Wrapped implements Edge {
        private final Edge edge;

        Wrapped(Edge edge) {
            this.edge = edge;
        }

        @Override
        public Optional<Slot> active() throws PlatformException {
            return edge.active();
        }

        @Override
        public void route(Slot slot, URI address) throws PlatformException {
            edge.route(slot, address);
        }

        @Override
        public Traffic traffic(Slot slot) throws PlatformException {
            return edge.traffic(slot);
        }

        @Override
        public OpenRequests open(Slot slot) throws PlatformException {
            return edge.open(slot);
        }
    }
}
