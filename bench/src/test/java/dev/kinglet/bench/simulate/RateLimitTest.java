package dev.kinglet.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void noMoreThanTheRatePassInASecond() {
        RateLimit limit = new RateLimit(100);
        int inFirstSecond = 0;
        for (int i = 0; i < 250; i++) {
            inFirstSecond += limit.pass(0) < 1 ? 1 : 0;
        }

        assertThat(inFirstSecond).isEqualTo(100);
        assertThat(limit.pass(0)).isEqualTo(2.5);
        assertThat(limit.passed()).isEqualTo(251);
    }

    @Test
    void whoIsToldOfLaterButComesSoonerDoesNotWaitForTheOther() {
        RateLimit limit = new RateLimit(10);

        assertThat(limit.pass(7.05)).isEqualTo(7.05);
        assertThat(limit.pass(0.5)).isEqualTo(0.5);
        assertThat(limit.pass(0.55)).isEqualTo(0.6);
    }
}
