package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who go away in the middle: a line in the log each, and never a stack trace. */
@Timeout(120)
class BrokenOffCallsTest {
    private static final String HALF =
            "POST /hooks/redeploy HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{\"digest\"";

    private final List<LogRecord> log = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.addHandler(handler);
    }

    @AfterEach
    void leave() {
        root.removeHandler(handler);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HALF,
                "POST /hooks/redeploy HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n",
                "POST /hooks/redeploy HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf",
                "POST /hooks/redeploy HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /hooks/redeploy HTTP/1.1\r\nHost: ",
                "GET /hooks/redeploy/abc HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST"
            })
    void whoeverGoesAwayInTheMiddleLeavesNoStackTrace(String half, @TempDir Path state) throws IOException {
        try (HookBox box = new HookBox(state)) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(box.socket()))) {
                channel.write(ByteBuffer.wrap(half.getBytes(UTF_8)));
            }
            box.send(Call.get("later")); // connections are taken in turn: the first one was
        }

        assertThat(log).allSatisfy(entry -> assertThat(entry.getThrown()).isNull());
        assertThat(log).filteredOn(this::isAboutTheCall).hasSizeLessThanOrEqualTo(1);
    }

    private boolean isAboutTheCall(LogRecord entry) {
        return !entry.getLoggerName().endsWith("LotseServer");
    }

    @Test
    void theOperatorSeesThatABodyWasBrokenOffAndACallerWhoStillReadsIsTold(@TempDir Path state) throws IOException {
        try (HookBox box = new HookBox(state);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(box.socket()))) {
            channel.write(ByteBuffer.wrap(HALF.getBytes(UTF_8)));
            channel.shutdownOutput();

            assertThat(Call.Reply.read(Channels.newInputStream(channel)).status())
                    .isEqualTo(400);
            assertThat(box.lastCall(false).status()).isEqualTo(400);
            assertThat(box.lastCall(false).cause()).isEqualTo("The request ended before it was whole.");
        }
    }
}
