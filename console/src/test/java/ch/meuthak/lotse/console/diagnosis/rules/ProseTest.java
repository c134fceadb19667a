package ch.meuthak.lotse.console.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is refused: each of these was once in a text. */
class ProseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Whoever calls it is cut off.",
                "It is cut off for whoever calls it.",
                "Mend what is broken.",
                "It was created anew.",
                "The target is ill.",
                "The console is not told the token.",
                "The doctor asks, and he reads it.",
                "Of what is served, nothing is trusted.",
                "It is  late.",
                "It is late",
                "it is late.",
                "It is is late.",
                "It is late .",
                "It is late Check the clock.",
                "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                        + " eighteen nineteen twenty and one more and two more words."
            })
    void aBadTextIsRefused(String text) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Prose.check(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "semarb3-2 has no registered target.",
                "i-0ac165e251c3c44ac:5000: It does not answer.",
                "AWS denies DescribeAddresses, DescribeLoadBalancers, DescribeTargetGroups and ListCertificates. The rest works."
            })
    void aGoodOneIsNot(String text) {
        assertThatNoException().isThrownBy(() -> Prose.check(text));
    }
}
