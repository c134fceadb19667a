package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the release from before has not ended, on the pages. */
class OpenRequestsPageTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
    }

    private void add(String id, DeploymentState state, OpenRequests open) {
        Deployment was = SampleDeployments.succeeded(id, FakeDeployments.SERVING, console.clock.instant());
        console.deployments.add(new Deployment(
                id,
                state,
                was.requestedBy(),
                was.origin(),
                was.reason(),
                was.rollback(),
                was.configuration(),
                was.fingerprint(),
                was.requestedAt(),
                state.isFinal() ? was.finishedAt() : Optional.empty(),
                was.release(),
                was.slot(),
                was.steps(),
                was.failure(),
                was.ending(),
                was.evidence(),
                Optional.of(open)));
    }

    @Test
    void whileTheOldReleaseDrainsThePagesSayHowManyRequestsAreLeft() {
        add("20261125-0001", DeploymentState.DRAINING, new OpenRequests(0, 1, 0, 2));
        String sentence = "The previous release is draining: 3 requests left (1 upload, 2 streams or WebSockets).";

        assertThat(operator.get("/deployments/20261125-0001").body())
                .contains(sentence)
                .doesNotContain("id=\"cut\"");
        assertThat(operator.get("/deployments").body()).contains(sentence);
        assertThat(operator.get("/").body()).contains(sentence);
    }

    @Test
    void whatWasCutIsSaidByItsKind() {
        add("20261125-0001", DeploymentState.SUCCEEDED, new OpenRequests(1, 0, 2, 1));
        String sentence =
                "The previous release was stopped with 1 unanswered request, 2 downloads, 1 stream or WebSocket still open.";

        assertThat(operator.get("/deployments/20261125-0001").body())
                .contains("id=\"cut\"", sentence)
                .doesNotContain("class=\"left\"");
        assertThat(operator.get("/deployments").body()).contains(sentence);
    }

    @Test
    void nothingIsSaidWhereNothingWasCut() {
        add("20261125-0001", DeploymentState.SUCCEEDED, OpenRequests.NONE);

        assertThat(operator.get("/deployments/20261125-0001").body()).doesNotContain("id=\"cut\"", "still open");
    }
}
