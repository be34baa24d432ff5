package dev.kinglet.execute;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.begin;
import static dev.kinglet.execute.Invocations.invoke;
import static dev.kinglet.execute.Invocations.lost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallContext;
import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.CommitRecord;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.closure.CodeLoader;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.stage.InputReference;
import dev.kinglet.store.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every platform does, whatever it is made of. */
public abstract class PlatformContract {

    @TempDir
    protected Path folder;

    protected WorkerFixture driver;
    protected Platform platform;

    /** A platform of two workers with 256 MB. */
    protected abstract Platform open(SigningKey key);

    @BeforeEach
    final void openPlatform() {
        driver = new WorkerFixture(folder);
        platform = open(driver.key);
    }

    @AfterEach
    final void closePlatform() {
        platform.close();
    }

    @Test
    void appliesTheFunctionToEachInputOfABatchInOrder() throws Exception {
        byte[] payload = driver.payload((Integer x) -> x * x, 1, 2, 3);
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(1, 4, 9);
    }

    @Test
    void aNullInputAndANullResultAreValues() throws Exception {
        byte[] payload = driver.payload(x -> x == null ? null : "not null", null, 1);
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(null, "not null");
    }

    @Test
    void theFirstInvocationOfAWorkerIsColdAndTheNextIsWarm() throws Exception {
        byte[] payload = driver.payload((Integer x) -> x, 1);
        InvocationResult.Answered first = answered(invoke(platform, payload));
        InvocationResult.Answered second = answered(invoke(platform, payload));
        assertThat(first.start()).isEqualTo(WorkerStart.COLD);
        assertThat(second.start()).isEqualTo(WorkerStart.WARM);
        assertThat(driver.response(first.payload()).first()).isTrue();
        assertThat(driver.response(second.payload()).first()).isFalse();
    }

    @Test
    void aWarmInlineCallAsksNothingOfTheStore() throws Exception {
        byte[] payload = driver.payload((Integer x) -> x, 1);
        InvocationResponse cold =
                driver.response(answered(invoke(platform, payload)).payload());
        InvocationResponse warm =
                driver.response(answered(invoke(platform, payload)).payload());
        assertThat(cold.store().requests()).containsKey("GET");
        assertThat(warm.store()).isEqualTo(StoreUse.NONE);
    }

    @Test
    void aResultThatIsTooLongForTheResponseIsStagedAndThenCommitted() throws Exception {
        byte[] payload = driver.payload((Integer n) -> new byte[n], 100_000);
        InvocationResponse response =
                driver.response(answered(invoke(platform, payload)).payload());
        AttemptReport report = response.calls().getFirst();
        CallId call = new CallId(WorkerFixture.JOB, 0, 0);
        AttemptOutcome.Staged staged = (AttemptOutcome.Staged) report.outcome();
        assertThat(staged.key()).isEqualTo(Keys.output(call, 0));
        assertThat(CommitRecord.decode(driver.store.get(Keys.commit(call))))
                .isEqualTo(new CommitRecord(0, staged.length(), staged.hash()));
        assertThat((byte[]) driver.value(report)).hasSize(100_000);
        assertThat(response.store().requests()).containsEntry("PUT", 1L).containsEntry("PUT_IF_ABSENT", 1L);
    }

