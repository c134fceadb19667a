package ch.meuthak.lotse.console.diagnosis.rules.change;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class DriftTest extends RuleTest {
    DriftTest() {
        fault("a rule was added", scene -> {
            Parts.closed(scene);
            scene.changes = List.of(new Change(
                    Optional.of(Hop.SECURITY_GROUP),
                    "The rule tcp 3306 from 0.0.0.0/0 was added to " + INSTANCE_GROUP_ID + ".",
                    new Fix(
                            "",
                            List.of("aws ec2 revoke-security-group-ingress --group-id " + INSTANCE_GROUP_ID
                                    + " --security-group-rule-ids sgr-0aaaabbbbccccdddd --region us-east-1"),
                            "This rule no longer lets anybody in."),
                    Instant.parse("2026-11-23T11:02:00Z")));
        });
        edge("nothing was", Parts::closed);
    }
}
