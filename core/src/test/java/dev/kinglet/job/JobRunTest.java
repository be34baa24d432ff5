package dev.kinglet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kinglet.CallOptions;
import dev.kinglet.ErrorCode;
import dev.kinglet.JobReport;
import dev.kinglet.RemoteFailure;
import dev.kinglet.RemoteFunction;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.InvocationFacts;
import dev.kinglet.attempt.InvocationFacts.WorkerFacts;
import dev.kinglet.attempt.ToldBy;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.stage.InputReference;
import dev.kinglet.store.Keys;
import dev.kinglet.store.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The account that a job gives of itself: its bill, and the manifest that it leaves in the store. */
final class JobRunTest {

    private static final AttemptOutcome VALUE = new AttemptOutcome.Inline(new byte[] {1});
    private static final AttemptOutcome FAILED =
            new AttemptOutcome.Failed(ErrorCode.FUNCTION_THREW, RemoteFailure.of("broken"));

    private final Settings settings = SettingsLoader.load(Map.of(
            "price-per-gigabyte-second",
            "0.5",
            "price-per-million-invocations",
            "2",
            "store",
            "memory:" + UUID.randomUUID()));
    private final JobRun job = new JobRun(
            "20300601-100000-0a1b2c3d",
            settings,
            AwsLambda.PROFILE.under(settings).prices(),
            TestStores.open());
    private final StageRun stage =
            new StageRun(1, job, closure(), ProgramCode.NONE, CallOptions.defaults(), settings, null);

    private static CapturedClosure closure() {
        RemoteFunction<Integer, Integer> function = x -> x + 1;
        return new ClosureCapture(new CodeFinder()).capture(function, "function");
    }

    private static final long BEGAN = System.nanoTime();

    private void ended(
            int calls, ToldBy toldBy, @Nullable WorkerStart start, @Nullable Duration billed, int megabytes) {
        WorkerFacts worker = start == null
                ? null
                : new WorkerFacts(
                        "worker",
                        start,
                        BEGAN,
                        Map.of("run", 1_000_000L),
                        50,
                        new StoreUse(Map.of("GET", 2L), 10, 20, 0.25),
                        30);
        InvocationFacts facts = new InvocationFacts(job.id, 0, 1, megabytes, BEGAN, BEGAN, worker, billed);
        List<AttemptEnd> ends = IntStream.range(0, calls)
                .mapToObj(call -> AttemptEnd.of(facts, call, 0, toldBy, VALUE))
                .toList();
        job.journal.write(new JobEvent.AttemptsEnded(facts, ends));
    }

    @Test
    void aBillCountsEachInvocationByTheMillisecondAndTheMegabyteAndWhatWasLostToo() {
        ended(3, ToldBy.ANSWER, WorkerStart.COLD, Duration.ofNanos(1_000_001), 1024);
        ended(1, ToldBy.ANSWER, WorkerStart.WARM, Duration.ofSeconds(1), 512);
        ended(4, ToldBy.LOSS, null, Duration.ofMillis(498), 1024);
        ended(7, ToldBy.REFUSAL, null, null, 1024);

        JobReport report = job.report();

        // 2 ms and 498 ms with a gigabyte, 1 s with half of one.
        assertThat(report.billedGigabyteSeconds()).isCloseTo(0.002 + 0.5 + 0.498, within(1e-9));
        assertThat(report.dollars()).isCloseTo(1.0 * 0.5 + 3 * 2e-6 + 2 * 0.25, within(1e-9));
        assertThat(report.attempts()).isEqualTo(8);
        assertThat(report.invocations()).isEqualTo(2);
        assertThat(List.of(report.coldStarts(), report.preparedStarts(), report.warmStarts()))
                .containsExactly(1, 0, 1);
        assertThat(report.phases()).isEqualTo(Map.of("run", Duration.ofMillis(2)));
        assertThat(report.storeRequests()).isEqualTo(Map.of("GET", 4L));
        assertThat(report.bytesRead()).isEqualTo(20);
        assertThat(report.peakWorkerMegabytes()).isEqualTo(50);
    }

    @Test
    void operationsCountWithTheAttemptThatCounts() {
        InvocationFacts facts = new InvocationFacts(job.id, 0, 1, 512, BEGAN, BEGAN, null, null);
        AttemptEnd good = new AttemptEnd(facts, 0, 1, ToldBy.ANSWER, VALUE, BEGAN, BEGAN + 1_000, "", 40);
        AttemptEnd bad = new AttemptEnd(facts, 1, 0, ToldBy.ANSWER, FAILED, BEGAN, BEGAN + 1_000, "", 7);

        job.journal.write(new JobEvent.AttemptsEnded(facts, List.of(good, bad)));
        assertThat(job.report().flops().operations()).isZero();
        job.journal.write(new JobEvent.CallEnded(0, 0, VALUE, 2, good));
        job.journal.write(new JobEvent.CallEnded(0, 1, FAILED, 1, bad));

        assertThat(job.report().flops().operations()).isEqualTo(40);
    }

    @Test
    void whatIsToFollowTheFirstStagedObjectFollowsAResultThatAWorkerHasStagedToo() {
        AtomicInteger followed = new AtomicInteger();
        job.whenStaged(followed::incrementAndGet);
        AttemptOutcome staged = new AttemptOutcome.Staged("key", 3, "00");

        job.journal.write(new JobEvent.CallEnded(0, 0, VALUE, 1, null));
        assertThat(job.hasStaged()).isFalse();
        job.journal.write(new JobEvent.CallEnded(0, 1, staged, 1, null));
        job.journal.write(new JobEvent.CallEnded(0, 2, staged, 1, null));

        assertThat(job.hasStaged()).isTrue();
        assertThat(followed).hasValue(1);
    }

    @Test
    void aJobThatDidNothingCostsNothing() {
        assertThat(job.report().dollars()).isZero();
        assertThat(job.report().calls()).isZero();
    }

    @Test
    void aManifestSaysWhatTheJobWasAndHowItWent() throws Exception {
        InputReference input = new InputReference.Inline(new byte[] {1});
        stage.table.add(List.of(input, input));
        stage.table.end(0, VALUE, 1, "");
        stage.table.end(1, FAILED, 3, "");
        ended(2, ToldBy.ANSWER, WorkerStart.COLD, Duration.ofMillis(5), 1024);

        JobManifest.write(job);

        String json = new String(job.store().get(Keys.manifest(job.id)), UTF_8);
        assertThat(fields(json))
                .contains(
                        "job=20300601-100000-0a1b2c3d", "submitted=" + job.submitted, "stage=0", "calls=2", "failed=1")
                .contains("closure=" + stage.closure.hash(), "attempts=2", "invocations=1")
                .containsAll(stage.code().hashes().stream().map("hash="::concat).toList());
    }

    /** Each scalar with its name, by a parser that is not ours. */
    private static List<String> fields(String json) throws Exception {
        List<String> fields = new java.util.ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    fields.add(parser.currentName() + "=" + parser.getString());
                }
            }
        }
        return fields;
    }
}
