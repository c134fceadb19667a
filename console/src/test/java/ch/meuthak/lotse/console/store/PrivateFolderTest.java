package ch.meuthak.lotse.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others on the machine may have put into a state directory, and what they can do with one. */
@SuppressWarnings("NullAway.Init")
class PrivateFolderTest {
    @TempDir
    private Path folder;

    private Path state;
    private Path elsewhere;

    @BeforeEach
    void make() throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
        elsewhere = folder.resolve("elsewhere");
        mode(state, "rwx------");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private void refused(String... words) {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> StateDirectory.open(state).close())
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    private void taken() {
        StateDirectory.open(state).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwxr-xrwx", "rwx-w----", "rwx----w-", "rwxrwxr-x"})
    void aDirectoryThatOthersCanWriteIsRefusedWithWhatToDo(String mode) throws IOException {
        mode(state, mode);

        refused("can be written by others", "chmod 700 " + state);
        assertThat(state).isEmptyDirectory();
        mode(state, "rwxr-xr-x");
        taken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console.lock",
                "lotse.db",
                "lotse.db-wal",
                "lotse.db-shm",
                "lotse.db-journal",
                "console-token",
                "console-token.new",
                "hook.sock",
                "releases",
                "slots",
                "anything"
            })
    void aLinkThatSomebodyHasPlantedIsNotFollowed(String name) throws IOException {
        Files.createSymbolicLink(state.resolve(name), elsewhere);

        refused(name + " is a symbolic link", "remove it");
        assertThat(elsewhere).doesNotExist();
        Files.createDirectory(elsewhere);
        refused(name + " is a symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLinkDeeperInsideIsSeenToo() throws IOException {
        Path slots = Files.createDirectories(state.resolve("releases").resolve("slots"));
        Files.createSymbolicLink(slots.resolve("blue.json"), elsewhere);

        refused("blue.json is a symbolic link");
    }

    @Test
    void aFileWithAnotherNameElsewhereIsRefused() throws IOException {
        Files.createLink(state.resolve("lotse.db"), Files.writeString(elsewhere, "precious"));

        refused("hard link");
        assertThat(elsewhere).hasContent("precious");
    }

    @Test
    void whatIsInItIsKeptToItsOwnerWhateverItWas() throws IOException {
        Path file = Files.createFile(state.resolve("lotse.db"));
        Path inside = Files.createDirectory(state.resolve("tls"));
        mode(file, "rw-rw-rw-");
        mode(inside, "rwxrwxrwx");
        Path program = Files.createFile(inside.resolve("program"));
        mode(program, "rwxr-xr-x");

        taken();

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(inside)).isEqualTo("rwx------");
        assertThat(mode(program)).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryInAPlaceWhereEverybodyCanPutAnotherInItsPlaceIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        state = Files.createDirectory(open.resolve("state"));
        mode(state, "rwx------");
        mode(open, "rwxrwxrwx");

        refused("Everybody can write " + open, "chmod o-w " + open);
        chmod("1777", open);
        taken();
    }

    @Test
    void aLinkToTheDirectoryItselfIsTheOperatorsOwnBusiness() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), state);
        StateDirectory.open(link).close();
        mode(state, "rwxrwxrwx");
        assertThatThrownBy(() -> StateDirectory.open(link)).hasMessageContaining("can be written by others");
    }

    /** As the volume of the console's image. */
    @Test
    void aDirectoryThatIsMeantForTheConsolesGroupIsTaken() throws Exception {
        chmod("2770", state);
        taken();
        chmod("2777", state);
        refused("can be written by others");
        chmod("00770", state);
        refused("can be written by others");
    }

    @Test
    void somebodyElsesDirectoryAndFilesAreRefused() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Path file = Files.createFile(state.resolve("lotse.db"));
        chown(file);
        refused("lotse.db belongs to the user 65534", "chown");
        Files.delete(file);
        chown(state);
        refused("belongs to the user 65534", "chown");
    }

    /** For whatever opens them without a console around. */
    @Test
    void theDatabaseAndTheTokenFollowNoLinkThemselves() throws IOException {
        Files.createSymbolicLink(state.resolve("lotse.db"), elsewhere);
        assertThatThrownBy(() -> SqliteUsedIds.in(state, InstantSource.system()).size())
                .hasMessageContaining("symbolic link");
        Files.createSymbolicLink(state.resolve("console-token.new"), elsewhere);
        Files.createSymbolicLink(state.resolve("console-token"), elsewhere);
        ConsoleToken.load(state, "");

        assertThat(elsewhere).doesNotExist();
        assertThat(mode(state.resolve("console-token"))).isEqualTo("rw-------");
        assertThat(state.resolve("console-token")).isRegularFile().isNotEmptyFile();
        assertThat(Files.isSymbolicLink(state.resolve("console-token"))).isFalse();
    }

    private static void chmod(String mode, Path path) throws Exception {
        run("chmod", mode, path.toString());
    }

    private static void chown(Path path) throws Exception {
        run("chown", "65534", path.toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
