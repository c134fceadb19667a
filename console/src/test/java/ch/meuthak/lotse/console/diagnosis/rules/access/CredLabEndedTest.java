package ch.meuthak.lotse.console.diagnosis.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Denial;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import org.junit.jupiter.api.Test;

class CredLabEndedTest extends RuleTest {
    CredLabEndedTest() {
        fault("the lab took the permissions back", scene -> {
            Fact<Account> account = scene.topology.topology().account();
            scene.aws(all -> all.nothingRead(
                    new Problem("", "AccessDenied", "The lab session is over.", "Start the lab.", Denial.LAB_ENDED)));
            scene.aws(all -> all.account(account));
        });
        edge(
                "a call that no policy allows",
                scene -> Parts.failing(scene, "AccessDenied", "The credentials may not call it.", "Allow it."));
    }

    @Test
    void theVerdictSaysItInOneLineAndClaimsNothing() {
        assertThat(broken().diagnose().path().verdict())
                .startsWith(
                        "It is not known whether requests for backend.meuthak.ch succeed. AWS cannot be read. The lab session is"
                                + " over.")
                .hasSizeLessThan(240);
    }
}
