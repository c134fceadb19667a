package ch.meuthak.lotse.console.diagnosis.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.KeyKind;
import org.junit.jupiter.api.Test;

class CredPartialTest extends RuleTest {
    CredPartialTest() {
        fault("a session key without its token", scene -> scene.access = Parts.access(KeyKind.TEMPORARY, false));
        fault("a user's key with a token", scene -> scene.access = Parts.access(KeyKind.LONG_LIVED, true));
        edge("a user's key without a token", scene -> scene.access = Parts.access(KeyKind.LONG_LIVED, false));
        edge("a session key with its token", scene -> scene.access = Parts.access(KeyKind.TEMPORARY, true));
    }

    @Test
    void aTokenBesideAKeyOfAUserIsAPartOfAnotherPaste() {
        Finding found = found(Scene.with(scene -> scene.access = Parts.access(KeyKind.LONG_LIVED, true)));

        assertThat(found.title()).isEqualTo("The credentials mix two pastes");
    }

    @Test
    void aKeyOfAUserWithoutATokenIsWhole() {
        Scene scene = Scene.with(one -> one.access = Parts.access(KeyKind.LONG_LIVED, false));

        assertThat(scene.rules()).noneMatch(Rule::isAboutAccess);
    }
}
