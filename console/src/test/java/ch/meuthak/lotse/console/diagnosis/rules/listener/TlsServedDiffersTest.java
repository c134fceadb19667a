package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class TlsServedDiffersTest extends RuleTest {
    TlsServedDiffersTest() {
        fault("another serial number", scene -> scene.tls = Scene.tls("00:99", ""));
        edge(
                "the same serial number, written otherwise",
                scene -> scene.tls = Scene.tls("0A:7C:1E:55:9D:42:6B:E8:3F:10:C4:D2:77:90:AB:CD", ""));
    }
}
