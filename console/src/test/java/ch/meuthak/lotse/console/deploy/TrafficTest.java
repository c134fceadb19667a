package ch.meuthak.lotse.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void aFewErrorsAmongFewRequestsAreCertainOfLittle() {
        assertThat(new Traffic("", 25, 3).errorRate()).isEqualTo(0.12);
        assertThat(new Traffic("", 25, 3).certainErrorRate()).isLessThan(0.04);
    }

    @Test
    void theMoreRequestsTheNearerTheCertainRateIsToTheRate() {
        assertThat(new Traffic("", 250, 30).certainErrorRate()).isBetween(0.06, 0.12);
        assertThat(new Traffic("", 250_000, 30_000).certainErrorRate()).isCloseTo(0.12, within(0.003));
    }

    @Test
    void aCandidateThatOnlyFailsIsCertainlyBadAfterTwentyRequests() {
        assertThat(new Traffic("", 20, 20).certainErrorRate()).isGreaterThan(0.6);
    }

    @Test
    void noErrorsAndNoRequestsAreNoRate() {
        assertThat(new Traffic("", 0, 0).certainErrorRate()).isZero();
        assertThat(new Traffic("", 1000, 0).certainErrorRate()).isZero();
    }
}
