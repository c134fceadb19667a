package ch.meuthak.lotse.console.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the Linux that the tests run on, and on files as another one would write them. */
class HostTest {
    private static final String NET_HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void memoryIsReadInBytes() throws IOException {
        Path file = write("meminfo", "MemTotal:         983108 kB\nMemFree: 1 kB\nMemAvailable:     412300 kB\n");

        assertThat(Memory.read(file)).contains(new Memory(983108L * 1024, 412300L * 1024));
    }

    @Test
    void thisMachineTellsOfItsMemory() throws IOException {
        assertThat(Memory.read(Memory.FILE).orElseThrow())
                .satisfies(memory -> assertThat(memory.available()).isBetween(1L, memory.total()));
    }

    @Test
    void aBootHasAName() throws IOException {
        assertThat(BootId.read(BootId.FILE)).hasSize(36).isEqualTo(BootId.read(BootId.FILE));
        assertThat(BootId.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void theKernelsKillsForMemoryAreCounted() throws IOException {
        assertThat(MemoryKills.read(write("vmstat", "nr_free_pages 12\noom_kill 3\noom_kill_other 9\n")))
                .hasValue(3);
        assertThat(MemoryKills.read(MemoryKills.FILE)).isPresent();
        assertThat(MemoryKills.read(write("older", "nr_free_pages 12\n"))).isEmpty();
        assertThat(MemoryKills.read(folder.resolve("none"))).isEmpty();
        assertThat(MemoryKills.read(write("broken", "oom_kill many\n"))).isEmpty();
    }

    @Test
    void aMachineThatDoesNotTellOfItsMemoryGivesNone() throws IOException {
        assertThat(Memory.read(folder.resolve("none"))).isEmpty();
        assertThat(Memory.read(write("old", "MemTotal: 983108 kB\n"))).isEmpty();
        assertThat(Memory.read(write("odd", "MemTotal: kB\nMemAvailable: many\n")))
                .isEmpty();
    }

    @Test
    void stolenTimeIsItsShareOfAllTimeSinceTheEarlierReading() throws IOException {
        ProcessorTime before = ProcessorTime.read(write("stat", "cpu  100 0 50 800 50 0 0 0 7 7\ncpu0 1 1 1 1\n"))
                .orElseThrow();
        ProcessorTime after = ProcessorTime.read(write("stat", "cpu  130 0 60 800 50 0 0 60 7 7\ncpu0 1 1 1 1\n"))
                .orElseThrow();

        assertThat(after.since(before)).isEqualTo(new ProcessorTime(100, 0, 60));
        assertThat(after.since(before).stolenOfAll()).isCloseTo(0.6, within(1e-9));
        assertThat(before.since(before).stolenOfAll()).isZero();
        assertThat(before.since(after).stolenOfAll()).isZero();
    }

    @Test
    void theShareOfWhatWasWantedLeavesIdleTimeOut() {
        assertThat(new ProcessorTime(100, 60, 30).stolenOfWanted()).isCloseTo(0.75, within(1e-9));
        assertThat(new ProcessorTime(100, 100, 0).stolenOfWanted()).isZero();
    }

    @Test
    void aMachineWithoutStolenTimeGivesNone() throws IOException {
        assertThat(ProcessorTime.read(write("stat", "cpu  130 0 60 800 50\n"))).isEmpty();
        assertThat(ProcessorTime.read(folder.resolve("none"))).isEmpty();
        assertThat(ProcessorTime.read(ProcessorTime.FILE)).isPresent();
    }

    @Test
    void aSocketThatListensIsFoundWithItsAddress() throws IOException {
        try (var loopback = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var everywhere = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            assertThat(Listening.read(Path.of("/proc/net")))
                    .extracting(Listening::address)
                    .contains(new InetSocketAddress(loopback.getInetAddress(), loopback.getLocalPort()))
                    .anySatisfy(found -> {
                        assertThat(found.getPort()).isEqualTo(everywhere.getLocalPort());
                        assertThat(found.getAddress().isAnyLocalAddress()).isTrue();
                    });
        }
        assertThat(Listening.read(folder)).isEmpty();
    }

    @Test
    void ipv6AddressesAreReadWordByWordAndConnectionsAreNoListeners() throws IOException {
        write("tcp", NET_HEAD + "   0: 0100007F:13D8 0100007F:9C40 01 00000000:00000000 00:00000000 00000000 0 0 1\n");
        write(
                "tcp6",
                NET_HEAD
                        + "   0: B80D0120000000000000000001000000:1388 00000000000000000000000000000000:0000 0A"
                        + " 00000000:00000000 00:00000000 00000000  1001        0 20345 1\n");

        assertThat(Listening.read(folder))
                .containsExactly(
                        new Listening(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5000), 1001));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
