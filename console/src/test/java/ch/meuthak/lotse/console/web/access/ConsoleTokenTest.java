package ch.meuthak.lotse.console.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTokenTest {

    @Test
    void aRandomTokenIsKeptForTheOwnerAlone(@TempDir Path state) throws IOException {
        ConsoleToken token = ConsoleToken.load(state, "");
        Path file = state.resolve(ConsoleToken.FILE);
        String text = Files.readString(file).strip();
        assertThat(text).hasSize(43);
        assertThat(token.matches(text)).isTrue();
        assertThat(token.matches(text + "x")).isFalse();
        assertThat(token.toString()).doesNotContain(text);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theTokenSurvivesARestart(@TempDir Path state) throws IOException {
        ConsoleToken.load(state, "");
        String text = Files.readString(state.resolve(ConsoleToken.FILE)).strip();
        assertThat(ConsoleToken.load(state, "").matches(text)).isTrue();
    }

    @Test
    void aConfiguredTokenReplacesTheKeptOne(@TempDir Path state) throws IOException {
        ConsoleToken.load(state, "");
        assertThat(ConsoleToken.load(state, "fixed-for-automation").matches("fixed-for-automation"))
                .isTrue();
        assertThat(Files.readString(state.resolve(ConsoleToken.FILE))).isEqualTo("fixed-for-automation\n");
    }

    @Test
    void aTokenThatIsTooShortOrCannotStandInAHeaderIsRefused() {
        assertThatThrownBy(() -> ConsoleToken.of("short")).hasMessageContaining("8 to 256");
        assertThatThrownBy(() -> ConsoleToken.of("with blanks in it")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsoleToken.of("line\nbreak-in-it")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStateDirectoryThatIsNotThereIsSaid(@TempDir Path state) {
        assertThatThrownBy(() -> ConsoleToken.load(state.resolve("missing"), ""))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("console-token")
                .hasMessageContaining("check the directory");
    }
}
