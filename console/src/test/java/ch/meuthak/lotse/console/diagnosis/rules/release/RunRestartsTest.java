package ch.meuthak.lotse.console.diagnosis.rules.release;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Box;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRestartsTest extends RuleTest {
    RunRestartsTest() {
        fault("three times, the last a minute ago", scene -> restarted(scene, 3, 1));
        fault("three times, the last 9 minutes ago", scene -> restarted(scene, 3, 9));
        edge("three times, the last 11 minutes ago", scene -> restarted(scene, 3, 11));
        edge("two times", scene -> restarted(scene, 2, 1));
        edge(
                "by the kernel, for its memory",
                scene -> scene.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(2)))));
        edge(
                "by the kernel, 11 minutes ago",
                scene -> scene.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(11)))));
    }

    private static void restarted(Scene scene, int times, int minutesAgo) {
        scene.containers(new Box.Container(
                "backend", "lotse_backend_1", "running", times, NOON.minus(Duration.ofMinutes(minutesAgo)), List.of()));
    }

    @Test
    void whatKeepsEndingSaysHowItEndedLast() {
        var end = new Box.End(1, false, NOON.minus(Duration.ofMinutes(1)), Optional.empty());
        Scene scene = Scene.with(one -> one.containers(new Box.Container(
                "backend", "lotse_backend_1", "running", 3, end.at(), List.of(), 0, Optional.of(end))));

        assertThat(found(scene).cause()).contains("exited with code 1 (an error of the program");
    }
}
