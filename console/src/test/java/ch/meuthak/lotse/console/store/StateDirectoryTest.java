package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One console at a time has a state directory. */
class StateDirectoryTest {

    @Test
    void theFolderIsMadeForItsOwnerOnly(@TempDir Path folder) throws IOException {
        try (var state = StateDirectory.open(folder.resolve("a").resolve("state"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nobodyElseCanHoldTheLock(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("console.lock"));
        StateDirectory.open(folder).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("console.lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondConsoleIsToldWhoHasItInOneLine(@TempDir Path folder) {
        try (var state = StateDirectory.open(folder)) {
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> StateDirectory.open(folder))
                    .withMessageContaining("in use by another console (process "
                            + ProcessHandle.current().pid() + ")")
                    .withMessageContaining("LOTSE_STATE_DIR")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
            assertThat(state.path()).isEqualTo(folder);
        }
        StateDirectory.open(folder).close();
    }

    @Test
    void anotherProcessDoesNotGetItEither(@TempDir Path folder) throws Exception {
        try (var state = StateDirectory.open(folder)) {
            Process other = holder(state.path());
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("in use by another console");
        }
    }

    @Test
    void aFileInItsPlaceIsAPlainSentence(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> StateDirectory.open(file))
                .withMessageContaining("cannot be written");
    }

    private static Process holder(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Another console, as far as the folder is concerned. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) {
            try {
                StateDirectory.open(Path.of(args[0])).close();
                System.out.println("got it");
            } catch (StartException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
