package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console makes of an edge that does not answer as HAProxy does. */
@Timeout(120)
class RuntimeSocketTest {
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private static final String READY = "# pxname,svname,status,addr\n"
            + Stream.of(Slot.values())
                    .flatMap(slot -> Sections.of(slot).all().stream())
                    .map(section -> section + ",app,UP,10.0.0.1:5000\n")
                    .collect(Collectors.joining());

    private final Path folder;
    private final CountDownLatch end = new CountDownLatch(1);

    RuntimeSocketTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void withoutASocketItSaysThatTheEdgeCannotBeAsked() {
        assertFailsEverywhere("cannot be asked");
    }

    @Test
    void aSocketThatNobodyListensOnIsTheSame() throws IOException {
        listen().close();
        assertFailsEverywhere("cannot be asked");
    }

    @Test
    void anEdgeThatHangsIsNotWaitedFor() throws IOException {
        try (var server = listen()) {
            serve(server, client -> end.await());
            assertFailsEverywhere("did not answer in time", DEADLINE);
        } finally {
            end.countDown();
        }
    }

    @Test
    void oneThatDoesNotEvenAcceptIsNotEither() throws IOException {
        try (var server = listen()) {
            assertThat(server.isOpen()).isTrue();
            assertFailsEverywhere("did not answer in time", DEADLINE);
        }
    }

    @Test
    void oneThatAnswersAByteAtATimeIsNotEither() throws IOException {
        try (var server = listen()) {
            serve(server, client -> {
                while (true) {
                    client.write(bytes("x"));
                    Thread.sleep(20);
                }
            });
            assertFailsEverywhere("did not answer in time", DEADLINE);
        }
    }

    @Test
    void oneThatNeverEndsIsCutOff() throws IOException {
        try (var server = listen()) {
            serve(server, client -> {
                while (true) {
                    client.write(bytes("0x1 slot blue\n".repeat(1000)));
                }
            });
            assertFailsEverywhere("256 KiB");
        }
    }

    @Test
    void oneThatSpeaksOfSomethingElseIsNotBelieved() throws Exception {
        try (var server = listen()) {
            serve(server, client -> client.write(bytes("HTTP/1.1 200 OK\r\n\r\nhello\u0007")));
            assertFailsEverywhere("HTTP/1.1 200 OK");
        }
    }

    @Test
    void numbersThatAreNoneAreNotBelieved() throws Exception {
        try (var server = listen()) {
            answer(
                    server,
                    command -> command.startsWith("show table ")
                            ? "# table: " + command.substring(11) + ", type: string, size:32, used:0\n"
                            : "# pxname,svname,hrsp_5xx\nslot_blue,BACKEND,-7\n");
            assertThatThrownBy(() -> edge(Duration.ofSeconds(20)).traffic(Slot.BLUE))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("hrsp_5xx is \"-7\"");
            assertThatThrownBy(() -> edge(Duration.ofSeconds(20)).traffic(Slot.GREEN))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("slot_green/BACKEND");
        }
    }

    @Test
    void anEmptyMapIsNoSlotAndAStrangeOneNeither() throws Exception {
        try (var server = listen()) {
            serve(server, client -> client.write(bytes("\n")));
            assertThat(edge(Duration.ofSeconds(20)).active()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Permission denied\n", "", "hangs"})
    void theFileIsPutBackWhenTheEdgeDoesNotTakeTheSwitch(String toSetMap) throws Exception {
        Path map = Files.writeString(folder.resolve("active.map"), "slot blue\n");
        try (var server = listen()) {
            answer(server, command -> {
                if (command.startsWith("set map")) {
                    assertThat(map).as("written before").hasContent("slot green");
                    if (toSetMap.equals("hangs")) {
                        end.await();
                    }
                    return toSetMap;
                }
                return command.startsWith("show map") ? "0x1 slot blue\n" : command.equals("show stat") ? READY : "\n";
            });
            assertThatThrownBy(() -> edge(DEADLINE).route(Slot.GREEN, URI.create("http://10.0.0.1:5000")))
                    .isInstanceOf(PlatformException.class);
        } finally {
            end.countDown();
        }
        assertThat(map).hasContent("slot blue");
    }

    @Test
    void aTableThatIsNotThereIsNotBelieved() throws Exception {
        try (var server = listen()) {
            answer(server, command -> command.startsWith("show table ") ? "No such table\n" : READY);
            assertThatThrownBy(() -> edge(Duration.ofSeconds(20)).traffic(Slot.BLUE))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("No such table");
        }
    }

    @Test
    void quotedFieldsOfTheStatisticsAreOneField() throws Exception {
        var row = Statistics.parse("# pxname,svname,last_chk,addr\nslot_blue,app,\"a \"\"b\"\", c\",1.2.3.4:5,\n")
                .server("slot_blue");

        assertThat(row.text("last_chk")).isEqualTo("a \"b\", c");
        assertThat(row.text("addr")).isEqualTo("1.2.3.4:5");
    }

    private void assertFailsEverywhere(String sentence) {
        assertFailsEverywhere(sentence, Duration.ofSeconds(20));
    }

    private void assertFailsEverywhere(String sentence, Duration deadline) {
        HaProxyEdge edge = edge(deadline);
        for (Call call : new Call[] {
            edge::active, () -> edge.traffic(Slot.BLUE), () -> edge.route(Slot.BLUE, URI.create("http://127.0.0.1:1"))
        }) {
            long began = System.nanoTime();
            assertThatThrownBy(call::run)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(sentence)
                    .hasMessageMatching("The edge .*[.?]");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(deadline.plusSeconds(10));
        }
    }

    private HaProxyEdge edge(Duration deadline) {
        return new HaProxyEdge(
                new HaProxySettings(socket(), folder.resolve("active.map"), deadline, Duration.ofSeconds(1)));
    }

    private Path socket() {
        return folder.resolve("haproxy.sock");
    }

    private ServerSocketChannel listen() throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return server.bind(UnixDomainSocketAddress.of(socket()));
    }

    private static void answer(ServerSocketChannel server, Commands commands) {
        ByteBuffer command = ByteBuffer.allocate(1000);
        serveRead(server, command, client -> {
            String text = StandardCharsets.ISO_8859_1.decode(command.flip()).toString();
            client.write(bytes(commands.answer(text.strip())));
        });
    }

    private static void serve(ServerSocketChannel server, Answer answer) {
        serveRead(server, ByteBuffer.allocate(1000), answer);
    }

    private static void serveRead(ServerSocketChannel server, ByteBuffer command, Answer answer) {
        Thread.ofPlatform().daemon().start(() -> {
            while (server.isOpen()) {
                try (SocketChannel client = server.accept()) {
                    client.read(command.clear());
                    answer.give(client);
                } catch (IOException | InterruptedException e) {
                    // the client has had enough
                }
            }
        });
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface Answer {
        void give(SocketChannel client) throws IOException, InterruptedException;
    }

    private interface Commands {
        String answer(String command) throws InterruptedException;
    }

    private interface Call {
        void run() throws PlatformException;
    }
}
