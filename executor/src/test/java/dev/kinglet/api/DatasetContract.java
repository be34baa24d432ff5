package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kinglet.Aggregations;
import dev.kinglet.BadRecords;
import dev.kinglet.CallContext;
import dev.kinglet.CallFailedException;
import dev.kinglet.CallOptions;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Group;
import dev.kinglet.JobReport;
import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.execute.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
abstract class DatasetContract {

    /** Eight shares, as two workers have it. */
    private static final int SHARES = 8;

    private static final long NUMBERS = 1_000;

    @TempDir
    static Path folder;

    private @Nullable FunctionExecutor made;

    enum Zone {
        NORTH,
        SOUTH,
        EAST
    }

    record Trip(Zone zone, double fare, Optional<String> remark) {}

    record Price(Zone zone, String name) {}

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

    private FunctionExecutor executor() {
        if (made == null) {
            throw new IllegalStateException("no executor was made");
        }
        return made;
    }

    private Dataset<Long> numbers() {
        return executor().read(Sources.range(0, NUMBERS));
    }

    private Dataset<Trip> trips() {
        return numbers()
                .map(number -> new Trip(
                        Zone.values()[(int) (number % 3)],
                        number,
                        number % 2 == 0 ? Optional.of("even " + number) : Optional.empty()));
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
    void keysAreCountedAndFoundOnce() {
        assertThat(numbers().map(number -> number % 7).countByKey().collect())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 7)
                        .mapToObj(key -> new Count<>(key, NUMBERS / 7 + (key < NUMBERS % 7 ? 1 : 0)))
                        .toList());
        assertThat(numbers().map(number -> "k" + number % 7).distinct().count()).isEqualTo(7);
    }

    @Test
    void constantsAreTheSameKeyInEveryProcess() {
        List<Pair<Zone, Double>> means = trips().keyBy(Trip::zone)
                .aggregate(Aggregations.averaging(Trip::fare))
                .sortBy(Pair::key)
                .collect();

        assertThat(means.stream().map(Pair::key)).containsExactly(Zone.values());
        assertThat(means.get(1).value())
                .isCloseTo(
                        LongStream.range(0, NUMBERS)
                                .filter(number -> number % 3 == 1)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
    }

    @Test
    void valuesOfAKeyAreJoinedInTheirOrder() {
        assertThat(numbers()
                        .filter(number -> number < 20)
                        .keyBy(number -> number % 2)
                        .mapValues(number -> number + ";")
                        .reduceByKey((left, right) -> left + right)
                        .sortBy(Pair::key)
                        .map(Pair::value)
                        .collect())
                .containsExactly("0;2;4;6;8;10;12;14;16;18;", "1;3;5;7;9;11;13;15;17;19;");
    }

    @Test
    void groupsHaveAllTheirRecordsInOrder() {
        List<Group<Zone, Trip>> groups = trips().keyBy(Trip::zone).groupByKey().collect();

        Map<Zone, List<Trip>> byZone = groups.stream().collect(Collectors.toMap(Group::key, Group::toList));
        Map<Zone, List<Trip>> expected = trips().collect().stream().collect(Collectors.groupingBy(Trip::zone));
        assertThat(byZone).isEqualTo(expected);
    }

    @Test
    void recordsAreSortedEitherWayAndStably() {
        List<Long> expected = LongStream.range(0, NUMBERS)
                .boxed()
                .sorted((one, other) -> Long.compare(other % 10, one % 10))
                .toList();

        assertThat(numbers().sortBy(number -> number % 10, SortOrder.DESCENDING).collect())
                .isEqualTo(expected);
    }

    @Test
    void aSortOfMuchIsSeveralRanges() {
        List<byte[]> sorted = executor()
                .read(Sources.range(0, 60_000))
                .map(number -> Long.toString((number * 7_919) % 60_000 + 100_000, 10)
                        .repeat(20)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .sortByBytes(text -> text, SortOrder.ASCENDING)
                .collect();

        assertThat(sorted).hasSize(60_000);
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i))
                    .startsWith(Integer.toString(100_000 + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aJoinBringsTheSameTogetherBroadcastOrNot() {
        List<Price> prices =
                List.of(new Price(Zone.NORTH, "low"), new Price(Zone.NORTH, "high"), new Price(Zone.EAST, "one"));
        Dataset<Price> small = executor().read(Sources.of(prices));
        Dataset<Price> ofUnknownSize = small.flatMap(List::of);

        List<String> broadcast = describe(trips().keyBy(Trip::zone).join(small.keyBy(Price::zone)));
        List<String> shuffled =
                describe(trips().flatMap(List::of).keyBy(Trip::zone).join(ofUnknownSize.keyBy(Price::zone)));

        assertThat(broadcast).hasSize(2 * 334 + 333).containsExactlyInAnyOrderElementsOf(shuffled);
        assertThat(trips().flatMap(List::of)
                        .keyBy(Trip::zone)
                        .leftJoin(ofUnknownSize.keyBy(Price::zone))
                        .count())
                .isEqualTo(2 * 334 + 333 + 333);
        assertThat(ofUnknownSize
                        .keyBy(Price::zone)
                        .fullJoin(trips().filter(trip -> trip.zone() == Zone.SOUTH)
                                .keyBy(Trip::zone))
                        .filter(pair -> pair.left() == null || pair.right() == null)
                        .count())
                .isEqualTo(3 + 333);
    }

    private static List<String> describe(Dataset<Joined<Zone, Trip, Price>> joined) {
        return joined.map(pair -> pair.key() + " " + pair.left().fare() + " "
                        + pair.right().name())
                .collect();
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
    void anExchangeIsOneObjectAProducerAndOneRangeForEachPartitionOfIt() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        numbers().map(number -> "k" + number % 50).countByKey().onJob(job::set).count();

        JobReport report = job.get().report();
        assertThat(report.calls()).isEqualTo(SHARES + 1);
        assertThat(report.storeRequests())
                .containsEntry("UPLOAD", (long) SHARES)
                .containsEntry("GET_RANGE", (long) SHARES);
    }

    @Test
    void whatIsWrittenIsThereOnceAndWhole() throws Exception {
        Path out = folder.resolve(getClass().getSimpleName() + "-written");

        trips().write(Sinks.csv(out.toString()));

        assertThat(visible(out)).hasSize(SHARES);
        assertThat(executor().read(Sources.csv(Trip.class, out + "/*.csv")).collect())
                .isEqualTo(trips().collect());
        assertThatThrownBy(() -> trips().write(Sinks.csv(out.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(out.toString());
    }

    @Test
    void ofAJobThatFailsNothingIsSeen() throws Exception {
        Path out = folder.resolve(getClass().getSimpleName() + "-failed");

        assertThatThrownBy(() -> numbers()
                        .map(number -> {
                            if (number == NUMBERS - 1) {
                                throw new IllegalStateException("no luck with " + number);
                            }
                            return "line " + number;
                        })
                        .write(Sinks.text(out.toString())))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("no luck with 999");

        assertThat(visible(out)).isEmpty();
    }

    @Test
    void ofTwoJobsThatWriteToOneLocationAtOnceOneIsSeen() throws Exception {
        Path out = folder.resolve(getClass().getSimpleName() + "-contested");
        Path others = Files.createDirectories(folder.resolve(getClass().getSimpleName() + "-begun"));
        List<Callable<JobReport>> jobs = new ArrayList<>();
        for (String name : List.of("one", "other")) {
            String begun = others.resolve(name).toString();
            String other = others.resolve(name.equals("one") ? "other" : "one").toString();
            jobs.add(() -> numbers()
                    .map(number -> {
                        // Neither writes before both have seen that the location is empty.
                        if (number == 0) {
                            Files.createFile(Path.of(begun));
                            Await.until("the other job to begin", () -> Files.exists(Path.of(other)));
                        }
                        return name + " " + number;
                    })
                    .write(Sinks.text(out.toString())));
        }
        List<String> winners = new ArrayList<>();
        List<Throwable> losers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JobReport> written : threads.invokeAll(jobs)) {
                switch (written.state()) {
                    case SUCCESS -> winners.add(written.resultNow().job());
                    default -> losers.add(written.exceptionNow());
                }
            }
        }

        assertThat(winners).hasSize(1);
        assertThat(losers)
                .hasSize(1)
                .first()
                .asString()
                .contains("job " + winners.getFirst() + " wrote there at the same time");
        List<String> lines = executor().read(Sources.text(out.toString())).collect();
        String winner = lines.getFirst().substring(0, lines.getFirst().indexOf(' '));
        assertThat(lines)
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .mapToObj(number -> winner + " " + number)
                        .toList());
        assertThat(Files.exists(out.resolve(".staged"))).isFalse();
    }

    private static List<Path> visible(Path out) throws Exception {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !out.relativize(file).toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void anAttemptThatFailsHalfWayLeavesNothingThatCounts() {
        Dataset<Long> flaky = numbers()
                .map(number -> {
                    if (number % 125 == 100 && CallContext.current().attempt() == 0) {
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
    void recordsThatDoNotFitAreSkippedAndCountedOrRedirected() throws Exception {
        Path in = Files.createDirectories(folder.resolve(getClass().getSimpleName() + "-prices"));
        Files.writeString(in.resolve("prices.csv"), "zone,name\nNORTH,low\nNOWHERE,lost\nEAST,one\n");
        Path bad = folder.resolve(getClass().getSimpleName() + "-bad");
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        assertThatThrownBy(() ->
                        executor().read(Sources.csv(Price.class, in.toString())).collect())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("INPUT_NOT_DECODABLE")
                .hasMessageContaining("prices.csv")
                .hasMessageContaining("zone")
                .hasMessageContaining("NOWHERE");
        assertThat(executor()
                        .read(Sources.csv(Price.class, in.toString()).badRecords(BadRecords.redirectTo(bad.toString())))
                        .onJob(job::set)
                        .collect())
                .containsExactly(new Price(Zone.NORTH, "low"), new Price(Zone.EAST, "one"));

        assertThat(job.get().report().badRecords()).isEqualTo(1);
        assertThat(visible(bad)).hasSize(1);
        assertThat(Files.readString(visible(bad).getFirst())).contains("NOWHERE,lost", "prices.csv");
    }

    record Wide(long number) {}

    record Small(byte number) {}

    @Test
    void rowsOfTablesThatDoNotFitAreToldAndRedirected() throws Exception {
        for (boolean parquet : new boolean[] {true, false}) {
            Path out = folder.resolve(getClass().getSimpleName() + "-numbers-" + parquet);
            Path bad = folder.resolve(getClass().getSimpleName() + "-bad-numbers-" + parquet);
            executor()
                    .read(Sources.range(120, 130))
                    .map(Wide::new)
                    .write(parquet ? Sinks.parquet(out.toString()) : Sinks.arrow(out.toString()));
            AtomicReference<DatasetJob> job = new AtomicReference<>();
            BadRecords policy = BadRecords.redirectTo(bad.toString());

            Dataset<Small> strict = parquet
                    ? executor().read(Sources.parquet(Small.class, out.toString()))
                    : executor().read(Sources.arrow(Small.class, out.toString()));
            Dataset<Small> lenient = parquet
                    ? executor()
                            .read(Sources.parquet(Small.class, out.toString()).badRecords(policy))
                    : executor().read(Sources.arrow(Small.class, out.toString()).badRecords(policy));

            assertThatThrownBy(strict::count)
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("INPUT_NOT_DECODABLE")
                    .hasMessageContaining(", row 1: column number has 12");
            assertThat(lenient.onJob(job::set).count()).isEqualTo(8);
            assertThat(job.get().report().badRecords()).isEqualTo(2);
            StringBuilder redirected = new StringBuilder();
            for (Path file : visible(bad)) {
                redirected.append(Files.readString(file));
            }
            assertThat(redirected).contains("number\\\":128", "number\\\":129");
        }
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
    void recordsAreVisitedWhereTheyAre() throws Exception {
        Path visited = Files.createDirectories(folder.resolve(getClass().getSimpleName() + "-visited"));
        String place = visited.toString();

        executor().read(Sources.range(0, 12)).forEach(number -> Files.createFile(Path.of(place, "n" + number)));

        assertThat(visited.toFile().list()).hasSize(12);
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

    @Test
    void objectsOfTheUsersOwnClassesGoThroughAnExchange() {
        List<Object> inputs = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        inputs.add("text among numbers");
        inputs.add(new Trip(Zone.EAST, 1, Optional.empty()));

        assertThat(executor().read(Sources.of(inputs)).distinct().collect())
                .containsExactlyInAnyOrderElementsOf(inputs);
    }
}
