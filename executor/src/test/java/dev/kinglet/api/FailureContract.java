package dev.kinglet.api;

import static dev.kinglet.api.ExecutorFixture.endless;
import static dev.kinglet.api.ExecutorFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallContext;
import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.FutureList;
import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How calls and jobs fail and end early, and what is then said. */
interface FailureContract extends ExecutorFixture {

    @Test
    default void aFunctionThatThrowsFailsWithItsRemoteStackAndLeavesTheOthers() {
        RemoteFunction<Integer, Integer> picky = x -> {
            if (x == 2) {
                throw new IllegalStateException("two is too many", new IOException("deep"));
            }
            return x;
        };
        FutureList<Integer> values = executor().map(picky, List.of(1, 2, 3));

        List<CallOutcome<Integer>> outcomes = values.outcomes();

        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        CallOutcome.Succeeded.class, s -> assertThat(s.value()).isEqualTo(1));
        assertThat(outcomes.get(2)).isInstanceOf(CallOutcome.Succeeded.class);
        CallFailedException failure = catchThrowableOfType(CallFailedException.class, values::join);
        assertThat(failure.code()).isEqualTo(ErrorCode.FUNCTION_THREW);
        assertThat(failure.call().call()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining(values.job() + "/0/1")
                .hasMessageContaining("attempt 1")
                .hasMessageContaining("two is too many")
                .hasMessageContaining("Caused by: java.io.IOException: deep")
                .hasMessageContaining("FailureContract");
        assertThat(failure.failure().stack())
                .as("the way to the user's function is not the user's")
                .allMatch(frame -> frame.contains("FailureContract"));
        assertThat(Objects.requireNonNull(failure.failure().cause()).stack())
                .isNotEmpty()
                .allMatch(frame -> frame.contains("FailureContract"));
    }

    @Test
    default void joinGetNowAndGetThrowTheFailureAsDocumented() {
        RemoteFunction<Integer, Integer> failing = x -> {
            throw new IllegalStateException("always");
        };
        CallFuture<Integer> future = executor().call(failing, 1);

        assertThatThrownBy(future::join).isInstanceOf(CallFailedException.class);
        assertThatThrownBy(() -> future.getNow(0)).isInstanceOf(CallFailedException.class);
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CallFailedException.class);
        assertThatThrownBy(() -> executor().map(failing, List.of(1)).join()).isInstanceOf(CallFailedException.class);
    }

    @Test
    default void failingFastCancelsTheRest() {
        RemoteFunction<Integer, Integer> failing = x -> {
            throw new IllegalStateException("always");
        };
        FutureList<Integer> values =
                executor().map(failing, endless(), CallOptions.defaults().failingFast());

        List<CallOutcome<Integer>> outcomes = values.outcomes();

        assertThat(outcomes).isNotEmpty().allMatch(CallOutcome.Failed.class::isInstance);
        assertThat(outcomes)
                .anyMatch(outcome -> outcome instanceof CallOutcome.Failed<Integer> failed
                        && failed.code() == ErrorCode.FUNCTION_THREW);
    }

    @Test
    default void aResultThatCannotTravelIsAnError() {
        CallFailedException failure = failure(executor().call(x -> new Thread(() -> {}), 1));

        assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_NOT_SERIALIZABLE);
        assertThat(failure).hasMessageContaining("java.lang.Thread");
    }

    @Test
    default void aFunctionThatCapturesAThreadIsRefusedWhereTheUserCalls() {
        Thread thread = new Thread(() -> {});

        assertThatThrownBy(() -> executor().map(x -> thread.getName() + x, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("function captures")
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    default void anAttemptThatFailedIsMadeAgainWhereTheUserAsks() {
        RemoteFunction<Integer, Integer> second = x -> {
            int attempt = CallContext.current().attempt();
            if (attempt == 1) {
                throw new IllegalStateException("not yet");
            }
            return attempt;
        };

        CallOptions again = CallOptions.defaults().retryingFunctionFailures().attempts(3);

        assertThat(executor().call(second, 1, again).join()).isEqualTo(2);
        assertThat(failure(executor().call(second, 1)).attempts()).isEqualTo(1);
    }

    @Test
    default void cancellingStopsCallsThatWouldNeverEnd() {
        FutureList<Integer> values = executor()
                .map(
                        x -> {
                            new CountDownLatch(1).await();
                            return x;
                        },
                        IntStream.range(0, 10).boxed().toList());
        assertThat(values.awaitAny(Duration.ofMillis(50))).isFalse();

        values.cancel();

        assertThat(values.awaitAll(Duration.ofSeconds(30))).isTrue();
        assertThat(values.outcomes())
                .hasSize(10)
                .allMatch(outcome ->
                        outcome instanceof CallOutcome.Failed<Integer> failed && failed.code() == ErrorCode.CANCELLED);
    }

    @Test
    default void cancellingAFutureCancelsItsCall() {
        CallFuture<Integer> never = executor()
                .call(
                        x -> {
                            new CountDownLatch(1).await();
                            return x;
                        },
                        1);

        assertThat(never.cancel(true)).isTrue();

        assertThat(never.isCancelled()).isTrue();
        assertThat(executor().call(x -> x, 5).join()).isEqualTo(5);
    }

    @Test
    default void aCallBeyondItsTimeLimitIsTimedOut() {
        CallFuture<Integer> never = executor()
                .call(
                        x -> {
                            new CountDownLatch(1).await();
                            return x;
                        },
                        1,
                        CallOptions.defaults().timeLimit(Duration.ofMillis(300)));

        CallFailedException failure = failure(never);

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(failure).hasMessageContaining("300");
    }

    @Test
    default void aJobBeyondItsDeadlineEnds() {
        FutureList<Integer> values = executor()
                .map(
                        x -> {
                            new CountDownLatch(1).await();
                            return x;
                        },
                        List.of(1, 2, 3, 4),
                        CallOptions.defaults().deadline(Duration.ofMillis(400)));

        assertThat(values.outcomes())
                .allMatch(outcome -> outcome instanceof CallOutcome.Failed<Integer> failed
                        && failed.code() == ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    default void aDependencyThatFailedFailsWhatDependsOnIt() {
        FutureList<Integer> broken = executor()
                .map(
                        x -> {
                            if (x == 1) {
                                throw new IllegalStateException("broken input");
                            }
                            return x;
                        },
                        List.of(0, 1));

        List<CallOutcome<Integer>> next = executor().map(x -> x + 10, broken).outcomes();
        CallFailedException sum = failure(executor().reduce(broken, Integer::sum));

        assertThat(next.get(0)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(next.get(1)).isInstanceOfSatisfying(CallOutcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.DEPENDENCY_FAILED);
            assertThat(failed.failure().summary()).contains("broken input");
        });
        assertThat(sum.code()).isEqualTo(ErrorCode.DEPENDENCY_FAILED);
    }
}
