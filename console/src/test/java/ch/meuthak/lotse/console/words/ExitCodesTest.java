package ch.meuthak.lotse.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exit code means. */
class ExitCodesTest {
    private static final long MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              0 | no error
              1 | error of the program
            125 | container engine failed
            126 | cannot be executed
            127 | was not found
            130 | interrupted
            134 | SIGABRT
            137 | was killed (exit code 137, SIGKILL: often out of memory)
            139 | crashed (exit code 139, SIGSEGV
            143 | was stopped (exit code 143, SIGTERM)
            """)
    void theCodesThatHaveAMeaningSayIt(int code, String meaning) {
        assertThat(ExitCodes.ended(code)).contains(meaning, String.valueOf(code));
    }

    @Test
    void anyOtherCodeIsSaidAsItIs() {
        assertThat(ExitCodes.ended(3)).isEqualTo("exited with code 3");
        assertThat(ExitCodes.ended(255)).isEqualTo("exited with code 255");
        assertThat(ExitCodes.ended(-1)).isEqualTo("exited with code -1");
        assertThat(ExitCodes.ended(128)).isEqualTo("exited with code 128");
        assertThat(ExitCodes.ended(138)).isEqualTo("was ended by signal 10 (exit code 138)");
    }

    /** Every code can follow the same subject. */
    @Test
    void everyCodeEndsASentenceOfOneLine() {
        for (int code = -1; code < 300; code++) {
            assertThat("It " + ExitCodes.ended(code) + ".")
                    .matches("It [a-z][^\\n.]*\\.")
                    .contains(String.valueOf(code));
        }
    }

    @Test
    void outOfMemorySaysTheLimit() {
        assertThat(ExitCodes.outOfMemory(137, 192 * MIB))
                .isEqualTo("ran out of memory: the kernel killed it at its limit of 192 MiB (exit code 137)");
        assertThat(ExitCodes.outOfMemory(137, 0)).contains("machine had none left");
        assertThat(ExitCodes.outOfMemory(1, MIB)).contains("1 MiB", "exited with code 1");
    }
}
