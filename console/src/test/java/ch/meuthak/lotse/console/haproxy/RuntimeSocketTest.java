package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.OpenRequests;
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
        assertFailsEverywhere("cannot be reached");
    }

    @Test
    void aSocketThatNobodyListensOnIsTheSame() throws IOException {
        listen().close();
        assertFailsEverywhere("cannot be reached");
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
                    command -> "# pxname,svname,scur\nslot_blue,BACKEND,-7\n\n"
                            + "# table: open_by_kind, type: string, size:32, used:0\n");
            assertThatThrownBy(() -> edge(Duration.ofSeconds(20)).open(Slot.BLUE))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("reports \"-7\" as scur");
            assertThatThrownBy(() -> edge(Duration.ofSeconds(20)).open(Slot.GREEN))
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

    /** A stream that ends between the two answers must not hide a request that has none yet: a drain would cut it. */
    @Test
    void allThatIsOpenIsCountedBeforeItsKindsInOneQuestion() throws Exception {
        try (var server = listen()) {
            answer(
                    server,
                    command -> command.equals("show stat;show table open_by_kind")
                            ? "# pxname,svname,scur\nslot_blue,BACKEND,1\nhooks_blue,BACKEND,0\nuncounted_blue,BACKEND,1\n\n"
                                    + "# table: open_by_kind, type: string, size:32, used:1\n"
                                    + "0x55d: key=blue-stream use=0 exp=0 shard=0 conn_cur=0\n\n"
                            : "?");
            assertThat(edge(Duration.ofSeconds(20)).open(Slot.BLUE)).isEqualTo(new OpenRequests(2, 0, 0, 0));
        }
    }

    @Test
    void theAnswersOfASlotAreAddedUpOfOneQuestion() throws Exception {
        try (var server = listen()) {
            answer(
                    server,
                    command -> command.equals("show info;show table requests")
                            ? "Name: HAProxy\nPid: 8\nStart_time_sec: 1796048928\n\n"
                                    + "# table: requests, type: string, size:4, used:2\n"
                                    + "0x55d: key=body use=1 exp=0 conn_cur=1 gpc0=1 gpc1=2 gpc2=3 gpc3=4\n"
                                    + "0x55e: key=other use=0 exp=0 shard=0 conn_cur=0 gpc0=10 gpc1=20 gpc2=30 gpc3=40\n\n"
                            : "?");
            String run = "Start_time_sec: 1796048928 Pid: 8";
            assertThat(edge(Duration.ofSeconds(20)).traffic(Slot.BLUE)).isEqualTo(Traffic.of(run, 11, 22));
            assertThat(edge(Duration.ofSeconds(20)).traffic(Slot.GREEN)).isEqualTo(Traffic.of(run, 33, 44));
        }
    }

    @Test
    void aTableThatIsNotThereIsNotBelieved() throws Exception {
        try (var server = listen()) {
            answer(server, command -> "Pid: 8\nStart_time_sec: 1\n\nNo such table\n");
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
