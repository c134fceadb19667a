package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcmExpiringTest extends RuleTest {
    AcmExpiringTest() {
        fault("in 20 days", scene -> ending(scene, Duration.ofDays(20)));
        edge("in 30 days", scene -> ending(scene, Duration.ofDays(30)));
        edge("an hour ago", scene -> ending(scene, Duration.ofHours(-1)));
    }

    private static void ending(Scene scene, Duration in) {
        Certificates.change(scene, one -> Certificates.until(one, NOON.plus(in)));
    }

    @ParameterizedTest
    @CsvSource({"29, WARNING", "14, WARNING", "13, ERROR", "7, ERROR", "6, CRITICAL", "0, CRITICAL"})
    void theFewerDaysAreLeftTheMoreItMatters(int days, Severity expected) {
        assertThat(found(Scene.with(scene -> ending(scene, Duration.ofDays(days).plusHours(1))))
                        .severity())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'The certificate expires in less than a minute.'",
        "59, 'The certificate expires in less than a minute.'",
        "60, 'The certificate expires in 1 minute.'",
        "3600, 'The certificate expires in 1 hour.'",
        "86399, 'The certificate expires in 23 hours.'",
        "86400, 'The certificate expires in 1 day.'",
        "172800, 'The certificate expires in 2 days.'"
    })
    void theRestOfItsLifeIsSaidInOneUnit(long seconds, String cause) {
        Finding found = found(Scene.with(scene -> ending(scene, Duration.ofSeconds(seconds))));

        assertThat(found.cause()).isEqualTo(cause);
        assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    }
}
