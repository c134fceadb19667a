package ch.meuthak.lotse.console.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.credentials.CredentialText.Line;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class CredentialTextTest {

    @Test
    void theNameOfASectionIsReadWithoutTheBlanksAroundItAndTheCommentAfterIt() {
        assertThat(CredentialText.of("[default]\n [ lab one\t] # mine\n[];none\n[a] b")
                        .lines())
                .containsExactly(
                        new Line.Section(1, "default"),
                        new Line.Section(2, "lab one"),
                        new Line.Section(3, ""),
                        new Line.Unknown(4));
    }

    /** In a thread of its own, as nothing interrupts a pattern. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSectionOfBlanksThatNeverEndsIsReadAtOnce() {
        assertThat(CredentialText.of("[" + " ".repeat(60_000) + "x").lines()).containsExactly(new Line.Unknown(1));
        assertThat(CredentialText.of("[a]" + " ".repeat(60_000) + "x").lines()).containsExactly(new Line.Unknown(1));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void aValueOfCommentsIsReadAtOnce() {
        assertThat(CredentialText.of("a=b" + " #".repeat(30_000) + "\u2028c").lines())
                .containsExactly(new Line.Setting(1, "a", "b"));
    }
}
