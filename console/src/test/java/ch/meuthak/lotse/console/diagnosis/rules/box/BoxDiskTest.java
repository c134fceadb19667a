package ch.meuthak.lotse.console.diagnosis.rules.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxDiskTest extends RuleTest {
    BoxDiskTest() {
        fault("511 MiB", scene -> scene.left(Scene.resources(400, 511, 0.01)));
        fault("nothing", scene -> scene.left(Scene.resources(400, 0, 0.01)));
        edge("512 MiB", scene -> scene.left(Scene.resources(400, 512, 0.01)));
    }

    @ParameterizedTest
    @CsvSource({"0, The box's disk is full", "3, The box's disk is almost full"})
    void aDiskThatIsFullIsSaidToBe(int free, String title) {
        assertThat(found(Scene.with(one -> one.left(Scene.resources(400, free, 0.01))))
                        .title())
                .isEqualTo(title);
    }
}
