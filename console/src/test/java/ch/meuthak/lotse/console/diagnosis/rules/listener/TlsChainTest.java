package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class TlsChainTest extends RuleTest {
    TlsChainTest() {
        fault("a chain with a gap", scene -> scene.tls = Scene.tls(scene.tls.serial(), "the chain is incomplete"));
        edge("another certificate with a whole chain", scene -> scene.tls = Scene.tls("00:99", ""));
    }
}
