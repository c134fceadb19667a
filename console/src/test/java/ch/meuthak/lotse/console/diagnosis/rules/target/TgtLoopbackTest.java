package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Target;

class TgtLoopbackTest extends RuleTest {
    private static final BoundPort LOOPBACK = new BoundPort("127.0.0.1", 5000);

    TgtLoopbackTest() {
        fault("on 127.0.0.1", scene -> scene.published(LOOPBACK));
        edge("elsewhere, too", scene -> scene.published(LOOPBACK, new BoundPort("0.0.0.0", 5000)));
        edge("beside a target on another box", scene -> {
            scene.published(LOOPBACK);
            Parts.targets(
                    scene,
                    Parts.target("healthy", "", "", ""),
                    new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "healthy", "", "", ""));
        });
    }
}
