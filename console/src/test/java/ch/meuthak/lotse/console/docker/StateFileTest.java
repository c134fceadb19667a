package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"hunter2secret {", "{\"Env\": [hunter2secret", "{\"hunter2secret\": 1, \"x"})
    void aDamagedFileIsSaidToBeSoWithoutAWordOfIt(String damaged, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("prepared.json"), damaged);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> new StateFile(file).read())
                .withMessageContaining(file + " is not JSON: line 1, column ")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }
}
