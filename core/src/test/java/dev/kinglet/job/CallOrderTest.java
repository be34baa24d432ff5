package dev.kinglet.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CallOrderTest {

    private final CallOrder order = new CallOrder();

    @Test
    void theSchedulerCountsOnWhateverThePlaces() {
        assertThat(order.add(new int[] {7, 100})).isZero();
        assertThat(order.add(new int[] {0})).isEqualTo(2);

        assertThat(order.place(1)).isEqualTo(100);
        assertThat(order.number(100)).isEqualTo(1);
        assertThat(order.number(0)).isEqualTo(2);
        assertThat(order.number(8)).isEqualTo(-1);
        assertThat(order.number(100_000)).isEqualTo(-1);
    }

    @Test
    void aCallThatIsCancelledBeforeTheSchedulerHearsOfItIsRemembered() {
        assertThat(order.cancel(3)).isEqualTo(-1);

        order.add(new int[] {2, 3});

        assertThat(order.wasCancelled(0)).isFalse();
        assertThat(order.wasCancelled(1)).isTrue();
        assertThat(order.cancel(2)).isZero();
    }
}
