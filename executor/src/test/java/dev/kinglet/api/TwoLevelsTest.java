package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallContext;
import dev.kinglet.CallOptions;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.JobReport;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose functions have so little memory that the planner sends their exchanges through combiners. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoLevelsTest {

    /** As fifteen workers have it: more than the 40 runs that 64 MB merge. */
    private static final int SHARES = 60;

    /** √60, rounded up. */
    private static final int GROUPS = 8;

    private static final long NUMBERS = 6_000;

    private static final CallOptions LITTLE_MEMORY = CallOptions.defaults().memoryMegabytes(64);

    @TempDir
    static Path folder;

    private FunctionExecutor executor;

    @BeforeAll
    void create() {
        executor = FunctionExecutor.create(
                Map.of("platform", "thread", "store", folder.toUri().toString(), "workers", "15"));
    }

    @AfterAll
    void close() {
        executor.close();
    }

    private Dataset<Long> numbers() {
        return executor.read(Sources.range(0, NUMBERS)).with(LITTLE_MEMORY);
    }

    @Test
    void combinersReadARangeOfEachRunOfTheirGroupAndLeaveOneObject() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        List<Count<Long>> counts = numbers()
                .map(number -> number % 100)
                .countByKey()
                .onJob(job::set)
                .collect();

        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 100)
                        .mapToObj(key -> new Count<>(key, NUMBERS / 100))
                        .toList());
        JobReport report = job.get().report();
        assertThat(report.calls()).isEqualTo(SHARES + GROUPS + 1);
        assertThat(report.storeRequests())
                .containsEntry("UPLOAD", (long) SHARES + GROUPS)
                .containsEntry("GET_RANGE", (long) SHARES + GROUPS);
        assertThat(job.get().exchanges()).singleElement().asString().contains("two levels", "60 runs", "at most 40");
    }

    @Test
    void anExplanationHasTheCombinersAndTheReason() {
        assertThat(numbers().sortBy(number -> number % 10, SortOrder.DESCENDING).explain())
                .contains(
                        "merges the sorted runs of stage 1",
                        "combiners merge sorted runs: about 8 calls, for 8 groups of 8 runs",
                        "the exchange has two levels",
                        "at most 40");
        assertThat(numbers().with(CallOptions.defaults()).countByKey().explain())
                .contains("the exchange has one level: 60 reads", "two would be");
    }

    @Test
    void aCombinerThatIsTriedAgainDoublesNothing() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        List<String> joined = numbers()
                .keyBy(number -> number % 3)
                .mapValues(String::valueOf)
                .reduceByKey((left, right) -> {
                    CallContext context = CallContext.current();
                    if (context.call().stage() == 1 && context.attempt() == 1) {
                        throw new IllegalStateException("once in each combiner");
                    }
                    return left + "," + right;
                })
                .with(LITTLE_MEMORY.retryingFunctionFailures())
                .onJob(job::set)
                .map(pair -> pair.value())
                .collect();

        JobReport report = job.get().report();
        assertThat(report.attempts()).isEqualTo(report.calls() + GROUPS);
        assertThat(joined)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 3)
                        .mapToObj(key -> String.join(
                                ",",
                                LongStream.range(0, NUMBERS)
                                        .filter(number -> number % 3 == key)
                                        .mapToObj(String::valueOf)
                                        .toList()))
                        .toList());
    }

    @Test
    void aSortThroughCombinersIsStable() {
        assertThat(numbers().sortBy(number -> number % 10, SortOrder.DESCENDING).collect())
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .boxed()
                        .sorted((one, other) -> Long.compare(other % 10, one % 10))
                        .toList());
    }
}
