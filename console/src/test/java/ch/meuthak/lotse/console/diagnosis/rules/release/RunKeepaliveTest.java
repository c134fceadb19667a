package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.util.List;

class RunKeepaliveTest extends RuleTest {
    RunKeepaliveTest() {
        List.of(5, 59, 60).forEach(seconds -> fault(seconds + " s", scene -> scene.idleTimeout(seconds)));
        edge("61 s", scene -> scene.idleTimeout(61));
    }
}
