package ch.meuthak.lotse.console.diagnosis.rules.access;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;

import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.MetadataService;
import java.time.Duration;

class CredImdsHopsTest extends RuleTest {
    CredImdsHopsTest() {
        fault("a silent metadata service, one hop away", scene -> {
            scene.access = Parts.accessWithout(MetadataService.SILENT);
            Parts.instance(scene, PUBLIC_IP, NOON.minus(Duration.ofHours(3)), "required", 1);
        });
        edge("no metadata service at all", scene -> {
            Faults.of(CredNone.RULE).accept(scene);
            scene.access = Parts.accessWithout(MetadataService.ABSENT);
        });
    }
}
