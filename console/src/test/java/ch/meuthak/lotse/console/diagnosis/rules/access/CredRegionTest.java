package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Fact;

class CredRegionTest extends RuleTest {
    CredRegionTest() {
        fault("a lab's credentials in Frankfurt", scene -> deniedIn(scene, "eu-central-1"));
        edge("a lab's credentials in Oregon", scene -> deniedIn(scene, "us-west-2"));
    }

    private static void deniedIn(Scene scene, String region) {
        Fact<Account> account = scene.topology.topology().account();
        Parts.failing(scene, "UnauthorizedOperation", "The credentials may not call it.", "Allow it.");
        scene.aws(all -> all.account(account).region(region));
    }
}
