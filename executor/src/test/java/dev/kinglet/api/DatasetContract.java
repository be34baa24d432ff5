package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.CallContext;
import dev.kinglet.CallFailedException;
import dev.kinglet.CallOptions;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.arrow.vector.Float8Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What datasets promise, whatever the platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatasetContract implements KeyedContract, EqualKeysContract, OutputContract {

    @TempDir
    static Path folder;

    private @Nullable FunctionExecutor made;

    /** The settings that choose the platform. */
    abstract Map<String, String> platform();

    @BeforeAll
    void create() {
        Map<String, String> settings = new HashMap<>(platform());
        settings.put("store", folder.resolve(getClass().getSimpleName()).toUri().toString());
        settings.put("workers", "2");
        made = FunctionExecutor.create(settings);
    }

    @AfterAll
    void close() {
        executor().close();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public FunctionExecutor executor() {
        if (made == null) {
            throw new IllegalStateException("no executor was made");
        }
        return made;
    }

    @Test
    void operationsOnSingleRecordsKeepTheirOrder() {
        List<String> expected = LongStream.range(0, NUMBERS)
                .filter(number -> number % 5 == 0)
                .boxed()
                .flatMap(number -> List.of("a" + number, "b" + number).stream())
                .toList();

        assertThat(numbers()
                        .filter(number -> number % 5 == 0)
                        .flatMap(number -> List.of("a" + number, "b" + number))
                        .collect())
                .isEqualTo(expected);
        assertThat(numbers()
                        .filter(number -> number % 5 == 0)
                        .<String>mapMulti((number, results) -> {
                            results.accept("a" + number);
                            results.accept("b" + number);
                        })
                        .collect())
                .isEqualTo(expected);
    }

    @Test
    void aFunctionMaySeeAWholePartition() {
        List<Long> sizes = numbers()
                .<Long>mapPartitions(records -> {
                    long size = 0;
                    while (records.hasNext()) {
                        records.next();
                        size++;
                    }
                    return List.of(size).iterator();
                })
                .collect();

        assertThat(sizes).hasSize(SHARES);
        assertThat(sizes.stream().mapToLong(size -> size).sum()).isEqualTo(NUMBERS);
    }

    @Test
    void recordsAreCountedJoinedAndTaken() {
        assertThat(numbers().count()).isEqualTo(NUMBERS);
        assertThat(numbers().reduce(Long::sum)).contains(NUMBERS * (NUMBERS - 1) / 2);
        assertThat(numbers().map(number -> "n" + number).reduce((left, right) -> left))
                .contains("n0");
        assertThat(numbers().take(3)).containsExactly(0L, 1L, 2L);
        assertThat(numbers().take(0)).isEmpty();
        assertThat(numbers().top(3, number -> number % 10)).containsExactly(9L, 19L, 29L);
    }

    @Test
    void takingAFewRecordsReadsFewShares() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        numbers().onJob(job::set).take(5);

        assertThat(job.get().report().calls()).isEqualTo(1);
    }

    @Test
    void nothingComesOfNothing() {
        Dataset<Long> none = executor().read(Sources.range(5, 5));

        assertThat(none.collect()).isEmpty();
        assertThat(none.count()).isZero();
        assertThat(none.reduce(Long::sum)).isEmpty();
        assertThat(none.countByKey().collect()).isEmpty();
        assertThat(none.sortBy(number -> number).collect()).isEmpty();
        assertThat(none.keyBy(number -> number)
                        .fullJoin(none.keyBy(number -> number))
                        .collect())
                .isEmpty();
    }

    @Test
    void aUnionIsOneThenTheOther() {
        Dataset<Long> more = executor().read(Sources.range(NUMBERS, NUMBERS + 10));

        assertThat(numbers().union(more.map(number -> number)).collect())
                .isEqualTo(LongStream.range(0, NUMBERS + 10).boxed().toList());
    }

    @Test
    void aSampleIsTheSameEachTime() {
        List<Long> once = numbers().sample(0.2, 42).collect();

        assertThat(once)
                .hasSizeBetween(120, 280)
                .isEqualTo(numbers().sample(0.2, 42).collect());
        assertThat(numbers().sample(0, 1).count()).isZero();
        assertThat(numbers().sample(1, 1).count()).isEqualTo(NUMBERS);
        assertThatThrownBy(() -> numbers().sample(1.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
    }

    @Test
    void whatIsCachedIsComputedOnce() {
        Path log = folder.resolve(getClass().getSimpleName() + "-computed");
        String place = log.toString();
        Dataset<Long> cached = executor()
                .read(Sources.range(0, 10))
                .map(number -> {
                    Files.createDirectories(Path.of(place));
                    Files.createTempFile(Path.of(place), "computed", "");
                    return number;
                })
                .cache();

        assertThat(cached.count()).isEqualTo(10);
        assertThat(cached.sortBy(number -> -number).take(1)).containsExactly(9L);
        assertThat(log.toFile().list()).hasSize(10);
    }

    @Test
    void anAttemptThatFailsHalfWayLeavesNothingThatCounts() {
        Dataset<Long> flaky = numbers()
                .map(number -> {
                    if (number % 125 == 100 && CallContext.current().attempt() == 1) {
                        throw new IllegalStateException("once");
                    }
                    return number;
                })
                .with(CallOptions.defaults().retryingFunctionFailures());

        assertThat(flaky.map(number -> number % 3)
                        .countByKey()
                        .sortBy(Count::key)
                        .collect())
                .containsExactly(new Count<>(0L, 334), new Count<>(1L, 333), new Count<>(2L, 333));
    }

    record Fare(double fare) {}

    @Test
    void aFunctionMayWorkOnArrowsVectors() {
        List<Fare> doubled = numbers()
                .map(number -> new Fare(number))
                .mapBatches(
                        batch -> {
                            Float8Vector fares = (Float8Vector) batch.getVector("fare");
                            for (int row = 0; row < batch.getRowCount(); row++) {
                                fares.set(row, fares.get(row) * 2);
                            }
                            return batch;
                        },
                        Fare.class)
                .collect();

        assertThat(doubled)
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .mapToObj(number -> new Fare(number * 2))
                        .toList());
    }

    @Test
    void whatAFunctionThrowsIsTold() {
        assertThatThrownBy(() ->
                        numbers().filter(number -> number / (number - 5) > 0).count())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("ArithmeticException");
        assertThatThrownBy(() -> numbers().map(number -> nothing()).count())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("the function of map returned null");
        assertThatThrownBy(() ->
                        numbers().keyBy(number -> new Object()).countByKey().collect())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("equal only to itself");
    }

    @SuppressWarnings("NullAway") // what a careless user's function does
    private static String nothing() {
        return null;
    }

    @Test
    void aNullIsAFailureAndNotTheEndOfTheRecords() {
        assertThatThrownBy(() -> numbers()
                        .<Long>mapPartitions(
                                records -> Arrays.asList(1L, null, 2L).iterator())
                        .filter(number -> number > 0)
                        .collect())
                .hasMessageContaining("the function of mapPartitions returned null");
        assertThatThrownBy(() -> numbers().reduce((left, right) -> noNumber()))
                .hasMessageContaining("the function of reduce returned null");
        assertThatThrownBy(() -> numbers()
                        .keyBy(number -> number % 2)
                        .reduceByKey((left, right) -> noNumber())
                        .collect())
                .hasMessageContaining("returned null");
    }

    @SuppressWarnings("NullAway") // what a careless user's function does
    private static Long noNumber() {
        return null;
    }

    @Test
    void aFunctionThatCannotTravelIsRefusedWhereItIsGiven() {
        Thread thread = new Thread(() -> {});

        assertThatThrownBy(() -> numbers().map(number -> thread.getName() + number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Thread");
    }

    @Test
    void anExplanationNamesStagesAndCounts() {
        String text = numbers()
                .map(number -> number % 3)
                .countByKey()
                .sortBy(Count::count)
                .explain();

        assertThat(text)
                .contains(
                        "stage 1",
                        "8 calls",
                        "count by key, from stage 1",
                        "stage 3",
                        "merges the sorted runs of stage 2");
    }
}
