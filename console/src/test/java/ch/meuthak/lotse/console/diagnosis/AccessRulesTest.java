package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.access.CredExpired;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredFile;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredImdsHops;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredLabEnded;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredNone;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredPartial;
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

        assertThat(found.rule()).isEqualTo(CredPartial.RULE);
        assertThat(found.title()).isEqualTo("The credentials are parts of two pastes");
    }

    @Test
    void aKeyOfAUserWithoutATokenIsWhole() {
        Scene scene = Scene.with(one -> one.access = Parts.access(KeyKind.LONG_LIVED, false));

        assertThat(scene.diagnose().all().map(Finding::rule))
                .noneMatch(rule -> rule.id().startsWith("CRED"));
    }

    @Test
    void expiredCredentialsComeWithTheAgeOfTheirFile() {
        assertThat(evidence(first(Faults.scene(CredExpired.RULE))))
                .contains("/aws/credentials was written 5 h 12 min ago; a session of a Learner Lab lasts 4 h.");
    }

    @Test
    void aBrokenFileExplainsThatThereAreNoCredentials() {
        Scene scene = Faults.scene(CredNone.RULE);
        scene.access = Parts.accessWith(new Flaw("Line 2: the quotes count as part of the value.", Weight.BREAKS));

        Finding found = first(scene);

        assertThat(found.rule()).isEqualTo(CredFile.RULE);
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(evidence(found)).containsExactly("Line 2: the quotes count as part of the value.");
        assertThat(found.consequences()).extracting(Finding::rule).contains(CredNone.RULE);
    }

    @Test
    void lineEndsOfWindowsAloneAreNoFinding() {
        Scene scene = Scene.with(
                one -> one.access = Parts.accessWith(new Flaw("It has Windows line ends.", Weight.HARMLESS)));

        assertThat(scene.diagnose().all().map(Finding::rule)).doesNotContain(CredFile.RULE);
    }

    @Test
    void noMetadataServiceAtAllIsNoMatterOfHops() {
        Scene scene = Faults.scene(CredNone.RULE);
        scene.access = Parts.accessWithout(MetadataService.ABSENT);

        assertThat(scene.diagnose().all().map(Finding::rule)).doesNotContain(CredImdsHops.RULE);
    }

    @Test
    void theVerdictSaysTheEndOfTheSessionInOneLineAndClaimsNothing() {
        assertThat(Faults.scene(CredLabEnded.RULE).diagnose().path().verdict())
                .startsWith(
                        "Whether requests for backend.meuthak.ch get through is not known, because AWS cannot be read. The lab"
                                + " session is over.")
                .hasSizeLessThan(240);
    }

    private static Finding first(Scene scene) {
        return scene.diagnose().findings().getFirst();
    }

    private static List<String> evidence(Finding finding) {
        return finding.evidence().stream().map(Evidence::fact).toList();
    }
}
