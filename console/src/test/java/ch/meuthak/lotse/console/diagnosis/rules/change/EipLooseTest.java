package ch.meuthak.lotse.console.diagnosis.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

class EipLooseTest extends RuleTest {
    private static final ElasticIp LOOSE =
            new ElasticIp("198.51.100.10", "eipalloc-0ffffbbbbccccdddd", "", "", "", "", "");

    EipLooseTest() {
        fault("a second one", scene -> addresses(scene, ReferenceTopology.elasticIp(), LOOSE));
        edge("the one that the instance has", scene -> addresses(scene, ReferenceTopology.elasticIp()));
    }

    private static void addresses(Scene scene, ElasticIp... addresses) {
        Parts.closed(scene);
        scene.aws(all -> all.elasticIps(Fact.known(List.of(addresses))));
    }

    @Test
    void ofSeveralNoneIsReleasedByACommand() {
        Scene scene = Scene.with(
                one -> addresses(one, LOOSE, new ElasticIp("198.51.100.11", "eipalloc-2", "", "", "", "", "")));

        assertThat(found(scene).fix().commands()).isEmpty();
        assertThat(found(broken()).fix().commands()).hasSize(1);
    }
}
