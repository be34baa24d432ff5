package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallContext;
import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.FlopsReport;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.RemoteFunction;
import dev.kinglet.execute.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an executor promises, whatever its platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExecutorContract {

    @TempDir
    static Path folder;

    private @Nullable FunctionExecutor made;

    /** The settings that choose the platform. */
    abstract Map<String, String> platform();

    @BeforeAll
    void create() {
        Map<String, String> settings = new java.util.HashMap<>(platform());
        settings.putIfAbsent(
                "store", folder.resolve(getClass().getSimpleName()).toUri().toString());
        settings.putIfAbsent("workers", "2");
        made = FunctionExecutor.create(settings);
    }

    @AfterAll
    void close() {
        executor().close();
    }

    FunctionExecutor executor() {
        if (made == null) {
            throw new IllegalStateException("no executor was made");
        }
        return made;
    }

    record Trip(String zone, double fare) {}

    @Test
    void aMapGivesItsResultsInTheOrderOfItsInputs() {
        List<Integer> squares = executor().map(x -> x * x, List.of(1, 2, 3)).join();

        assertThat(squares).containsExactly(1, 4, 9);
    }

    @Test
    void anEmptyMapIsAnEmptyList() {
        FutureList<Integer> none = executor().map(x -> x + 1, List.<Integer>of());

        assertThat(none.join()).isEmpty();
        assertThat(none.size()).isZero();
        assertThat(none.outcomes()).isEmpty();
        assertThat(none.asCompleted()).isEmpty();
        assertThat(none.awaitAny(Duration.ZERO)).isTrue();
    }

    @Test
    void nullResultsStayInTheirPlaces() {
        RemoteFunction<Integer, @Nullable Integer> evenOnly = x -> x % 2 == 0 ? x : null;

        List<@Nullable Integer> values = executor()
                .<Integer, @Nullable Integer>map(evenOnly, List.of(1, 2, 3, 4))
                .join();

        assertThat(values).containsExactly(null, 2, null, 4);
    }

    @Test
    void manyCallsKeepTheirOrder() {
        List<Integer> inputs = IntStream.range(0, 20_000).boxed().toList();

        assertThat(executor().map(x -> x + 1, inputs).join())
                .isEqualTo(IntStream.rangeClosed(1, 20_000).boxed().toList());
    }

    @Test
    void aCallTakesWhatItsLambdaCaptures() {
        Trip base = new Trip("north", 2.5);

        Trip doubled = executor()
                .call(factor -> new Trip(base.zone(), base.fare() * factor), 2)
                .join();

        assertThat(doubled).isEqualTo(new Trip("north", 5.0));
    }

    @Test
    void aReductionJoinsInOrderInAFunction() {
        FutureList<String> letters = executor().map(x -> String.valueOf((char) ('a' + x)), List.of(0, 1, 2, 3));

        CallFuture<String> word = executor().reduce(letters, (a, b) -> a + b);

        assertThat(word.join()).isEqualTo("abcd");
    }

    @Test
    void aReductionOfManyValuesTakesSeveralLevels() {
        FutureList<Integer> values =
                executor().map(x -> x, IntStream.rangeClosed(1, 10_000).boxed().toList());

        assertThat(executor().reduce(values, Integer::sum).join()).isEqualTo(50_005_000);
    }

    @Test
    void aReductionOfNothingSaysSo() {
        CallFuture<Integer> sum = executor().reduce(executor().map(x -> x + 1, List.<Integer>of()), Integer::sum);

        CallFailedException failure = failure(sum);
        assertThat(failure.code()).isEqualTo(ErrorCode.DEPENDENCY_FAILED);
        assertThat(failure).hasMessageContaining("nothing to reduce");
    }

    @Test
    void aMapReduceCountsOverFiles() throws IOException {
        Path corpus =
                Files.createDirectories(folder.resolve("corpus-" + getClass().getSimpleName()));
        for (int i = 0; i < 40; i++) {
            Files.writeString(corpus.resolve("text" + i + ".txt"), "one two\nthree\n".repeat(i));
        }

        CallFuture<Long> lines =
                executor().mapReduce(text -> text.lines().count(), Inputs.objects(corpus + "/*.txt"), Long::sum);

        assertThat(lines.join()).isEqualTo(2L * IntStream.range(0, 40).sum());
        assertThat(lines.report().inputBytes())
                .isEqualTo(14L * IntStream.range(0, 40).sum());
    }

    @Test
    void aMapOverFuturesTakesTheirValues() {
        FutureList<Integer> squares = executor().map(x -> x * x, List.of(1, 2, 3));

        FutureList<String> texts = executor().map(square -> "<" + square + ">", squares);

        assertThat(texts.join()).containsExactly("<1>", "<4>", "<9>");
    }

    @Test
    void aValueThatIsLateHoldsUpNoOtherAndTheOrderStays(@TempDir Path place) {
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

    private static void touch(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCallWhoseInputIsStillToComeCanBeCancelled(@TempDir Path place) {
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

    @Test
    void inputsThatAreCutShortByTheDeadlineDoNotLookLikeAll() {
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
    void largeInputsAndResultsGoThroughTheStore() {
        byte[] input = new byte[3_000_000];
        input[2_999_999] = 7;

        FutureList<byte[]> copies = executor().map(byte[]::clone, List.of(input, input, new byte[0]));

        List<byte[]> results = copies.join();
        assertThat(results.get(1)).isEqualTo(input);
        assertThat(results.get(2)).isEmpty();
    }

    @Test
    void aWarmInlineCallMakesNoStoreRequest() {
        RemoteFunction<Integer, Integer> increment = x -> x + 1;
        for (int i = 0; i < 20; i++) {
            // Every worker has run it, so that each has its code.
            executor()
                    .map(
                            increment,
                            IntStream.range(0, 64).boxed().toList(),
                            CallOptions.defaults().callsPerInvocation(1))
                    .join();
        }

        CallFuture<Integer> warm = executor().call(increment, 41);

        assertThat(warm.join()).isEqualTo(42);
        assertThat(warm.report().storeRequests()).isEqualTo(Map.of());
    }

    @Test
    void aFunctionThatThrowsFailsWithItsRemoteStackAndLeavesTheOthers() {
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
                .hasMessageContaining("ExecutorContract");
    }

    @Test
    void failingFastCancelsTheRest() {
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
    void anEndlessIteratorIsReadOnlyAsCallsAreDispatched() {
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
    void anIteratorMayWaitForTheResultOfAnEarlierCall() {
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

    private static Iterator<Integer> endless() {
        return Stream.iterate(0, x -> x + 1).iterator();
    }

    @Test
    void aStreamIsClosedAtItsEnd() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Integer> inputs = Stream.of(1, 2, 3).onClose(() -> closed.set(true));

        FutureList<Integer> values = executor().map(x -> -x, inputs);

        assertThat(values.join()).containsExactly(-1, -2, -3);
        assertThat(closed).isTrue();
    }

    @Test
    void aStreamThatCannotBeClosedFailsTheJob() {
        Stream<Integer> inputs = Stream.of(1, 2).onClose(() -> {
            throw new IllegalStateException("the source cannot be closed");
        });

        FutureList<Integer> values = executor().map(x -> x, inputs);

        assertThat(values.awaitAll(Duration.ofSeconds(30))).isTrue();
        assertThatThrownBy(values::join).hasMessageContaining("the source cannot be closed");
    }

    @Test
    void inputsThatCannotBeReadFailTheJob() {
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
    void anInputThatCannotTravelFailsItsCallAlone() {
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
    void aResultThatCannotTravelIsAnError() {
        CallFailedException failure = failure(executor().call(x -> new Thread(() -> {}), 1));

        assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_NOT_SERIALIZABLE);
        assertThat(failure).hasMessageContaining("java.lang.Thread");
    }

    @Test
    void aFunctionThatCapturesAThreadIsRefusedWhereTheUserCalls() {
        Thread thread = new Thread(() -> {});

        assertThatThrownBy(() -> executor().map(x -> thread.getName() + x, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("function captures")
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void aPatternThatMatchesNothingIsRefusedWhereTheUserCalls() {
        assertThatThrownBy(() -> executor().map(text -> text.size(), Inputs.objects(folder + "/nothing-*.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing-*.txt");
    }

    @Test
    void anInputThatIsDamagedIsNotTheFunctionsFault() throws IOException {
        Path damaged = folder.resolve("damaged-" + getClass().getSimpleName() + ".txt.gz");
        Files.write(damaged, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 77, 77, 77});

        CallFailedException failure = catchThrowableOfType(
                CallFailedException.class,
                () -> executor()
                        .map(text -> text.length(), Inputs.texts(damaged.toString()))
                        .join());

        assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_NOT_DECODABLE);
        assertThat(failure).hasMessageContaining(damaged.toString());
    }

    @Test
    void anAttemptThatFailedIsMadeAgainWhereTheUserAsks() {
        RemoteFunction<Integer, Integer> second = x -> {
            int attempt = CallContext.current().attempt();
            if (attempt == 0) {
                throw new IllegalStateException("not yet");
            }
            return attempt;
        };

        CallOptions again = CallOptions.defaults().retryingFunctionFailures().attempts(3);

        assertThat(executor().call(second, 1, again).join()).isEqualTo(1);
        assertThat(failure(executor().call(second, 1)).attempts()).isEqualTo(1);
    }

    @Test
    void aFunctionKnowsItsCall() {
        FutureList<String> seen = executor()
                .map(
                        x -> {
                            CallContext context = CallContext.current();
                            return context.call() + " " + context.attempt() + " "
                                    + (context.timeLeft().toSeconds() > 50) + " " + context.memoryMegabytes();
                        },
                        List.of(1, 2),
                        CallOptions.defaults().timeLimit(Duration.ofSeconds(60)).memoryMegabytes(300));

        String job = seen.job();
        assertThat(seen.join()).containsExactly(job + "/0/0 0 true 300", job + "/0/1 0 true 300");
    }

    @Test
    void aFunctionCanUseTheStore() {
        String key = "mine/" + getClass().getSimpleName();
        executor()
                .call(
                        text -> {
                            CallContext.current()
                                    .store()
                                    .put(key, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                            return text.length();
                        },
                        "kept")
                .join();

        int length = executor()
                .call(any -> CallContext.current().store().get(key).length, 0)
                .join();

        assertThat(length).isEqualTo(4);
    }

    @Test
    void whatAFunctionLogsComesBackWithItsCall() {
        CallFuture<Integer> call = executor()
                .call(
                        x -> {
                            CallContext.current().logger().log(System.Logger.Level.INFO, "saw " + x);
                            return x;
                        },
                        17);

        assertThat(call.join()).isEqualTo(17);
        assertThat(call.log()).contains("saw 17");
    }

    @Test
    void operationsThatFunctionsTellOfCountOnceForEachCallThatSucceeds() {
        RemoteFunction<Integer, Integer> counting = x -> {
            CallContext context = CallContext.current();
            context.report().flops(1_000);
            if (x == 3 || context.attempt() == 0) {
                throw new IllegalStateException("what this attempt did is dropped");
            }
            context.report().flops(x);
            return x;
        };

        FutureList<Integer> values = executor()
                .map(
                        counting,
                        List.of(1, 2, 3),
                        CallOptions.defaults().retryingFunctionFailures().attempts(2));
        values.outcomes();

        FlopsReport flops = values.report().flops();
        assertThat(flops.operations()).isEqualTo(2_003);
        assertThat(flops.effectivePerSecond()).isPositive();
        assertThat(flops.peakPerSecond()).isPositive();
        assertThat(flops.curve().stream().mapToDouble(rate -> rate).sum()).isCloseTo(2_003, Offset.offset(1e-6));
    }

    @Test
    void cancellingStopsCallsThatWouldNeverEnd() {
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
    void cancellingAFutureCancelsItsCall() {
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
    void aCallBeyondItsTimeLimitIsTimedOut() {
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
    void aJobBeyondItsDeadlineEnds() {
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
    void aDependencyThatFailedFailsWhatDependsOnIt() {
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

    @Test
    void futuresComposeLikeAnyCompletableFuture() {
        CallFuture<Integer> two = executor().call(x -> x * 2, 1);
        CallFuture<Integer> three = executor().call(x -> x * 3, 1);

        assertThat(two.thenCombine(three, Integer::sum).thenApply(x -> x + 1).join())
                .isEqualTo(6);
    }

    @Test
    void manyThreadsMaySubmitAtOnce() throws InterruptedException {
        List<Integer> sums = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(n -> Thread.ofVirtual()
                        .start(() -> sums.add(
                                executor()
                                        .map(
                                                x -> x + n,
                                                IntStream.range(0, 200).boxed().toList())
                                        .join()
                                        .stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sums)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).map(n -> 19_900 + 200 * n).boxed().toList());
    }

    static CallFailedException failure(CallFuture<?> future) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, future::join);
        assertThat(thrown).as("the call succeeded").isNotNull();
        if (thrown.getCause() instanceof CallFailedException failure) {
            return failure;
        }
        throw new AssertionError("the future failed otherwise than by its call", thrown);
    }
}
