package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kinglet.Aggregations;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.Group;
import dev.kinglet.JobReport;
import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What brings records together by key: counts, joins, groups, sorts. */
interface KeyedContract extends DatasetFixture {

    @Test
    default void keysAreCountedAndFoundOnce() {
        assertThat(numbers().map(number -> number % 7).countByKey().collect())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 7)
                        .mapToObj(key -> new Count<>(key, NUMBERS / 7 + (key < NUMBERS % 7 ? 1 : 0)))
                        .toList());
        assertThat(numbers().map(number -> "k" + number % 7).distinct().count()).isEqualTo(7);
    }

    @Test
    default void constantsAreTheSameKeyInEveryProcess() {
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
    default void valuesOfAKeyAreJoinedInTheirOrder() {
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
    default void groupsHaveAllTheirRecordsInOrder() {
        List<Group<Zone, Trip>> groups = trips().keyBy(Trip::zone).groupByKey().collect();

        Map<Zone, List<Trip>> byZone = groups.stream().collect(Collectors.toMap(Group::key, Group::toList));
        Map<Zone, List<Trip>> expected = trips().collect().stream().collect(Collectors.groupingBy(Trip::zone));
        assertThat(byZone).isEqualTo(expected);
    }

    @Test
    default void recordsAreSortedEitherWayAndStably() {
        List<Long> expected = LongStream.range(0, NUMBERS)
                .boxed()
                .sorted((one, other) -> Long.compare(other % 10, one % 10))
                .toList();

        assertThat(numbers().sortBy(number -> number % 10, SortOrder.DESCENDING).collect())
                .isEqualTo(expected);
    }

    @Test
    default void aSortOfMuchIsSeveralRanges() {
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
    default void aJoinBringsTheSameTogetherBroadcastOrNot() {
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
    default void anExchangeIsOneObjectAProducerAndOneRangeForEachPartitionOfIt() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        numbers().map(number -> "k" + number % 50).countByKey().onJob(job::set).count();

        JobReport report = job.get().report();
        assertThat(report.calls()).isEqualTo(SHARES + 1);
        assertThat(report.storeRequests())
                .containsEntry("UPLOAD", (long) SHARES)
                .containsEntry("GET_RANGE", (long) SHARES);
    }

    @Test
    default void objectsOfTheUsersOwnClassesGoThroughAnExchange() {
        List<Object> inputs = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        inputs.add("text among numbers");
        inputs.add(new Trip(Zone.EAST, 1, Optional.empty()));

        assertThat(executor().read(Sources.of(inputs)).distinct().collect())
                .containsExactlyInAnyOrderElementsOf(inputs);
    }
}
