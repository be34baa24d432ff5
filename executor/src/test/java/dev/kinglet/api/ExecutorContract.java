package dev.kinglet.api;

import static dev.kinglet.api.ExecutorFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallContext;
import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.ErrorCode;
import dev.kinglet.FlopsReport;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an executor promises, whatever its platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExecutorContract implements InputContract, FailureContract {

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

    @Override
    public FunctionExecutor executor() {
        if (made == null) {
            throw new IllegalStateException("no executor was made");
        }
        return made;
    }

    @Override
    public Path folder() {
        return folder;
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
        assertThat(seen.join()).containsExactly(job + "/0/0 1 true 300", job + "/0/1 1 true 300");
    }

    @Test
    void anExecutorMadeByAFunctionHasTheSettingsOfItsOwn() {
        String nested = executor()
                .call(
                        x -> {
                            try (FunctionExecutor inner = FunctionExecutor.create()) {
                                return inner.toString();
                            }
                        },
                        1)
                .join();

        assertThat(nested).isEqualTo(executor().toString());
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
            if (x == 3 || context.attempt() == 1) {
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
}
