package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void oneRecordIsOneLineWhateverIsInIt() {
        LogRecord entry = new LogRecord(Level.SEVERE, "first\r\nforged line");
        entry.setLoggerName("ch.meuthak.lotse.server.Problems");
        entry.setThrown(new IllegalStateException("outer\n", new IOException("inner")));
        String line = new LogLine().format(entry);
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .matches("(?s)\\d{4}-\\d\\d-\\d\\dT.*Z SEVERE Problems: first\\?\\?forged line.*")
                .contains("IllegalStateException: outer?", "IOException: inner", "LogLineTest");
    }

    @Test
    void nothingTurnsTheDirectionOfALineAndNoCharacterIsCutInTwo() {
        assertThat(Printable.of("ref \u202eniam\u2066 \ud83d", 100)).isEqualTo("ref ?niam? ?");
        assertThat(Printable.of("abc\ud83d\ude80def", 4)).isEqualTo("abc...");
        assertThat(Printable.of("abc\ud83d\ude80def", 5)).isEqualTo("abc\ud83d\ude80...");
    }

    @Test
    void theControlsFromU0080OnAreHiddenAndLineEndsBecomeBlanksWhereAskedFor() {
        assertThat(Printable.of("a\u009b31m\u0085b", 100)).isEqualTo("a?31m?b");
        assertThat(Printable.line("a\u009bb\r\n\tc\u001b")).isEqualTo("a?b   c?");
    }

    @Test
    void theOutputOfAProgramLosesItsColoursAndWhatATerminalWouldObey() {
        assertThat(Printable.output("\u001b[1;31mred\u001b[0m\tand\u001b[?25l \u009b31mplain\u0007", 100))
                .isEqualTo("red\tand 31mplain");
        assertThat(Printable.output("123456", 5)).isEqualTo("12345...");
    }

    @Test
    void anExcerptIsOneLineOfAHundredCharacters() {
        assertThat(Printable.excerpt("  a\r\n\tb \u0007")).isEqualTo("a b ?");
        assertThat(Printable.excerpt("x".repeat(101))).isEqualTo("x".repeat(100) + "...");
    }
}
