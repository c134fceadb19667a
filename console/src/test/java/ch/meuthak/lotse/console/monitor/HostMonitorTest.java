package ch.meuthak.lotse.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.meuthak.lotse.console.facts.Box.Cpu;
import ch.meuthak.lotse.console.facts.Box.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMonitorTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path proc = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private HostMonitor watch;

    @BeforeEach
    void aMachine() throws IOException {
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 1000 kB\nMemAvailable: 400 kB\n");
        watch = new HostMonitor(proc, proc, proc);
    }

    @Test
    void memoryAndDiskAreThoseOfTheMachine() throws IOException {
        Resources left = look(0, 0, 0);

        assertThat(left.memory()).isEqualTo(1_024_000);
        assertThat(left.availableMemory()).isEqualTo(409_600);
        assertThat(left.disk()).isEqualTo(Files.getFileStore(proc).getTotalSpace());
        assertThat(left.freeDisk()).isBetween(1L, left.disk());
    }

    @Test
    void stolenTimeIsThatOfTheLastMinuteAndNotOfAMoment() throws IOException {
        assertThat(look(0, 1000, 0).cpu()).isEmpty();
        assertThat(look(15, 1100, 900).cpu()).as("after a quarter of a minute").isEmpty();
        assertThat(share(look(60, 2000, 1000).cpu())).isCloseTo(0.5, within(1e-9));
        assertThat(share(look(75, 3100, 900).cpu())).as("since the second 15").isCloseTo(0.0, within(1e-9));
        assertThat(share(look(600, 4000, 2000).cpu())).as("after a long sleep").isCloseTo(0.5, within(0.06));
    }

    @Test
    void aLimitOfTheControlGroupThatThrottlesIsSeen() throws IOException {
        Files.writeString(proc.resolve("cpu.stat"), "nr_throttled 1\nthrottled_usec 1000000\n");
        look(0, 0, 0);
        Files.writeString(proc.resolve("cpu.stat"), "nr_throttled 9\nthrottled_usec 46000000\n");

        assertThat(look(60, 600, 0).cpu().orElseThrow().throttled()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void aMachineThatTellsNothingGivesNothing() throws IOException {
        Files.delete(proc.resolve("meminfo"));

        assertThat(watch.look(NOON)).isEmpty();
    }

    private static double share(Optional<Cpu> cpu) {
        return cpu.orElseThrow().steal();
    }

    /** Ticks since it started: at work, and stolen. */
    private Resources look(int second, long busy, long stolen) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  " + busy + " 0 0 0 0 0 0 " + stolen + " 0 0\n");
        return watch.look(NOON.plusSeconds(second)).orElseThrow();
    }
}
