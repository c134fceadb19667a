package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a deployment belongs to the deployment, whatever becomes of its slot and of the console. */
class DeploymentLogTest {
    private Box box;

    @BeforeEach
    void open(@TempDir Path folder) {
        box = new Box(folder);
        box.open();
    }

    @AfterEach
    void close() {
        box.close();
    }

    private List<String> log(Deployment of) {
        return box.queue().log(of.id(), 1000);
    }

    @Test
    void whatWasReplacedKeepsItsLogWhenItsSlotIsUsedAgainAndTheConsoleIsAnother() {
        Deployment first = box.deploy(box.publish("good"));
        Deployment second = box.deploy(box.publish("good"));
        box.deployed(box.publish("good"));
        box.reopen();

        for (Deployment over : List.of(first, second)) {
            assertThat(log(over)).as(over.slot().toString()).contains("tiny release, good", "listening");
        }
    }

    @Test
    void theConsolesOwnLinesAreKeptWhenItIsOver() {
        Deployment end = box.deploy(box.publish("good"));
        box.reopen();

        assertThat(log(end))
                .filteredOn(line -> line.contains(" console: "))
                .anySatisfy(line -> assertThat(line).matches("20\\d\\d-.*Z console: Step pulling in slot blue."))
                .anySatisfy(line -> assertThat(line)
                        .contains("Checking the files of " + end.release().digest()))
                .last()
                .asString()
                .contains("The deployment is over: succeeded.");
    }

    @Test
    void whatAFailedCandidatePrintedIsThereBesideWhatTheConsoleDid() {
        box.deployed(box.publish("good"));
        Deployment end = box.deploy(box.publish("exits"));
        box.deployed(box.publish("good"));

        assertThat(log(end)).contains("cannot find my database, giving up").anySatisfy(line -> assertThat(line)
                .contains("Failed in step checking: The candidate failed"));
    }

    @Test
    void theLastLinesOfAServingReleaseThatCrashedOutliveTheNextDeployments() throws Exception {
        Deployment crashed = box.deploy(box.publish("good"));
        Slot slot = crashed.slot().orElseThrow();
        Await.until("a release that serves", () -> box.queue().serving().alive());
        long pid = Long.parseLong(box.platform.running(slot).orElseThrow().id());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Await.until("the end", () -> box.queue().serving().detail().contains("137"));

        box.deployed(box.publish("good"));
        box.deployed(box.publish("good"));
        box.reopen();

        assertThat(log(crashed)).contains("listening").anySatisfy(line -> assertThat(line)
                .contains("The release in slot " + slot.id() + " was killed (exit code 137"));
    }

    @Test
    void theEndOfTheServingReleaseIsToldOnce() throws Exception {
        List<String> ends = new CopyOnWriteArrayList<>();
        Deployment serving = box.deploy(box.publish("good"));
        Await.until("a release that serves", () -> box.queue().serving().alive());
        try (var _ = box.queue().onReleaseEnd(ends::add)) {
            Slot slot = serving.slot().orElseThrow();
            long pid = Long.parseLong(box.platform.running(slot).orElseThrow().id());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Await.until("the end", () -> box.queue().serving().detail().contains("137"));
            box.deployed(box.publish("good"));
        }

        assertThat(ends).singleElement().asString().contains("was killed (exit code 137", "in slot");
        assertThat(serving.outcome()).matches("Deployment of .* for operator succeeded\\.");
    }

    @Test
    void aLogThatIsAskedForAFewLinesGivesTheReleasesLast() {
        Deployment end = box.deploy(box.publish("good"));

        assertThat(box.queue().log(end.id(), 4)).hasSize(4).endsWith("listening");
        assertThat(box.queue().log(end.id(), 1)).containsExactly("listening");
    }

    @Test
    void linesThatWereReadTwiceAreKeptOnce() {
        assertThat(DeploymentLog.merged(List.of(), List.of("a", "b"))).containsExactly("a", "b");
        assertThat(DeploymentLog.merged(List.of("a", "b"), List.of())).containsExactly("a", "b");
        assertThat(DeploymentLog.merged(List.of("a", "b"), List.of("a", "b", "c")))
                .containsExactly("a", "b", "c");
        assertThat(DeploymentLog.merged(List.of("a", "b", "c"), List.of("b", "c", "d")))
                .containsExactly("a", "b", "c", "d");
        assertThat(DeploymentLog.merged(List.of("a", "b"), List.of("c", "a"))).containsExactly("a", "b", "c", "a");
        assertThat(DeploymentLog.merged(List.of("x", "x"), List.of("x", "x", "x")))
                .containsExactly("x", "x", "x");
    }

    /** A thousand lines of a loop cost no quadratic time worth noticing. */
    @Test
    void manyEqualLinesAreMergedQuickly() {
        List<String> many = IntStream.range(0, 1000).mapToObj(i -> "x").toList();

        assertThat(DeploymentLog.merged(many, many)).hasSize(1000);
    }

    @Test
    void nothingIsKeptOfWhatWasNeverStarted() {
        box.settings = Box.settings(Duration.ofSeconds(1));
        assertThat(box.queue().log("nonsense", 10)).isEmpty();
        assertThat(Optional.of(box.deploy(box.publish("good"))).map(this::log).orElseThrow())
                .isNotEmpty();
    }
}
