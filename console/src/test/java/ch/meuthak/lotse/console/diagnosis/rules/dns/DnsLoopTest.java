package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;

class DnsLoopTest extends RuleTest {
    DnsLoopTest() {
        fault("CNAME records in a circle", scene -> failing(scene, "Loop"));
        edge("a DNS server that does not answer", scene -> failing(scene, "Timeout"));
    }

    private static void failing(Scene scene, String error) {
        scene.aws(all -> all.dns(Fact.failed(
                new Problem("DNS", error, "The CNAME records lead in a circle: a -> b -> a.", "Correct them."))));
    }
}
