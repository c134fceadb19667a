package ch.meuthak.lotse.console.diagnosis.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import org.junit.jupiter.api.Test;

class CredExpiredTest extends RuleTest {
    CredExpiredTest() {
        fault(
                "an expired token",
                scene -> Parts.failing(
                        scene, "ExpiredToken", "The session credentials have expired.", "Paste new ones."));
        edge(
                "credentials that AWS refuses",
                scene -> Parts.failing(
                        scene, "InvalidClientTokenId", "AWS does not accept the credentials.", "Check them."));
    }

    @Test
    void theyComeWithTheAgeOfTheirFile() {
        assertThat(found(broken()).evidence())
                .extracting(Evidence::fact)
                .contains("/aws/credentials was written 5 h 12 min ago. A Learner Lab session lasts 4 h.");
    }
}
