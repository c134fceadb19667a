package ch.meuthak.lotse.console.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine whose files say what it was given. */
class CpuSupplyTest {
    @TempDir
    private Path folder = Path.of("");

    private long now = 1_000;
    private long total;
    private long idle;
    private long stolen;

    @BeforeEach
    void aMachine() throws IOException {
        Files.createDirectories(folder.resolve("cpu"));
        write();
    }

    private CpuSupply supply() {
        return new CpuSupply(folder.resolve("stat"), folder, () -> now, 10);
    }

    /** Ticks of a hundredth of a second; the rest was at work. */
    private void pass(Duration time, long idleTicks, long stolenTicks, int processors) throws IOException {
        now += time.toNanos();
        total += time.toMillis() / 10 * processors;
        idle += idleTicks;
        stolen += stolenTicks;
        write();
    }

    private void write() throws IOException {
        long busy = total - idle - stolen;
        Files.writeString(folder.resolve("stat"), "cpu  " + busy + " 0 0 " + idle + " 0 0 0 " + stolen + " 0 0\n");
    }

    private static long seconds(CpuSupply supply) {
        return TimeUnit.NANOSECONDS.toSeconds(supply.givenNanos() + TimeUnit.MILLISECONDS.toNanos(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing is withheld                                     |  20 |  500 |     0 | 1 | 20
            what the hypervisor keeps is not given                  |  20 |    0 |  1500 | 1 |  5
            an idle box has its time, whatever is stolen of a little |  20 | 1900 |    90 | 1 | 19
            of two processors the share of what was wanted counts   |  20 |    0 |  3000 | 2 |  5
            at least a tenth is given, so that a deadline ends      | 100 |    0 | 10000 | 1 | 10
            """)
    void whatIsGivenIsTheShareOfWhatWasWanted(
            String why, int passed, int idleTicks, int stolenTicks, int processors, int given) throws IOException {
        CpuSupply supply = supply();

        pass(Duration.ofSeconds(passed), idleTicks, stolenTicks, processors);

        assertThat(seconds(supply)).as(why).isEqualTo(given);
    }

    @Test
    void whatALimitThrottlesIsNotGivenEither() throws IOException {
        for (String[] file : new String[][] {
            {"cpu/cpu.stat", "nr_periods 7\nthrottled_time ", "000000000"},
            {"cpu/cpu.stat.local", "throttled_time ", "000000000"},
            {"cpu.stat", "usage_usec 7\nthrottled_usec ", "000000"},
        }) {
            Path stat = folder.resolve(file[0]);
            Files.writeString(stat, file[1] + 5 + file[2] + "\n");
            CpuSupply supply = supply();

            Files.writeString(stat, file[1] + 21 + file[2] + "\n");
            pass(Duration.ofSeconds(20), 2000, 0, 1);

            assertThat(seconds(supply)).as(file[0]).isEqualTo(4);
            Files.delete(stat);
        }
    }

    @Test
    void filesThatCannotBeReadWithholdNothingAndTheClockNeverGoesBack() throws IOException {
        CpuSupply supply = supply();
        pass(Duration.ofSeconds(10), 0, 0, 1);
        long before = supply.givenNanos();

        Files.delete(folder.resolve("stat"));
        now += Duration.ofSeconds(10).toNanos();

        assertThat(supply.givenNanos() - before)
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        Files.writeString(folder.resolve("stat"), "cpu  many 0 0 0 0 0 0 0\n");
        now += Duration.ofSeconds(10).toNanos();
        assertThat(supply.givenNanos() - before)
                .isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void thisMachineTells() {
        CpuSupply here = CpuSupply.ofThisBox(10);

        assertThat(here.givenNanos()).isGreaterThanOrEqualTo(0);
    }
}
