package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Aggregation;
import dev.kinglet.Aggregations;
import dev.kinglet.Group;
import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.SortOrder;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.equality.KeyHash;
import dev.kinglet.invoke.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers and consumers against the plain collections that they stand for, with memory for all and with next to none. */
class ExchangeTest {

    private static final int ROWS = 5_000;

    private final ExchangeFixture fixture = new ExchangeFixture();
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Object word(int number) {
        return "word" + number;
    }

    /** Of each length that is counted in another way. */
    private static Object text(int number) {
        return switch (number % 4) {
            case 0 -> "word" + number;
            case 1 -> "longer word" + number;
            case 2 -> "one that is longer than numbers hold" + number;
            default -> "w\u00f6rd" + number;
        };
    }

    /** What two producers leave of pairs whose keys are drawn from some. */
    private List<Run> produce(List<Pair<Object, Object>> pairs, IntFunction<Gatherer> producers) throws Exception {
        List<Run> runs = new ArrayList<>();
        int half = pairs.size() / 2;
        for (int part = 0; part < 2; part++) {
            Gatherer gatherer = producers.apply(part);
            for (Pair<Object, Object> pair : part == 0 ? pairs.subList(0, half) : pairs.subList(half, pairs.size())) {
                gatherer.add(pair.key(), pair.value());
            }
            runs.addAll(gatherer.finish());
        }
        return runs;
    }

