package ch.meuthak.lotse.console.diagnosis.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.CredentialsFile.Flaw;
import ch.meuthak.lotse.console.facts.CredentialsFile.Weight;
import org.junit.jupiter.api.Test;

class CredFileTest extends RuleTest {
    CredFileTest() {
        fault(
                "two blocks of one name",
                scene -> scene.access = Parts.accessWith(new Flaw("There are 2 blocks [default].", Weight.RISKY)));
        edge(
                "line ends of Windows alone",
                scene -> scene.access = Parts.accessWith(new Flaw("Its lines end as on Windows.", Weight.HARMLESS)));
    }

    @Test
    void aBrokenFileExplainsThatThereAreNoCredentials() {
        Scene scene = Faults.scene(CredNone.RULE);
        scene.access =
                Parts.accessWith(new Flaw("Line 2: the quotes are taken for a part of the value.", Weight.BREAKS));

        Finding found = scene.diagnose().findings().getFirst();
        assertThat(found.rule()).isEqualTo(rule);
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.evidence())
                .extracting(Evidence::fact)
                .containsExactly("Line 2: the quotes are taken for a part of the value.");
        assertThat(found.consequences()).extracting(Finding::rule).contains(CredNone.RULE);
    }
}
