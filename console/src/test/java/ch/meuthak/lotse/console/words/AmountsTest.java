package ch.meuthak.lotse.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s, 0 ms, 0 s, less than a minute",
        "250, 250 ms, 250 ms, 0 s, less than a minute",
        "1500, 1.5 s, 1.5 s, 1 s, less than a minute",
        "30000, 30 s, 30.0 s, 30 s, less than a minute",
        "125000, 125 s, 2 min 5 s, 2 min, 2 minutes",
        "3600000, 3600 s, 1 h 0 min, 1 h, 1 hour",
        "172799000, 172799 s, 47 h 59 min, 47 h, 1 day",
        "259200000, 259200 s, 72 h 0 min, 3 d, 3 days"
    })
    void aDurationHasOneFormForEachUse(long millis, String limit, String exact, String coarse, String span) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Amounts.limit(duration)).isEqualTo(limit);
        assertThat(Amounts.exact(duration)).isEqualTo(exact);
        assertThat(Amounts.coarse(duration)).isEqualTo(coarse);
        assertThat(Amounts.span(duration)).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 MiB", "1048575, 0 MiB", "201326592, 192 MiB"})
    void aSizeIsInMebibytesRoundedDown(long bytes, String words) {
        assertThat(Amounts.mebibytes(bytes)).isEqualTo(words);
    }
}
