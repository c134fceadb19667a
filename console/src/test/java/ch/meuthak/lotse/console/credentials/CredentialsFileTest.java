package ch.meuthak.lotse.console.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.CredentialsFile.Flaw;
import ch.meuthak.lotse.console.facts.CredentialsFile.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a credentials file is not as the block that was to be pasted. */
class CredentialsFileTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String BLOCK = "[default]\naws_access_key_id=ASIAIOSFODNN7EXAMPLE\naws_secret_access_key="
            + SECRET + "\naws_session_token=IQoJb3JpZ2luX2VjEXAMPLE==\n";

    private final Path file;

    CredentialsFileTest(@TempDir Path folder) {
        file = folder.resolve("credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# comment\n\n",
                "; another\n",
                "[other]\naws_access_key_id=AKIAI44QH8DHBEXAMPLE\n\n",
                "[profile something]\nregion = us-east-1\n"
            })
    void theBlockAsTheLabGivesItIsSoundWhateverElseIsThere(String before) {
        CredentialsFile looked = look(before + BLOCK);

        assertThat(looked.flaws()).isEmpty();
        assertThat(looked.holdsProfile()).isTrue();
    }

    @Test
    void noFileIsNoFlaw() {
        assertThat(CredentialsFileCheck.read(file, "default")).isEmpty();
    }

    @Test
    void twoBlocksAreSaidWithTheirLines() {
        CredentialsFile looked = look(BLOCK + "\n" + BLOCK);

        assertThat(looked.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.sentence()).startsWith("There are 2 blocks [default], in lines 1 and 6.");
            assertThat(flaw.weight()).isEqualTo(Weight.RISKY);
        });
        assertThat(looked.isFlawed()).isTrue();
        assertThat(looked.isBroken()).isFalse();
    }

    @Test
    void ofTwoBlocksAnIncompleteLastOneMixesTwoPastes() {
        CredentialsFile looked = look(
                BLOCK + "[default]\naws_access_key_id=ASIAI44QH8DHBEXAMPLE\naws_secret_access_key=" + SECRET + "\n");

        assertThat(looked.isBroken()).isTrue();
        assertThat(sentences(looked))
                .contains(
                        "The last block lacks aws_session_token, so the SDK combines it with that of an earlier block");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [default]\\naws_access_key_id=\\naws_secret_access_key=s                        | Line 2: aws_access_key_id has no value
            [default]\\naws_access_key_id=ASIAX\\naws_secret_access_key=s\\naws_session_token= | Line 4: aws_session_token has no value
            [default]\\naws_access_key_id="ASIAX"\\naws_secret_access_key=s                 | Line 2: the quotes
            [default]\\nAWS_ACCESS_KEY_ID=ASIAX\\nAWS_SECRET_ACCESS_KEY=s                   | Line 2: aws_access_key_id must be written in lower case
            [default]\\nexport AWS_ACCESS_KEY_ID=ASIAX                                      | Line 2 is for a shell
            export AWS_ACCESS_KEY_ID=ASIAX                                                  | Line 1 is before any [default]
            aws_access_key_id=ASIAX\\naws_secret_access_key=s                               | Line 1 is before any [default]
            [Default]\\naws_access_key_id=ASIAX                                             | Line 1 must be [default]
            [profile default]\\naws_access_key_id=ASIAX                                     | Line 1 must be [default]
            [default]\\naws_access_key_id=ASIAX                                             | The profile default has no aws_secret_access_key
            [default]\\naws_secret_access_key=s                                             | The profile default has no aws_access_key_id
            [default]\\naws_access_key_id: ASIAX                                            | Line 2 is not a setting
            [default]\\naws_access_key_id=ASIAX\\naws_secret_access_key=s\\naws_session_token=abc\\ndef | Line 5 is not a setting
            [default]\\n  aws_access_key_id=ASIAX                                           | Line 2 begins with blanks
            """)
    void whatBreaksIsSaidWithItsLine(String written, String said) {
        CredentialsFile looked = look(written.replace("\\n", "\n"));

        assertThat(looked.isBroken()).isTrue();
        assertThat(sentences(looked)).contains(said);
    }

    @Test
    void aByteOrderMarkBreaks() {
        assertThat(sentences(look("\uFEFF" + BLOCK))).contains("byte order mark");
    }

    @Test
    void lineEndsOfWindowsAreSaidAndDoNoHarm() {
        CredentialsFile looked = look(BLOCK.replace("\n", "\r\n"));

        assertThat(looked.flaws()).containsExactly(new Flaw("It has Windows line ends.", Weight.HARMLESS));
        assertThat(looked.isFlawed()).isFalse();
    }

    @Test
    void nothingOfAValueIsInWhatIsSaid() {
        String twice = BLOCK + "\n" + BLOCK.replace("=", "= \"") + SECRET + "\nexport AWS_SECRET_ACCESS_KEY=" + SECRET;
        CredentialsFile looked = look(twice);

        assertThat(looked.flaws()).hasSizeGreaterThan(3);
        assertThat(looked.toString()).doesNotContain("wJalr", "IOSFODNN", "IQoJ");
    }

    @ParameterizedTest
    @CsvSource({
        "x_security_token_expires,2026-11-25T18:00:00+01:00",
        "aws_expiration,2026-11-25T17:00:00.000Z",
    })
    void theEndThatAToolHasNotedIsRead(String name, String time) {
        assertThat(look(BLOCK + name + " = " + time + "\n").expires()).contains(Instant.parse("2026-11-25T17:00:00Z"));
    }

    @Test
    void whenItWasWrittenIsTold() throws IOException {
        Files.writeString(file, BLOCK);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-25T08:00:00Z")));

        assertThat(CredentialsFileCheck.read(file, "default").orElseThrow().written())
                .isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
    }

    @Test
    void aFileOfAnySizeIsLookedAtInBounds() {
        String huge = BLOCK + "x\n".repeat(200_000);

        assertThat(look(huge).flaws()).hasSize(8);
    }

    private CredentialsFile look(String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return CredentialsFileCheck.read(file, "default").orElseThrow();
    }

    private static String sentences(CredentialsFile looked) {
        List<String> all = looked.flaws().stream().map(Flaw::sentence).toList();
        return String.join(" ", all);
    }
}