    @Test
    void whatAnotherAttemptHasCommittedCountsAndALaterResultIsDiscarded() throws Exception {
        var function =
                driver.store((String text) -> text + Thread.currentThread().threadId());
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int attempt = 0; attempt < 2; attempt++) {
            List<CallAttempt> calls = List.of(new CallAttempt(0, attempt, driver.inline("attempt " + attempt)));
            byte[] payload = driver.codec.encode(driver.request(function, calls, -1, WorkerFixture.CALL_MILLIS));
            outcomes.add(driver.response(answered(invoke(platform, payload)).payload())
                    .calls()
                    .getFirst()
                    .outcome());
        }
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0)).isInstanceOf(AttemptOutcome.Staged.class);
    }

    @Test
    void readsStagedInputsAndRefusesThoseThatWereChanged() throws Exception {
        byte[] block = driver.values.encode("staged", "input");
        driver.store.put("jobs/job/0/input/0", block);
        InputReference good = new InputReference.Staged("jobs/job/0/input/0", 0, block.length, Hashes.of(block));
        InputReference bad = new InputReference.Staged("jobs/job/0/input/0", 0, block.length, Hashes.of(new byte[1]));
        InputReference absent = new InputReference.Staged("jobs/job/0/input/9", 0, 1, "00");
        var function = driver.store((String text) -> text.length());
        List<CallAttempt> calls =
                List.of(new CallAttempt(0, 0, good), new CallAttempt(1, 0, bad), new CallAttempt(2, 0, absent));
        byte[] payload = driver.codec.encode(driver.request(function, calls, 1000, WorkerFixture.CALL_MILLIS));
        List<AttemptReport> reports =
                driver.response(answered(invoke(platform, payload)).payload()).calls();
        assertThat(driver.value(reports.get(0))).isEqualTo(6);
        assertThat(code(reports.get(1))).isEqualTo(ErrorCode.PROTOCOL_VIOLATED);
        assertThat(code(reports.get(2))).isEqualTo(ErrorCode.STORE_OBJECT_MISSING);
    }

    protected static ErrorCode code(AttemptReport report) {
        return ((AttemptOutcome.Failed) report.outcome()).code();
    }

    @Test
    void aSequenceIsReadLazilyAndAsOftenAsItIsAskedFor() throws Exception {
        var function = driver.store((Iterable<Integer> numbers) -> {
            int sum = 0;
            for (int round = 0; round < 2; round++) {
                for (int number : numbers) {
                    sum += number;
                }
            }
            return sum;
        });
        InputReference sequence =
                new InputReference.Sequence(List.of(driver.inline(1), driver.inline(2), driver.inline(3)));
        byte[] payload = driver.codec.encode(
                driver.request(function, List.of(new CallAttempt(0, 0, sequence)), 1000, WorkerFixture.CALL_MILLIS));
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(12);
    }

    @Test
    void theFunctionSeesItsContext() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    CallContext context = CallContext.current();
                    context.store().put("mine/" + x, new byte[3]);
                    context.logger().log(System.Logger.Level.INFO, "input {0}", x);
                    boolean inTime = context.timeLeft().toMillis() > 1000;
                    boolean jobLoader = Thread.currentThread().getContextClassLoader() instanceof CodeLoader;
                    return context.call() + " " + context.attempt() + " " + inTime + " " + context.memoryMegabytes()
                            + " " + jobLoader;
                },
                7);
        AttemptReport report = driver.response(
                        answered(invoke(platform, payload)).payload())
                .calls()
                .getFirst();
        assertThat(driver.value(report)).isEqualTo("job/0/0 1 true 256 true");
        assertThat(driver.store.get("mine/7")).hasSize(3);
        assertThat(report.log()).contains("INFO input 7");
    }

    @Test
    void aFunctionThatThrowsIsAFailureWithItsStackAndTheOthersOfTheBatchGoOn() throws Exception {
        byte[] payload = driver.payload(
                (Integer x) -> {
                    if (x == 1) {
                        throw new IllegalStateException("one", new java.io.IOException("cause"));
                    }
                    return x;
                },
                0,
                1,
                2);
        List<AttemptReport> reports =
                driver.response(answered(invoke(platform, payload)).payload()).calls();
        AttemptOutcome.Failed failed = (AttemptOutcome.Failed) reports.get(1).outcome();
        assertThat(failed.code()).isEqualTo(ErrorCode.FUNCTION_THREW);
        assertThat(failed.failure().summary()).isEqualTo("java.lang.IllegalStateException: one");
        assertThat(failed.failure().stack().getFirst()).contains("PlatformContract");
        assertThat(failed.failure().describe()).contains("Caused by: java.io.IOException: cause");
        assertThat(driver.value(reports.get(2))).isEqualTo(2);
    }

    @Test
    void endlessRecursionIsAFailureAndTheWorkerGoesOn() throws Exception {
        byte[] payload = driver.payload((Integer x) -> recurse(x), 1);
        AttemptOutcome.Failed failed = WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
        assertThat(failed.code()).isEqualTo(ErrorCode.FUNCTION_THREW);
        assertThat(failed.failure().type()).isEqualTo("java.lang.StackOverflowError");
        assertThat(answered(invoke(platform, driver.payload(x -> x, 1))).start())
                .isEqualTo(WorkerStart.WARM);
    }

    private static int never() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    private static int recurse(int depth) {
        return depth == -1 ? 0 : 1 + recurse(depth + 1) + recurse(depth + 2);
    }

    @Test
    void aResultThatCannotTravelIsAFailureThatNamesThePath() throws Exception {
        byte[] payload = driver.payload(x -> List.of(new Thread("mine")), 1);
        AttemptOutcome.Failed failed = WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
        assertThat(failed.code()).isEqualTo(ErrorCode.RESULT_NOT_SERIALIZABLE);
        assertThat(failed.failure().message()).contains("java.lang.Thread");
    }

    @Test
    void anInputThatCannotBeDecodedIsAFailure() throws Exception {
        List<CallAttempt> calls = List.of(new CallAttempt(0, 0, new InputReference.Inline(new byte[] {99, 98, 97})));
        byte[] payload =
                driver.codec.encode(driver.request(driver.store(x -> x), calls, 1000, WorkerFixture.CALL_MILLIS));
        assertThat(WorkerFixture.failure(driver.response(
                                answered(invoke(platform, payload)).payload()))
                        .code())
                .isIn(ErrorCode.INPUT_NOT_DECODABLE, ErrorCode.CLASS_MISSING);
    }

    @Test
    void aBatchInWhichEveryCallThrowsIsAnsweredAsFarAsItFits() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    throw new IllegalStateException("x".repeat(5_000));
                },
                (Object[]) IntStream.range(0, 2_000).boxed().toArray(Integer[]::new));
        InvocationResult.Answered answer = answered(invoke(platform, payload));
        List<AttemptReport> reports = driver.response(answer.payload()).calls();
        assertThat(answer.payload().length)
                .isLessThanOrEqualTo(platform.profile().limits().requestBytes());
        assertThat(reports).hasSizeBetween(100, 2_000);
        assertThat(reports).allMatch(report -> code(report) == ErrorCode.FUNCTION_THREW);
    }

    @Test
    void resultsThatTogetherAreTooLongForTheResponseAreStaged() throws Exception {
        byte[] payload = driver.payload((Integer x) -> new byte[60_000], (Object[])
                IntStream.range(0, 150).boxed().toArray(Integer[]::new));
        InvocationResult.Answered answer = answered(invoke(platform, payload));
        List<AttemptReport> reports = driver.response(answer.payload()).calls();
        assertThat(answer.payload().length)
                .isLessThanOrEqualTo(platform.profile().limits().requestBytes());
        assertThat(reports).hasSize(150);
        assertThat(reports.getFirst().outcome()).isInstanceOf(AttemptOutcome.Inline.class);
        assertThat(reports.getLast().outcome()).isInstanceOf(AttemptOutcome.Staged.class);
    }

    @Test
    void codeThatWasChangedInTheStoreIsRefused() throws Exception {
        var function = driver.store(x -> x);
        driver.store.put(Keys.code(function.closure()), new byte[] {1, 2, 3});
        byte[] payload = driver.codec.encode(driver.request(function, 1));
        AttemptOutcome.Failed failed = WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
        assertThat(failed.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATED);
        assertThat(failed.failure().message()).contains("it was changed after the driver wrote it");
    }

    @Test
    void codeThatIsNotInTheStoreIsAFailureOfEveryCall() throws Exception {
        var function = new WorkerFixture.Stored(Hashes.of(new byte[5]), List.of());
        byte[] payload = driver.codec.encode(driver.request(function, 1, 2));
        List<AttemptReport> reports =
                driver.response(answered(invoke(platform, payload)).payload()).calls();
        assertThat(reports).hasSize(2).allMatch(report -> code(report) == ErrorCode.STORE_OBJECT_MISSING);
    }

    @Test
    void aRequestThatIsNotSignedWithTheKeyIsRefused() throws Exception {
        byte[] payload = new InvocationCodec(SigningKey.random()).encode(driver.request(driver.store(x -> x), 1));
        InvocationResult.Lost lost = lost(invoke(platform, payload));
        assertThat(lost.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATED);
        assertThat(lost.evidence()).contains("its signature does not fit");
        assertThat(invoke(platform, driver.payload(x -> x, 1))).isInstanceOf(InvocationResult.Answered.class);
    }

    @Test
    void aCallThatNeverReturnsIsTimedOutAndWhatEndedBeforeItIsReported() throws Exception {
        var function = driver.store((Integer x) -> {
            return x == 1 ? never() : x;
        });
        List<CallAttempt> calls =
                List.of(new CallAttempt(0, 0, driver.inline(0)), new CallAttempt(1, 0, driver.inline(1)));
        byte[] payload = driver.codec.encode(driver.request(function, calls, 1000, 300));
        List<AttemptReport> reports =
                driver.response(answered(invoke(platform, payload)).payload()).calls();
        assertThat(driver.value(reports.get(0))).isEqualTo(0);
        AttemptOutcome.Failed failed = (AttemptOutcome.Failed) reports.get(1).outcome();
        assertThat(failed.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(failed.failure().message()).contains("its time limit is 300 ms");
        assertThat(failed.failure().stack()).anyMatch(frame -> frame.contains("PlatformContract"));
        assertThat(driver.values(
                        answered(invoke(platform, driver.payload(x -> x, 5))).payload()))
                .containsExactly(5);
    }

    @Test
    void aCancelledInvocationEndsAsCancelledAndOthersGoOn() throws Exception {
        Path begun = folder.resolve("begun");
        String marker = begun.toString();
        byte[] payload = driver.payload(
                x -> {
                    Files.createFile(Path.of(marker));
                    return never();
                },
                1);
        Invocations.Pending one = begin(platform, payload);
        Await.until("the function to begin", () -> Files.exists(begun));
        platform.cancel(one.id());
        assertThat(lost(one.await()).code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(driver.values(
                        answered(invoke(platform, driver.payload(x -> x, 5))).payload()))
                .containsExactly(5);
    }

    @Test
    void anInvocationThatWaitsCanBeCancelled() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    return never();
                },
                1);
        List<Invocations.Pending> all =
                IntStream.range(0, 6).mapToObj(i -> begin(platform, payload)).toList();
        for (int i = all.size() - 1; i >= 0; i--) {
            platform.cancel(all.get(i).id());
            assertThat(lost(all.get(i).await()).code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void closingEndsWhatRunsAndWhatWaits() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    return never();
                },
                1);
        List<Invocations.Pending> all =
                IntStream.range(0, 5).mapToObj(i -> begin(platform, payload)).toList();
        platform.close();
        for (Invocations.Pending one : all) {
            assertThat(lost(one.await()).code()).isEqualTo(ErrorCode.CANCELLED);
        }
        assertThat(lost(begin(platform, payload).await()).evidence()).isEqualTo("the platform is closed");
    }

    @Test
    void manyInvocationsAtOnceAllEnd() throws Exception {
        byte[] payload = driver.payload((Integer x) -> x + 1, 1);
        List<Invocations.Pending> all = IntStream.range(0, 500)
                .mapToObj(i -> begin(platform, Invocations.function(256), payload, Duration.ofMinutes(1)))
                .toList();
        for (Invocations.Pending one : all) {
            assertThat(driver.values(answered(one.await()).payload())).containsExactly(2);
        }
    }
}
