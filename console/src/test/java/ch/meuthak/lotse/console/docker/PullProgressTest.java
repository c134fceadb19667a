package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine says in streams, made short. */
class PullProgressTest {

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thousandsOfMessagesBecomeALineASecond() throws Exception {
        List<String> lines = new ArrayList<>();
        var text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append(
                    "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":%d,\"total\":52428800},\"id\":\"layer%d\"}\n"
                            .formatted(i * 1000, i % 3));
        }

        JsonLines.read(stream(text.toString()), 1 << 20, new PullProgress(lines::add));

        assertThat(lines).hasSizeBetween(1, 10).allMatch(line -> line.startsWith("Pulling: ") && line.length() <= 200);
        assertThat(lines.getFirst()).isEqualTo("Pulling: 0.0 of 50.0 MiB, 0 of 1 layers done");
    }

    @Test
    void outputIsTakenOutOfItsFramesAndCutToTheLastLines() throws Exception {
        byte[] frames = {
            1, 0, 0, 0, 0, 0, 0, 4, 'o', 'n', 'e', '\n', 2, 0, 0, 0, 0, 0, 0, 6, 't', 'w', 'o', '\n', 't', 'h', 1, 0, 0,
            0, 0, 0, 0, 4, 'r', 'e', 'e', '\n'
        };
        var all = new LogTail(10);
        var last = new LogTail(1);
        all.read(new ByteArrayInputStream(frames), false);
        last.read(new ByteArrayInputStream(frames), false);

        assertThat(all.lines()).containsExactly("one", "two", "three");
        assertThat(last.lines()).containsExactly("three");
    }

    @Test
    void aFrameThatSaysItIsHugeIsReadAsFarAsItGoes() throws Exception {
        byte[] frame = {1, 0, 0, 0, -1, -1, -1, -1, 'e', 'n', 'd'};
        var tail = new LogTail(10);

        tail.read(new ByteArrayInputStream(frame), false);

        assertThat(tail.lines()).containsExactly("end");
    }

    @Test
    void theOutputOfATerminalHasNoFrames() throws Exception {
        var tail = new LogTail(10);

        tail.read(stream("one\r\n\u001b[31mtwo\u001b[0m\r\n"), true);

        assertThat(tail.lines()).containsExactly("one", "two");
    }
}
