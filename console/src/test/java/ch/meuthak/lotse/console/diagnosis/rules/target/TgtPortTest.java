package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Target;

class TgtPortTest extends RuleTest {
    TgtPortTest() {
        fault("the box publishes 8080", scene -> scene.published(new BoundPort("0.0.0.0", 8080)));
        edge(
                "the box publishes its port twice",
                scene -> scene.published(new BoundPort("127.0.0.1", 5000), new BoundPort("0.0.0.0", 5000)));
        // With several boxes nobody knows which of them the console is on.
        edge("beside a target on another box", scene -> {
            scene.published(new BoundPort("0.0.0.0", 8080));
            Parts.targets(
                    scene,
                    Parts.target("healthy", "", "", ""),
                    new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "healthy", "", "", ""));
        });
    }
}
