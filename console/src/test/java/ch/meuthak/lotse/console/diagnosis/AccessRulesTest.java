package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.CredentialsFile.Flaw;
import ch.meuthak.lotse.console.facts.CredentialsFile.Weight;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.MetadataService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the diagnosis says of the credentials. */
class AccessRulesTest {

    @Test
    void aTokenBesideAKeyOfAUserIsAPartOfAnotherPaste() {
        Finding found = first(Scene.with(scene -> scene.access = Parts.access(KeyKind.LONG_LIVED, true)));

        assertThat(found.rule()).isEqualTo(RuleId.CRED_PARTIAL);
        assertThat(found.title()).isEqualTo("The credentials are parts of two pastes");
    }

    @Test
    void aKeyOfAUserWithoutATokenIsWhole() {
        Scene scene = Scene.with(one -> one.access = Parts.access(KeyKind.LONG_LIVED, false));

        assertThat(scene.diagnose().all().map(Finding::rule))
                .noneMatch(rule -> rule.name().startsWith("CRED"));
    }

    @Test
    void expiredCredentialsComeWithTheAgeOfTheirFile() {
        assertThat(evidence(first(Faults.scene(RuleId.CRED_EXPIRED))))
                .contains("/aws/credentials was written 5 h 12 min ago; a session of a Learner Lab lasts 4 h.");
    }

    @Test
    void aBrokenFileExplainsThatThereAreNoCredentials() {
        Scene scene = Faults.scene(RuleId.CRED_NONE);
        scene.access =
                Parts.accessWith(new Flaw("Line 2: the quotes are taken for a part of the value.", Weight.BREAKS));

        Finding found = first(scene);

        assertThat(found.rule()).isEqualTo(RuleId.CRED_FILE);
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(evidence(found)).containsExactly("Line 2: the quotes are taken for a part of the value.");
        assertThat(found.consequences()).extracting(Finding::rule).contains(RuleId.CRED_NONE);
    }

    @Test
    void lineEndsOfWindowsAloneAreNoFinding() {
        Scene scene = Scene.with(
                one -> one.access = Parts.accessWith(new Flaw("Its lines end as on Windows.", Weight.HARMLESS)));

        assertThat(scene.diagnose().all().map(Finding::rule)).doesNotContain(RuleId.CRED_FILE);
    }

    @Test
    void noMetadataServiceAtAllIsNoMatterOfHops() {
        Scene scene = Faults.scene(RuleId.CRED_NONE);
        scene.access = Parts.accessWithout(MetadataService.ABSENT);

        assertThat(scene.diagnose().all().map(Finding::rule)).doesNotContain(RuleId.CRED_IMDS_HOPS);
    }

    @Test
    void theVerdictSaysTheEndOfTheSessionInOneLineAndClaimsNothing() {
        assertThat(Faults.scene(RuleId.CRED_LAB_ENDED).diagnose().path().verdict())
                .startsWith(
                        "Whether requests for backend.meuthak.ch get through is not known, because AWS cannot be read. The lab"
                                + " session is over:")
                .hasSizeLessThan(240);
    }

    private static Finding first(Scene scene) {
        return scene.diagnose().findings().getFirst();
    }

    private static List<String> evidence(Finding finding) {
        return finding.evidence().stream().map(Evidence::fact).toList();
    }
}
