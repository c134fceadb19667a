package ch.meuthak.lotse.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else listens where the console should, and says what he was sent. */
@Timeout(60)
class RunningConsoleTest {
    private static final String TOKEN = "token-of-the-console-0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {"%s is no status line", "HTTP/1.1 200 OK\r\n%s: is no header\r\nbad name %s: x", "HTTP/1.1 %s"})
    void theTokenIsNotOnTheTerminalWhateverTheServerSays(String answer) throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> sayToAll(server, answer.replace("%s", TOKEN) + "\r\n\r\n"));

            assertThatExceptionOfType(DoctorException.class)
                    .isThrownBy(() -> new RunningConsole(server.getLocalPort(), TOKEN).ask())
                    .withMessageContaining("does not answer (")
                    .withMessageContaining("***")
                    .satisfies(e ->
                            assertThat(e).hasMessageNotContaining("0123456789").hasNoCause());
        }
    }

    private static void sayToAll(ServerSocket server, String words) {
        while (!server.isClosed()) {
            try (Socket one = server.accept()) {
                one.getInputStream().read(new byte[4096]);
                one.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // he has gone, or the test is over
            }
        }
    }
}
