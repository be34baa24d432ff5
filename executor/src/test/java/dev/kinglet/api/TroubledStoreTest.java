package dev.kinglet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallOptions;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.RemoteFunction;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.api.TroubledS3.Asked;
import dev.kinglet.api.TroubledS3.Plan;
import dev.kinglet.api.TroubledS3.Trouble;
import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole jobs in worker processes over a store that gets into trouble in the middle: full, read-only, gone, slow. Each call ends, those that
 * fail say which they are and who has to act, and the others keep their values.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TroubledStoreTest {

    private static final int CALLS = 8;

    /** Too large for a response. */
    private static final int LARGE = 100_000;

    private static final CallOptions ONE_BY_ONE = CallOptions.defaults().callsPerInvocation(1);

    private @Nullable TroubledS3 server;
    private @Nullable FunctionExecutor made;

    @BeforeAll
    void open() throws Exception {
        server = new TroubledS3();
        made = FunctionExecutor.create(
                Map.of("store", s3().location("store"), "workers", "2", "memory", "256 MB", "platform", "process"));
    }

    @AfterAll
    void close() throws Exception {
        executor().close();
        s3().close();
    }

    /** What must hold after every test: once the store is well, large values go through it again. */
    @AfterEach
    void theNextJobWorks() throws IOException {
        s3().recover();
        assertThat(executor().call(Work.bytes(LARGE), 0).join()).hasSize(LARGE);
    }

    private TroubledS3 s3() {
        if (server == null) {
            throw new IllegalStateException("no server was started");
        }
        return server;
    }

    private FunctionExecutor executor() {
        if (made == null) {
            throw new IllegalStateException("no executor was made");
        }
        return made;
    }

    private static List<Integer> calls() {
        return IntStream.range(0, CALLS).boxed().toList();
    }

    /** Well for the first requests of a kind, and then in trouble. */
    private static Plan after(int well, Predicate<Asked> kind, Trouble trouble) {
        AtomicInteger seen = new AtomicInteger();
        return asked -> kind.test(asked) && seen.incrementAndGet() > well ? trouble : Trouble.NONE;
    }

    /** In trouble for the first requests of a kind, and then well. */
    private static Plan passing(int ill, Predicate<Asked> kind, Trouble trouble) {
        AtomicInteger seen = new AtomicInteger();
        return asked -> kind.test(asked) && seen.incrementAndGet() <= ill ? trouble : Trouble.NONE;
    }

    private static boolean isResult(Asked asked) {
        return asked.writes() && asked.isOf("/output");
    }

    private FutureList<byte[]> largeResults() {
        return executor().map(Work.bytes(LARGE), calls(), ONE_BY_ONE);
    }

    private static int attempts(CallOutcome<?> outcome) {
        return outcome instanceof CallOutcome.Failed<?> failed ? failed.attempts() : 0;
    }

    private static <T> void assertSplit(
            FutureList<T> values, int succeeded, ErrorCode code, int attempts, String words) {
        List<CallOutcome<T>> outcomes = values.outcomes();
        assertThat(outcomes).hasSize(CALLS);
        assertThat(outcomes.stream().filter(CallOutcome.Succeeded.class::isInstance))
                .hasSize(succeeded);
        assertFailed(values, outcomes, code, words);
        assertThat(outcomes.stream()
                        .filter(CallOutcome.Failed.class::isInstance)
                        .map(TroubledStoreTest::attempts))
                .containsOnly(attempts);
    }

    /** That those which failed did so with the code, their name, their attempts and these words. */
    private static <T> void assertFailed(
            FutureList<T> values, List<CallOutcome<T>> outcomes, ErrorCode code, String words) {
        for (CallOutcome<T> outcome : outcomes) {
            if (outcome instanceof CallOutcome.Failed<T> failed) {
                assertThat(failed.code()).as(failed.failure().describe()).isEqualTo(code);
                String when = failed.attempts() == 0 ? "before its first attempt" : "at attempt " + failed.attempts();
                assertThat(new CallFailedException(failed))
                        .hasMessageStartingWith("call " + values.job() + "/0/"
                                + failed.call().call() + " failed with " + code + " " + when + ": ")
                        .hasMessageContaining(words)
                        .hasMessageContaining(TroubledS3.BUCKET);
            }
        }
    }

    @Test
    void aStoreThatIsFullHalfWayFailsTheCallsWhoseResultsHaveNoRoom() {
        s3().from(after(4, TroubledStoreTest::isResult, Trouble.FULL));

        assertSplit(largeResults(), 4, ErrorCode.STORE_UNAVAILABLE, 3, "there is no room left");
    }

    @Test
    void aStoreThatBecomesReadOnlyFailsTheCallsWhoseResultsItRefuses() {
        s3().from(after(4, TroubledStoreTest::isResult, Trouble.DENIED));

        assertSplit(largeResults(), 4, ErrorCode.STORE_DENIED, 1, "the bucket is read-only");
    }

    @Test
    void aStoreThatIsGoneForGoodFailsTheCallsThatNeedItAndLeavesTheOthers(@TempDir Path meeting) throws IOException {
        RemoteFunction<Integer, byte[]> function = Work.everyOtherLarge(LARGE, meeting, meeting);
        assertThat(executor().map(function, List.of(-1, -2), ONE_BY_ONE).join()).hasSize(2);
        s3().from(after(2, TroubledStoreTest::isResult, Trouble.GONE));

        FutureList<byte[]> values = executor().map(function, calls(), ONE_BY_ONE);

        assertThat(values.awaitAll(Duration.ofMinutes(1))).isTrue();
        // What calls left in the store is out of reach for the driver, too.
        List<CallOutcome<byte[]>> outcomes = values.outcomes();
        assertThat(outcomes.stream().filter(CallOutcome.Succeeded.class::isInstance))
                .hasSize(CALLS / 2);
        assertFailed(values, outcomes, ErrorCode.STORE_UNAVAILABLE, "cannot connect");
        assertThat(outcomes.stream().map(TroubledStoreTest::attempts)).containsOnly(0, 1, 3);
        s3().recover();
        // Of the two, one may have been cut off from the store between its result and its commit.
        assertThat(values.outcomes().stream().filter(CallOutcome.Succeeded.class::isInstance))
                .hasSizeBetween(CALLS / 2 + 1, CALLS / 2 + 2);
    }

    @Test
    void aStoreThatIsBackAfterAWhileCostsNoCall() {
        s3().from(passing(8, asked -> true, Trouble.HANG_UP));

        assertThat(largeResults().join()).hasSize(CALLS).allMatch(value -> value.length == LARGE);
    }

    @Test
    void aStoreThatAsksForFewerRequestsGetsThem() {
        s3().from(passing(8, asked -> true, Trouble.THROTTLED));

        assertThat(largeResults().join()).hasSize(CALLS).allMatch(value -> value.length == LARGE);
    }

    @Test
    void aSlowStoreOnlyTakesLonger() {
        s3().from(asked -> Trouble.SLOW);

        assertThat(largeResults().join()).hasSize(CALLS).allMatch(value -> value.length == LARGE);
    }

    @Test
    void aResultThatTheStoreNeverTakesIsEndedByTheTimeLimitWhichSaysSo() {
        s3().from(asked -> isResult(asked) ? Trouble.SILENT : Trouble.NONE);

        FutureList<byte[]> values = executor()
                .map(Work.bytes(LARGE), List.of(1, 2), CallOptions.defaults().timeLimit(Duration.ofMillis(700)));

        assertThat(values.outcomes())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(CallOutcome.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(ErrorCode.TIMED_OUT);
                    assertThat(failed.failure().summary()).contains("its result was being written");
                }));
    }

    @Test
    void theDeadlineHoldsWhileTheStoreNeverAnswersAWorker() {
        s3().from(asked -> isResult(asked) ? Trouble.SILENT : Trouble.NONE);

        assertAllPastTheDeadline(
                executor().map(Work.bytes(LARGE), calls(), ONE_BY_ONE.deadline(Duration.ofSeconds(2))));
    }

    @Test
    void theDeadlineHoldsWhileTheStoreDoesNotTakeTheCode() {
        s3().from(asked -> Trouble.SILENT);

        FutureList<Integer> values =
                executor().map(Work.plus(-1), calls(), CallOptions.defaults().deadline(Duration.ofMillis(500)));

        assertThatThrownBy(values::join).hasMessageContaining("failed with DEADLINE_EXCEEDED before its first attempt");
    }

    @Test
    void aFunctionThatTheStoreNeverGivesIsEndedByTheTimeLimitWhichSaysSo() {
        s3().from(asked -> asked.method().equals("GET") && asked.isOf("/code/") ? Trouble.SILENT : Trouble.NONE);

        FutureList<Integer> values = executor()
                .map(Work.plus(17), List.of(1, 2), CallOptions.defaults().timeLimit(Duration.ofMillis(700)));

        assertThat(values.outcomes())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(CallOutcome.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(ErrorCode.TIMED_OUT);
                    assertThat(failed.failure().summary()).contains("its function was still being loaded");
                }));
    }

    @Test
    void codeThatTheStoreRefusesFailsTheJobBeforeItsFirstAttempt() {
        s3().from(asked -> asked.writes() && asked.isOf("/code/") ? Trouble.DENIED : Trouble.NONE);

        FutureList<Integer> values = executor().map(Work.plus(18), calls());

        assertRefusedInTheDriver(values, ErrorCode.STORE_DENIED, "the bucket is read-only");
    }

    @Test
    void inputsThatTheStoreHasNoRoomForFailTheJobBeforeTheirFirstAttempt() {
        s3().from(asked -> asked.isOf("/input/") ? Trouble.FULL : Trouble.NONE);

        FutureList<Integer> values = executor().map(Work.lengthOfBytes(), List.of(new byte[LARGE], new byte[LARGE]));

        assertRefusedInTheDriver(values, ErrorCode.STORE_UNAVAILABLE, "there is no room left");
    }

    private static void assertRefusedInTheDriver(FutureList<?> values, ErrorCode code, String words) {
        CallFailedException failure = catchThrowableOfType(CallFailedException.class, values::join);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageStartingWith(
                        "call " + values.job() + "/0/0 failed with " + code + " before its first attempt: ")
                .hasMessageContaining("the driver cannot write code or inputs to the store")
                .hasMessageContaining(words);
        assertThat(failure.getMessage()).doesNotContain("stack");
    }

    @Test
    void aMapWithLargeInputsReturnsAtOnceAlsoWhereTheStoreNeverAnswers() {
        RemoteFunction<byte[], Integer> length = Work.lengthOfBytes();
        assertThat(executor().map(length, List.of(new byte[1])).join()).containsExactly(1); // its code is known
        s3().from(asked -> asked.isOf("/input/") ? Trouble.SILENT : Trouble.NONE);

        FutureList<Integer> values = executor()
                .map(length, List.of(new byte[LARGE]), CallOptions.defaults().deadline(Duration.ofMillis(300)));

        assertThat(values.awaitAll(Duration.ofSeconds(20))).isTrue();
        assertThatThrownBy(values::join).hasMessageContaining("DEADLINE_EXCEEDED");
    }

    @Test
    void aReductionOverAStoreThatLosesAnswersComesToItsValue() {
        s3().from(passing(6, asked -> !asked.writes() && asked.isOf("/output"), Trouble.HANG_UP));

        assertThat(executor().reduce(largeResults(), Work.longer()).join()).hasSize(LARGE);
    }

    @Test
    void anObjectWhoseReadBreaksOffIsReadOn() {
        corpus();
        s3().from(passing(3, asked -> asked.isOf("/corpus/text-"), Trouble.BREAK_OFF));

        assertThat(executor()
                        .mapReduce(Work.lengthOfText(), Inputs.texts(s3().location("corpus/*.txt")), Work.sum())
                        .join())
                .isEqualTo(CALLS * (long) LARGE);
    }

    @Test
    void anObjectThatMayNotBeReadFailsItsCallAlone() {
        corpus();
        s3().from(asked -> asked.isOf("/corpus/text-3") ? Trouble.DENIED : Trouble.NONE);

        FutureList<Long> values =
                executor().map(Work.lengthOfText(), Inputs.texts(s3().location("corpus/*.txt")), ONE_BY_ONE);

        assertSplit(values, CALLS - 1, ErrorCode.STORE_DENIED, 1, "text-3.txt");
    }

    @Test
    void objectsOfAStoreThatIsGoneFailTheirCalls() {
        corpus();
        s3().from(after(0, asked -> asked.isOf("/corpus/text-"), Trouble.GONE));

        FutureList<Long> values =
                executor().map(Work.lengthOfText(), Inputs.texts(s3().location("corpus/*.txt")), ONE_BY_ONE);

        assertSplit(values, 0, ErrorCode.STORE_UNAVAILABLE, 3, "cannot connect");
    }

    @Test
    void aListOfObjectsThatIsRefusedIsToldWhereTheUserCalls() {
        s3().from(asked -> asked.isOf("list-type") ? Trouble.DENIED : Trouble.NONE);

        assertThatThrownBy(() -> executor().map(Work.lengthOfText(), Inputs.texts(s3().location("corpus/*.txt"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("the bucket is read-only")
                .hasMessageContaining(TroubledS3.BUCKET);
    }

    private void corpus() {
        try (ObjectStore store = ObjectStores.open(s3().location(""))) {
            for (int i = 0; i < CALLS; i++) {
                store.put("corpus/text-" + i + ".txt", "x".repeat(LARGE).getBytes(UTF_8));
            }
        }
    }

    @Test
    void aSortOverAStoreThatIsFullHalfWayFailsAndNamesTheCall() {
        s3().from(after(3, asked -> asked.writes() && asked.isOf("/jobs/"), Trouble.FULL));

        assertThatThrownBy(() -> executor()
                        .read(Sources.of(IntStream.range(0, 100_000).boxed().toList()))
                        .sortBy(Work.plus(1), SortOrder.DESCENDING)
                        .collect())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("STORE_UNAVAILABLE at attempt 3")
                .hasMessageContaining("there is no room left");
    }

    private static void assertAllPastTheDeadline(FutureList<?> values) {
        assertThat(values.outcomes())
                .hasSize(CALLS)
                .allMatch(outcome -> outcome instanceof CallOutcome.Failed<?> failed
                        && failed.code() == ErrorCode.DEADLINE_EXCEEDED);
    }
}
