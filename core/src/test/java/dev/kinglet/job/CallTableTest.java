package dev.kinglet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.stage.InputReference;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CallTableTest {

    private static final InputReference INPUT = new InputReference.Inline(new byte[] {1});
    private static final AttemptOutcome FAILED =
            new AttemptOutcome.Failed(ErrorCode.FUNCTION_THREW, RemoteFailure.of("broken"));

    private final CallTable table = new CallTable();

    @Test
    void callsAreNumberedOnFromTheLast() {
        assertThat(table.add(List.of(INPUT, INPUT))).isZero();
        assertThat(table.add(List.of(INPUT))).isEqualTo(2);
        assertThat(table.counts().known()).isEqualTo(3);
    }

    @Test
    void aCallThatEndedLetsItsInputGo() {
        table.add(List.of(INPUT, INPUT));
        assertThat(table.inputs(new int[] {1, 0})).containsExactly(INPUT, INPUT);

        table.end(1, inline(5), 1, "");

        assertThatThrownBy(() -> table.inputs(new int[] {1})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStageThatEndsBeforeItsInputsHasOneCallMoreThatFailed() {
        table.add(List.of(INPUT));
        table.end(0, inline(1), 1, "");

        table.finish(FAILED);
        table.finish(FAILED);

        assertThat(table.counts().known()).isEqualTo(2);
        assertThat(table.counts().firstFailed()).isEqualTo(1);
        assertThat(table.outcome(0)).isInstanceOf(AttemptOutcome.Inline.class);
    }

    @Test
    void callsWithPlacesMayComeInAnyOrderAndThoseThatNeverCameEndWithTheStage() {
        assertThat(table.addAt(new int[] {2}, List.of(INPUT))).containsExactly(2);
        assertThat(table.counts().known()).isEqualTo(3);
        assertThat(table.addAt(new int[] {0, CallSupply.LAST}, List.of(INPUT, INPUT)))
                .containsExactly(0, 3);
        assertThat(table.inputs(new int[] {3, 2, 0})).containsExactly(INPUT, INPUT, INPUT);
        table.complete();

        table.end(2, inline(5), 1, "");
        table.finish(FAILED);

        assertThat(table.counts().known()).isEqualTo(4);
        assertThat(table.outcome(1)).isEqualTo(FAILED);
        assertThat(table.outcome(2)).isInstanceOf(AttemptOutcome.Inline.class);
        assertThat(table.addAt(new int[] {4}, List.of(INPUT))).isNull();
    }

    @Test
    void theFirstEndOfACallCounts() {
        table.add(List.of(INPUT));
        table.end(0, FAILED, 2, "its log");

        table.end(0, inline(1), 1, "another");

        assertThat(table.outcome(0)).isEqualTo(FAILED);
        assertThat(table.attempts(0)).isEqualTo(2);
        assertThat(table.log(0)).isEqualTo("its log");
        assertThat(table.counts().ended()).isEqualTo(1);
    }

    @Test
    void theOrderOfEndsIsKeptAcrossChunks() {
        int calls = 10_000;
        table.add(Collections.nCopies(calls, INPUT));
        for (int call = calls - 1; call >= 0; call--) {
            table.end(call, inline(call), 1, "");
        }

        assertThat(table.endedAt(0)).isEqualTo(calls - 1);
        assertThat(table.endedAt(calls - 1)).isZero();
        assertThat(table.outcome(7_777))
                .isInstanceOfSatisfying(
                        AttemptOutcome.Inline.class,
                        value -> assertThat(value.value()).containsExactly(7_777 & 0xff));
    }

    @Test
    void whatHasNotEndedWhenTheStageIsOverEndsWithIt() {
        table.add(List.of(INPUT, INPUT));
        table.end(0, inline(1), 1, "");

        table.finish(FAILED);
        assertThat(table.add(List.of(INPUT))).isNegative();

        assertThat(table.outcome(0)).isInstanceOf(AttemptOutcome.Inline.class);
        assertThat(table.outcome(1)).isEqualTo(FAILED);
        assertThat(table.counts().firstFailed()).isEqualTo(1);
    }

    @Test
    void aWaitThatIsNotFulfilledInTimeSaysSo() throws InterruptedException {
        assertThat(table.await(CallTable.Counts::complete, 0)).isFalse();
        assertThat(table.await(CallTable.Counts::complete, TimeUnit.MILLISECONDS.toNanos(1)))
                .isFalse();
    }

    @Test
    void aWaitForACallThatNeverComesEndsWithTheStage() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                table.awaitEnd(3);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        table.finish(FAILED);

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    private static AttemptOutcome inline(int value) {
        return new AttemptOutcome.Inline(new byte[] {(byte) value});
    }
}
