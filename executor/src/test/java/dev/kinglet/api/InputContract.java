package dev.kinglet.api;

import static dev.kinglet.api.ExecutorFixture.endless;
import static dev.kinglet.api.ExecutorFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.execute.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where inputs may come from, and what becomes of those that cannot be had. */
interface InputContract extends ExecutorFixture {

    @Test
    default void aMapOverFuturesTakesTheirValues() {
        FutureList<Integer> squares = executor().map(x -> x * x, List.of(1, 2, 3));

        FutureList<String> texts = executor().map(square -> "<" + square + ">", squares);

        assertThat(texts.join()).containsExactly("<1>", "<4>", "<9>");
    }

    @Test
    default void aValueThatIsLateHoldsUpNoOtherAndTheOrderStays(@TempDir Path place) {
        String late = place.resolve("late").toString();
        FutureList<Integer> values = executor()
                .map(
                        x -> {
                            if (x == 0) {
                                Await.until("the others", () -> Files.exists(Path.of(late)));
                            }
                            return x;
                        },
                        IntStream.range(0, 10).boxed().toList(),
                        CallOptions.defaults().callsPerInvocation(1));

        FutureList<String> texts = executor().map(value -> "<" + value + ">", values);
        FutureList<Integer> lengths = executor().map(String::length, texts);
        Iterator<CallFuture<Integer>> completed = lengths.asCompleted().iterator();
        Set<Integer> first = new HashSet<>();
        while (first.size() < 9) {
            first.add(completed.next().call().call());
        }
        boolean wasLate = !values.get(0).isDone();
        touch(late);

        assertThat(wasLate).isTrue();
        assertThat(first).doesNotContain(0);
        assertThat(texts.join())
                .isEqualTo(IntStream.range(0, 10).mapToObj(x -> "<" + x + ">").toList());
        assertThat(lengths.join()).containsOnly(3).hasSize(10);
        assertThat(executor().reduce(texts, (a, b) -> a + b).join()).isEqualTo("<0><1><2><3><4><5><6><7><8><9>");
    }

    @Test
    default void aCallWhoseInputIsStillToComeCanBeCancelled(@TempDir Path place) {
        String late = place.resolve("late").toString();
        FutureList<Integer> values = executor()
                .map(
                        x -> {
                            if (x == 1) {
                                Await.until("the cancellation", () -> Files.exists(Path.of(late)));
                            }
                            return x;
                        },
                        List.of(0, 1, 2),
                        CallOptions.defaults().callsPerInvocation(1));
        FutureList<Integer> next = executor().map(x -> x + 10, values);
        assertThat(next.get(2).join()).isEqualTo(12);

        assertThat(next.get(1).cancel(true)).isTrue();
        touch(late);

        assertThat(next.outcomes().get(1))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(values.join()).containsExactly(0, 1, 2);
        assertThat(next.get(0).join()).isEqualTo(10);
    }

    private static void touch(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    default void inputsThatAreCutShortByTheDeadlineDoNotLookLikeAll() {
        Iterator<Integer> slow = Stream.of(1, 2, 3)
                .peek(x -> {
                    if (x == 3) {
                        await(new CountDownLatch(1));
                    }
                })
                .iterator();

        FutureList<Integer> values =
                executor().map(x -> x, slow, CallOptions.defaults().deadline(Duration.ofSeconds(2)));

        assertThatThrownBy(values::join).hasMessageContaining("failed with DEADLINE_EXCEEDED before its first attempt");
        assertThat(values.outcomes().getLast()).isInstanceOf(CallOutcome.Failed.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void largeInputsAndResultsGoThroughTheStore() {
        byte[] input = new byte[3_000_000];
        input[2_999_999] = 7;

        FutureList<byte[]> copies = executor().map(byte[]::clone, List.of(input, input, new byte[0]));

        List<byte[]> results = copies.join();
        assertThat(results.get(1)).isEqualTo(input);
        assertThat(results.get(2)).isEmpty();
    }

    @Test
    default void anEndlessIteratorIsReadOnlyAsCallsAreDispatched() {
        FutureList<Integer> values = executor().map(x -> x, endless());
        Set<Integer> first = new HashSet<>();
        Iterator<CallFuture<Integer>> completed = values.asCompleted().iterator();
        while (first.size() < 500) {
            first.add(completed.next().join());
        }

        values.cancel();

        assertThat(values.awaitAll(Duration.ofSeconds(30))).isTrue();
        assertThat(values.outcomes()).hasSizeGreaterThanOrEqualTo(500);
    }

    @Test
    default void anIteratorMayWaitForTheResultOfAnEarlierCall() {
        BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
        Iterator<Integer> fedBack =
                Stream.iterate(1, x -> x < 100, _ -> taken(results)).iterator();

        FutureList<Integer> doubled = executor().map(x -> 2 * x, fedBack);
        for (CallFuture<Integer> each : doubled.asCompleted()) {
            results.add(each.join());
        }

        assertThat(doubled.join()).containsExactly(2, 4, 8, 16, 32, 64, 128);
    }

    private static <T> T taken(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void aStreamIsClosedAtItsEnd() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Integer> inputs = Stream.of(1, 2, 3).onClose(() -> closed.set(true));

        FutureList<Integer> values = executor().map(x -> -x, inputs);

        assertThat(values.join()).containsExactly(-1, -2, -3);
        assertThat(closed).isTrue();
    }

    @Test
    default void aStreamThatCannotBeClosedFailsTheJob() {
        Stream<Integer> inputs = Stream.of(1, 2).onClose(() -> {
            throw new IllegalStateException("the source cannot be closed");
        });

        FutureList<Integer> values = executor().map(x -> x, inputs);

        assertThat(values.awaitAll(Duration.ofSeconds(30))).isTrue();
        assertThatThrownBy(values::join).hasMessageContaining("the source cannot be closed");
    }

    @Test
    default void inputsThatCannotBeReadFailTheJob() {
        Iterator<Integer> broken = Stream.of(1, 2)
                .map(x -> {
                    if (x == 2) {
                        throw new IllegalStateException("the source is broken");
                    }
                    return x;
                })
                .iterator();

        FutureList<Integer> values = executor().map(x -> x, broken);

        assertThat(values.awaitAll(Duration.ofSeconds(30))).isTrue();
        assertThatThrownBy(values::join).hasMessageContaining("the source is broken");
    }

    @Test
    default void anInputThatCannotTravelFailsItsCallAlone() {
        FutureList<String> values = executor().map(String::valueOf, List.of("a", new Thread(() -> {}), "c"));

        List<CallOutcome<String>> outcomes = values.outcomes();

        assertThat(outcomes.get(0)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(outcomes.get(2)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(CallOutcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.INPUT_NOT_SERIALIZABLE);
            assertThat(failed.failure().summary()).contains("java.lang.Thread");
        });
    }

    @Test
    default void aPatternThatMatchesNothingIsRefusedWhereTheUserCalls() {
        assertThatThrownBy(() -> executor().map(text -> text.size(), Inputs.objects(folder() + "/nothing-*.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing-*.txt");
    }

    @Test
    default void anInputThatIsDamagedIsNotTheFunctionsFault() throws IOException {
        Path damaged = folder().resolve("damaged-" + getClass().getSimpleName() + ".txt.gz");
        Files.write(damaged, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 77, 77, 77});

        CallFailedException failure = catchThrowableOfType(
                CallFailedException.class,
                () -> executor()
                        .map(text -> text.length(), Inputs.texts(damaged.toString()))
                        .join());

        assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_NOT_DECODABLE);
        assertThat(failure).hasMessageContaining(damaged.toString());
    }
}
