package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class CredRefusedTest extends RuleTest {
    CredRefusedTest() {
        fault(
                "a key that AWS does not know",
                scene -> Parts.failing(
                        scene, "InvalidClientTokenId", "AWS does not accept the credentials.", "Check them."));
        edge(
                "an expired token",
                scene -> Parts.failing(
                        scene, "ExpiredToken", "The session credentials have expired.", "Paste new ones."));
    }
}
