package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class CredNoneTest extends RuleTest {
    CredNoneTest() {
        fault(
                "no credentials",
                scene -> Parts.failing(scene, "NoCredentials", "There are no AWS credentials.", "Attach some."));
        fault("no region", scene -> Parts.failing(scene, "NoRegion", "No AWS region is set.", "Set AWS_REGION."));
        edge(
                "credentials that AWS refuses",
                scene -> Parts.failing(
                        scene, "InvalidClientTokenId", "AWS does not accept the credentials.", "Check them."));
    }
}