    private List<Pair<Object, Object>> pairs(int keys, IntFunction<Object> key) {
        List<Pair<Object, Object>> pairs = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            pairs.add(new Pair<>(key.apply(random.nextInt(keys)), (long) i));
        }
        return pairs;
    }

    private static Map<Object, List<Object>> byKey(List<Pair<Object, Object>> pairs) {
        Map<Object, List<Object>> byKey = new HashMap<>();
        pairs.forEach(pair ->
                byKey.computeIfAbsent(pair.key(), key -> new ArrayList<>()).add(pair.value()));
        return byKey;
    }

    @ParameterizedTest
    @ValueSource(longs = {ExchangeFixture.TINY_BUDGET_BYTES, ExchangeFixture.AMPLE_BUDGET_BYTES})
    void countsAreThoseOfAPlainMap(long budget) throws Exception {
        List<Pair<Object, Object>> pairs = pairs(800, ExchangeTest::text);
        HashBuckets slices = new HashBuckets(3);
        Exchange exchange = fixture.exchange(budget);

        List<Run> runs = produce(pairs, part -> exchange.counter(fixture.writer(), slices));

        Map<Object, Object> counts = new HashMap<>();
        for (int slice = 0; slice < slices.count(); slice++) {
            Iterator<Object> sums = exchange.aggregated(
                    ExchangeFixture.ranges(runs, slice, slice + 1),
                    untyped(Aggregations.summingLong(count -> (Long) count)));
            sums.forEachRemaining(row -> assertThat(counts.put(((Pair<?, ?>) row).key(), ((Pair<?, ?>) row).value()))
                    .isNull());
        }
        Map<Object, Object> expected = new HashMap<>();
        byKey(pairs).forEach((key, values) -> expected.put(key, (long) values.size()));
        assertThat(counts).isEqualTo(expected);
    }

    @Test
    void littleMemoryMakesMoreRunsAndNotMoreObjects() throws Exception {
        List<Pair<Object, Object>> pairs = pairs(800, ExchangeTest::word);
        HashBuckets slices = new HashBuckets(2);
        Exchange exchange = fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES);

        List<Run> runs = produce(pairs, part -> exchange.counter(fixture.writer(), slices));

        assertThat(runs).hasSizeGreaterThan(10);
        assertThat(runs.stream().map(Run::object).distinct()).hasSize(2);
    }

    @SuppressWarnings("unchecked")
    private static <A> Aggregation<Object, Object, Object> untyped(Aggregation<?, A, ?> aggregation) {
        return (Aggregation<Object, Object, Object>) (Aggregation<?, ?, ?>) aggregation;
    }

    @ParameterizedTest
    @ValueSource(longs = {ExchangeFixture.TINY_BUDGET_BYTES, ExchangeFixture.AMPLE_BUDGET_BYTES})
    void anAggregationSeesTheValuesOfAKeyInOrder(long budget) throws Exception {
        List<Pair<Object, Object>> pairs = pairs(300, ExchangeTest::word);
        HashBuckets slices = new HashBuckets(1);
        Exchange exchange = fixture.exchange(budget);
        Aggregation<Object, Object, Object> joining =
                untyped(Aggregations.<String>reducing((left, right) -> left + "," + right));
        List<Pair<Object, Object>> texts = pairs.stream()
                .map(pair -> new Pair<Object, Object>(pair.key(), pair.value().toString()))
                .toList();

        List<Run> runs = produce(texts, part -> exchange.aggregator(fixture.writer(), slices, joining));

        Map<Object, Object> joined = new HashMap<>();
        exchange.aggregated(ExchangeFixture.whole(runs), joining)
                .forEachRemaining(row -> joined.put(((Pair<?, ?>) row).key(), ((Pair<?, ?>) row).value()));
        Map<Object, Object> expected = new HashMap<>();
        byKey(texts)
                .forEach((key, values) -> expected.put(
                        key,
                        String.join(",", values.stream().map(String::valueOf).toList())));
        assertThat(joined).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {ExchangeFixture.TINY_BUDGET_BYTES, ExchangeFixture.AMPLE_BUDGET_BYTES})
    void keysThatShareAHashAreToldApart(long budget) throws Exception {
        List<Pair<Object, Object>> pairs = pairs(20, ExchangeFixture.Colliding::new);
        HashBuckets slices = new HashBuckets(1);
        Exchange exchange = fixture.exchange(budget);

        List<Run> runs = produce(pairs, part -> exchange.pairs(fixture.writer(), slices));

        Map<Object, List<Object>> groups = new HashMap<>();
        exchange.grouped(ExchangeFixture.whole(runs)).forEachRemaining(row -> {
            Group<?, ?> group = (Group<?, ?>) row;
            assertThat(groups.put(group.key(), new ArrayList<>(group.toList()))).isNull();
        });
        assertThat(groups).isEqualTo(byKey(pairs));
    }

    @Test
    void aGroupThatIsLeftHalfReadDoesNotSpoilTheNext() throws Exception {
        List<Pair<Object, Object>> pairs = pairs(50, ExchangeTest::word);
        HashBuckets slices = new HashBuckets(0);
        Exchange exchange = fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES);

        List<Run> runs = produce(pairs, part -> exchange.pairs(fixture.writer(), slices));

        Map<Object, Object> firsts = new HashMap<>();
        exchange.grouped(ExchangeFixture.whole(runs)).forEachRemaining(row -> {
            Group<?, ?> group = (Group<?, ?>) row;
            firsts.put(group.key(), group.iterator().next());
        });
        Map<Object, Object> expected = new HashMap<>();
        byKey(pairs).forEach((key, values) -> expected.put(key, values.getFirst()));
        assertThat(firsts).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INNER", "LEFT", "FULL"})
    void aJoinIsThatOfNestedLoops(JoinKind kind) throws Exception {
        for (IntFunction<Object> key :
                List.<IntFunction<Object>>of(ExchangeTest::word, ExchangeFixture.Colliding::new)) {
            List<Pair<Object, Object>> left = pairs(90, key).subList(0, 400);
            List<Pair<Object, Object>> right = pairs(120, key).subList(0, 300);
            HashBuckets slices = new HashBuckets(1);
            Exchange exchange = fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES);
            List<Run> leftRuns = produce(left, part -> exchange.pairs(fixture.writer(), slices));
            List<Run> rightRuns = produce(right, part -> exchange.pairs(fixture.writer(), slices));

            List<Object> joined = new ArrayList<>();
            for (int slice = 0; slice < 2; slice++) {
                joined.addAll(ExchangeFixture.all(exchange.joined(
                        ExchangeFixture.ranges(leftRuns, slice, slice + 1),
                        ExchangeFixture.ranges(rightRuns, slice, slice + 1),
                        kind)));
            }

            assertThat(joined).containsExactlyInAnyOrderElementsOf(nestedLoops(left, right, kind));
        }
    }

    @Test
    void aKeyThatIsFrequentOnBothSidesGoesThroughTheDiskAndLosesNothing() throws Exception {
        List<Pair<Object, Object>> left = pairs(1, ExchangeTest::word).subList(0, 30);
        List<Pair<Object, Object>> right = pairs(1, ExchangeTest::word).subList(0, 2_000);
        Exchange exchange = fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES);
        HashBuckets slices = new HashBuckets(0);
        List<Run> leftRuns = produce(left, part -> exchange.pairs(fixture.writer(), slices));
        List<Run> rightRuns = produce(right, part -> exchange.pairs(fixture.writer(), slices));

        List<Object> joined = ExchangeFixture.all(
                exchange.joined(ExchangeFixture.whole(leftRuns), ExchangeFixture.whole(rightRuns), JoinKind.FULL));

        assertThat(joined).containsExactlyElementsOf(nestedLoops(left, right, JoinKind.FULL));
    }

    @Test
    void aListOverItsBudgetIsOnDiskAndCanBeReadAgain() throws Exception {
        SpillableList list = new SpillableList(1_000, ExchangeTest.class.getClassLoader());
        try (list) {
            for (long i = 0; i < 500; i++) {
                list.add(i);
            }

            assertThat(list.spilled()).isTrue();
            List<Object> expected =
                    new ArrayList<>(LongStream.range(0, 500).boxed().toList());
            assertThat(ExchangeFixture.all(list.iterator())).isEqualTo(expected);
            assertThat(ExchangeFixture.all(list.iterator())).isEqualTo(expected);
        }
    }

    /** Not a record, so that it goes by Kryo. */
    static final class Odd {
        final int number;

        Odd(int number) {
            this.number = number;
        }
    }

    @Test
    void valuesOfOtherClassesAreTakenOnlyFromWhoSharesTheKey() {
        Exchange exchange = fixture.exchange(ExchangeFixture.AMPLE_BUDGET_BYTES);
        List<Run> ours = odd(fixture.writer());
        List<Run> forged = odd(new RunWriter(fixture.store, "runs/forged", SigningKey.random()::sign));

        assertThat(exchange.inTurn(ExchangeFixture.whole(ours)).next())
                .isInstanceOfSatisfying(Odd.class, odd -> assertThat(odd.number).isEqualTo(42));
        assertThatThrownBy(() -> exchange.inTurn(ExchangeFixture.whole(forged)).next())
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("their seal is of others");
    }

    private static List<Run> odd(RunWriter writer) {
        writer.add(new Odd(42));
        return writer.finish();
    }

    private static List<Object> nestedLoops(
            List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, JoinKind kind) {
        List<Object> joined = new ArrayList<>();
        Map<Object, List<Object>> lefts = byKey(left);
        Map<Object, List<Object>> rights = byKey(right);
        left.forEach(pair -> {
            rights.getOrDefault(pair.key(), List.of())
                    .forEach(value -> joined.add(new Joined<>(pair.key(), pair.value(), value)));
            if (kind.keepsLeft() && !rights.containsKey(pair.key())) {
                joined.add(new Joined<>(pair.key(), pair.value(), null));
            }
        });
        right.stream()
                .filter(pair -> kind.keepsRight() && !lefts.containsKey(pair.key()))
                .forEach(pair -> joined.add(new Joined<>(pair.key(), null, pair.value())));
        return joined;
    }

    @ParameterizedTest
    @ValueSource(longs = {ExchangeFixture.TINY_BUDGET_BYTES, ExchangeFixture.AMPLE_BUDGET_BYTES})
    void sortedRowsAreInOrderAndThoseOfEqualKeysAsTheyCame(long budget) throws Exception {
        for (SortOrder order : SortOrder.values()) {
            SortKey key = new SortKey(row -> ((Pair<?, ?>) row).key(), order);
            List<Pair<Object, Object>> pairs = pairs(400, ExchangeTest::word);
            Exchange exchange = fixture.exchange(budget);
            SortGatherer sorter = exchange.sorter(fixture.writer(), key);
            for (Object pair : pairs) {
                sorter.add(pair);
            }

            List<Object> sorted =
                    ExchangeFixture.all(exchange.sorted(ExchangeFixture.whole(sorter.finish()), key, null, null));

            Map<Object, List<Object>> expected = new TreeMap<>((one, other) -> key.compare(one, other));
            expected.putAll(byKey(pairs));
            List<Object> inOrder = new ArrayList<>();
            expected.forEach((word, values) -> values.forEach(value -> inOrder.add(new Pair<>(word, value))));
            assertThat(sorted).isEqualTo(inOrder);
        }
    }

    @Test
    void aRangeHasTheRowsFromItsFirstKeyToBeforeItsEnd() throws Exception {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        Exchange exchange = fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES);
        SortGatherer sorter = exchange.sorter(fixture.writer(), key);
        for (int i = 999; i >= 0; i--) {
            sorter.add(i);
        }

        List<Object> range =
                ExchangeFixture.all(exchange.sorted(ExchangeFixture.whole(sorter.finish()), key, 250, 500));

        assertThat(range).hasSize(250).startsWith(250).endsWith(499);
    }

    @Test
    void whatIsKeptAsItIsComesBackAsItWas() {
        RunWriter writer = fixture.writer();
        for (int i = 0; i < 40_000; i++) {
            writer.add("row " + i);
        }

        List<Run> runs = writer.finish();

        List<Object> rows = ExchangeFixture.all(
                fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES).inTurn(ExchangeFixture.whole(runs)));
        assertThat(rows).hasSize(40_000).startsWith("row 0").endsWith("row 39999");
    }

    @Test
    void aProducerWithoutRowsLeavesNothing() throws Exception {
        assertThat(fixture.exchange(ExchangeFixture.TINY_BUDGET_BYTES)
                        .counter(fixture.writer(), new HashBuckets(2))
                        .finish())
                .isEmpty();
        assertThat(fixture.store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void aKeyThatIsEqualOnlyToItselfIsRefused() {
        record WithArray(int[] numbers) {}
        Object identity = new Object();

        assertThatThrownBy(() -> KeyHash.of(identity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> KeyHash.of(new WithArray(new int[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numbers");
    }
}
