package dev.kinglet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How large an invocation becomes by what others took. */
final class BatchSizeTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int MOST = 8_192;
    private static final BatchSize.Bounds BOUNDS = new BatchSize.Bounds(50 * MILLI, 8, MOST);

    @Test
    void whenCallsGetLongerInvocationsShrinkAtOnce() {
        BatchSize size = grown(1_000, 0, 0);

        size = size.measured(8_192, 8_192L * MILLI, 8_192L * MILLI);

        assertThat(size.calls()).isEqualTo(50);
    }

    @Test
    void aShortCallAmongLongOnesDoesNotMakeInvocationsLarge() {
        BatchSize size = BatchSize.first(BOUNDS);
        for (int i = 0; i < 20; i++) {
            size = size.measured(1, i % 3 == 2 ? 1_000 : SECOND, SECOND);
            assertThat(size.calls()).isEqualTo(1);
        }
    }

    @Test
    void theWayToTheWorkerAndBackIsNoReasonForSmallInvocations() {
        assertThat(grown(1_000, 0, 200 * MILLI).calls()).isEqualTo(MOST);
    }

    @Test
    void aWayThatGetsLongerIsNoReasonForSmallInvocations() {
        BatchSize size = grown(1_000, 0, MILLI);
        for (int i = 0; i < 20; i++) {
            size = size.measured(8_192, 8_192_000, 8_192_000 + 100 * MILLI);
        }

        assertThat(size.calls()).isGreaterThan(4_000);
    }

    @Test
    void whatEachCallTakesBesideItsRunIsAReasonForSmallInvocations() {
        assertThat(grown(1_000, 10 * MILLI, MILLI).calls()).isBetween(3, 6);
        assertThat(grown(1_000, SECOND, MILLI).calls()).isEqualTo(1);
    }

    private static BatchSize grown(long runNanos, long beside, long ofInvocation) {
        BatchSize size = BatchSize.first(BOUNDS);
        for (int i = 0; i < 30; i++) {
            int calls = size.calls();
            size = size.measured(calls, calls * runNanos, calls * (runNanos + beside) + ofInvocation);
        }
        return size;
    }

    @Test
    void aSizeIsAtMostEightTimesOneThatWasMeasured() {
        BatchSize size = BatchSize.first(BOUNDS);
        for (int measured = 1; measured < MOST; measured = size.calls()) {
            size = size.measured(measured, measured, measured);
            assertThat(size.calls()).isEqualTo(Math.min(MOST, 8 * measured));
        }
    }

    @Test
    void whatCameBackUndoneIsNotSentAgainInTheSameNumber() {
        BatchSize size = grown(1_000, 0, 0).cutShort(7);

        assertThat(size.calls()).isEqualTo(7);
        assertThat(size.cutShort(0).calls()).isEqualTo(1);
        assertThat(size.cutShort(100).calls()).isEqualTo(7);
    }

    @Test
    void withoutAWorkerOnlyTheRunsCount() {
        assertThat(BatchSize.first(BOUNDS).measured(1, 10 * MILLI, -1).calls()).isEqualTo(5);
    }

    @Test
    void aValueIsNotChangedByWhatIsMeasuredLater() {
        BatchSize before = grown(1_000, 0, 0);
        int calls = before.calls();

        before.measured(1, SECOND, SECOND);

        assertThat(before.calls()).isEqualTo(calls);
    }
}
