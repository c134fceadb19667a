package ch.meuthak.lotse.console.diagnosis.rules.change;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EipDiffersTest extends RuleTest {
    EipDiffersTest() {
        fault("another address", scene -> addressed(scene, "198.51.100.9"));
        edge("the same address", scene -> addressed(scene, PUBLIC_IP));
    }

    private static void addressed(Scene scene, String address) {
        Parts.closed(scene);
        Parts.instance(scene, address, NOON.minus(Duration.ofHours(3)), "required", 2);
    }

    @Test
    void anInstanceWithoutAnAddressHasNoneToLose() {
        assertThat(found(Scene.with(scene -> addressed(scene, ""))).fix().caution())
                .isEmpty();
    }
}
