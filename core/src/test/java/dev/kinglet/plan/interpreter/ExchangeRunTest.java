package dev.kinglet.plan.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Aggregation;
import dev.kinglet.Aggregations;
import dev.kinglet.BadRecords;
import dev.kinglet.Count;
import dev.kinglet.Group;
import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.format.Share;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Layout;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.HashPartition;
import dev.kinglet.plan.planner.Partition;
import dev.kinglet.plan.planner.Partitioning;
import dev.kinglet.plan.planner.RangePartition;
import dev.kinglet.reduce.HashBuckets;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.storage.Request;
import dev.kinglet.store.StoreProfile;
import dev.kinglet.store.TestStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchanges with one level, with two, and with rounds of combiners, which must give the same. */
class ExchangeRunTest {

    private static final int PRODUCERS = 16;

    /** So many calls at once, and twice as many consumers. */
    private static final int WORKERS = 4;

    private static final Partitioning PARTITIONS = new Partitioning(WORKERS, 1);
    private static final HashBuckets SLICES = PARTITIONS.slices(1_000);

    /** Memory for all runs: one level. */
    private static final int AMPLE = 10_240;

    /** Memory for four runs: two levels. */
    private static final int FOR_FOUR_RUNS = 7;

    /** Memory for no more than two runs: several rounds. */
    private static final int FOR_TWO_RUNS = 1;

    private final InProcessStages stages = new InProcessStages();
    private final SplittableRandom random = new SplittableRandom(11);

    @AfterEach
    void close() {
        stages.close();
    }

    private static final KeyExtractor BY_KEY =
            new KeyExtractor(pair -> ((Pair<?, ?>) pair).key(), pair -> ((Pair<?, ?>) pair).value());
    private static final SortKey IN_ORDER = new SortKey(pair -> ((Pair<?, ?>) pair).key(), SortOrder.DESCENDING);

    @SuppressWarnings("unchecked") // values are texts
    private static final Aggregation<Object, Object, Object> CHAINED = (Aggregation<Object, Object, Object>)
            (Aggregation<?, ?, ?>) Aggregations.<String>reducing((left, right) -> left + "," + right);

    enum Operation {
        COUNT,
        AGGREGATE,
        GROUP,
        INNER_JOIN,
        LEFT_JOIN,
        FULL_JOIN,
        SORT;

        SinkOperator producer() {
            return switch (this) {
                case COUNT -> new SinkOperators.Counts(BY_KEY);
                case AGGREGATE -> new SinkOperators.Accumulate(BY_KEY, CHAINED);
                case GROUP, INNER_JOIN, LEFT_JOIN, FULL_JOIN -> new SinkOperators.Scatter(BY_KEY);
                case SORT -> new SinkOperators.Sort(IN_ORDER);
            };
        }

        SourceOperator.FromExchange consumer() {
            return switch (this) {
                case COUNT -> new SourceOperator.Counting();
                case AGGREGATE -> new SourceOperator.Aggregating(CHAINED);
                case GROUP -> new SourceOperator.Grouping();
                case INNER_JOIN -> new SourceOperator.Joining(JoinKind.INNER);
                case LEFT_JOIN -> new SourceOperator.Joining(JoinKind.LEFT);
                case FULL_JOIN -> new SourceOperator.Joining(JoinKind.FULL);
                case SORT -> new SourceOperator.Sorting(IN_ORDER);
            };
        }

        ExchangeRun.Combiners combiners() {
            return new ExchangeRun.Combiners(consumer().combiners(), calls -> layout(1_000));
        }

        Layout layout(long rows) {
            return this == SORT ? new Layout(-1, rows) : new Layout(SLICES.bits(), rows);
        }

        boolean joins() {
            return this == INNER_JOIN || this == LEFT_JOIN || this == FULL_JOIN;
        }
    }

    /** Records whose keys are drawn from some; each value is told apart by its number. */
    private List<Object> pairs(int many, Function<SplittableRandom, String> key) {
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            pairs.add(new Pair<>(key.apply(random), "v" + i));
        }
        return pairs;
    }

    private static String anyOf(SplittableRandom random) {
        return "k" + random.nextInt(400);
    }

    /** Half of all records have one key, half of the others another one, and so on. */
    private static String skewed(SplittableRandom random) {
        return "k" + Long.numberOfTrailingZeros(random.nextLong());
    }

    private StageOutput leave(List<Object> records, int producers, SinkOperator sink, Layout layout) {
        List<? extends Share<?>> shares = SharePlanner.plan(Sources.of(records), TestStores.ANY, 1 << 20, producers);
        List<CallInput> inputs =
                shares.stream().<CallInput>map(CallInput.OfShare::new).toList();
        return run(new SourceOperator.FromSource("records", BadRecords.fail()), inputs, sink, layout);
    }

    private StageOutput run(SourceOperator source, List<CallInput> inputs, SinkOperator sink, Layout layout) {
        return stages.run(
                new StageFunction(List.of(new StageFunction.Pipeline(source, List.of())), sink),
                inputs.stream()
                        .map(input -> new StageFunction.Call(0, input, layout))
                        .toList(),
                ProgramCode.NONE);
    }

    /** What the consumers are given, of one side or two. */
    private ExchangeRun.ExchangeInput bring(Operation operation, int memoryMegabytes, List<List<Object>> sides) {
        List<StageOutput> told = new ArrayList<>();
        for (List<Object> side : sides) {
            told.add(leave(side, PRODUCERS / sides.size(), operation.producer(), operation.layout(0)));
        }
        Partition all = operation == Operation.SORT
                ? new RangePartition(told.getFirst().runs(), IN_ORDER)
                : new HashPartition(told.stream().map(StageOutput::runs).toList(), SLICES);
        ExchangePlanner plan =
                new ExchangePlanner(WORKERS, memoryMegabytes, AwsLambda.PROFILE, StoreProfile.of("memory:"));
        return new ExchangeRun(plan, PARTITIONS, stages).bring(all, ProgramCode.NONE, operation.combiners());
    }

    private List<Object> results(Operation operation, int memoryMegabytes, List<List<Object>> sides) {
        ExchangeRun.ExchangeInput brought = bring(operation, memoryMegabytes, sides);
        return run(operation.consumer(), brought.inputs(), new SinkOperators.Collect(Integer.MAX_VALUE), Layout.PLAIN)
                .outputs()
                .stream()
                .map(CallOutput::values)
                .flatMap(List::stream)
                .toList();
    }

    private List<List<Object>> sides(Operation operation, Function<SplittableRandom, String> key) {
        return operation.joins() ? List.of(pairs(300, key), pairs(60, key)) : List.of(pairs(3_000, key));
    }

    @ParameterizedTest
    @EnumSource
    void combinersChangeNothing(Operation operation) {
        for (Function<SplittableRandom, String> key : List.<Function<SplittableRandom, String>>of(
                ExchangeRunTest::anyOf, ExchangeRunTest::skewed, ignored -> "hot")) {
            List<List<Object>> sides = sides(operation, key);

            int begun = stages.stages();
            List<Object> straight = results(operation, AMPLE, sides);
            int stagesOfOneLevel = stages.stages() - begun;
            List<Object> combined = results(operation, FOR_FOUR_RUNS, sides);
            int stagesOfTwoLevels = stages.stages() - begun - stagesOfOneLevel;
            List<Object> inRounds = results(operation, FOR_TWO_RUNS, sides);
            int stagesInRounds = stages.stages() - begun - stagesOfOneLevel - stagesOfTwoLevels;

            assertThat(straight).isNotEmpty();
            assertThat(combined).isEqualTo(straight);
            assertThat(inRounds).isEqualTo(straight);
            assertThat(stagesOfTwoLevels).isEqualTo(stagesOfOneLevel + 1);
            assertThat(stagesInRounds).isGreaterThan(stagesOfTwoLevels);
        }
    }

    @Test
    void whatComesThroughCombinersIsWhatPlainCollectionsGive() {
        List<Object> records = pairs(3_000, ExchangeRunTest::anyOf);
        Map<Object, List<Object>> byKey = new HashMap<>();
        records.forEach(record -> byKey.computeIfAbsent(((Pair<?, ?>) record).key(), k -> new ArrayList<>())
                .add(((Pair<?, ?>) record).value()));

        assertThat(results(Operation.COUNT, FOR_FOUR_RUNS, List.of(records)))
                .containsExactlyInAnyOrderElementsOf(byKey.entrySet().stream()
                        .map(entry ->
                                new Count<>(entry.getKey(), entry.getValue().size()))
                        .toList());
        assertThat(results(Operation.GROUP, FOR_FOUR_RUNS, List.of(records)))
                .containsExactlyInAnyOrderElementsOf(byKey.entrySet().stream()
                        .map(entry -> new Group.Listed<>(entry.getKey(), entry.getValue()))
                        .toList());
        assertThat(results(Operation.SORT, FOR_FOUR_RUNS, List.of(records)))
                .isEqualTo(records.stream()
                        .sorted((one, other) -> IN_ORDER.compare(((Pair<?, ?>) one).key(), ((Pair<?, ?>) other).key()))
                        .toList());
        assertThat(results(Operation.INNER_JOIN, FOR_FOUR_RUNS, List.of(records, List.of(new Pair<>("k7", "right")))))
                .containsExactlyElementsOf(byKey.getOrDefault("k7", List.of()).stream()
                        .map(value -> new Joined<>("k7", value, "right"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"COUNT", "AGGREGATE", "GROUP", "SORT"})
    void requestsAreThoseOfAGridOfGroupsAndParts(Operation operation) {
        List<Object> records = pairs(120_000, generator -> "k" + generator.nextInt(1_000_000));
        int consumers = 2 * WORKERS;

        ExchangeRun.ExchangeInput straight = bring(operation, AMPLE, List.of(records));
        run(operation.consumer(), straight.inputs(), new SinkOperators.CountRows(), Layout.PLAIN);

        assertThat(straight.inputs()).hasSize(consumers);
        assertThat(stages.requests())
                .isEqualTo(Map.of(Request.UPLOAD, PRODUCERS, Request.GET_RANGE, PRODUCERS * consumers));

        ExchangeRun.ExchangeInput combined = bring(operation, FOR_FOUR_RUNS, List.of(records));
        run(operation.consumer(), combined.inputs(), new SinkOperators.CountRows(), Layout.PLAIN);

        int groups = 4; // √16
        int parts = 2; // 8 / √16
        assertThat(combined.inputs()).hasSize(consumers);
        assertThat(stages.requests())
                .isEqualTo(Map.of(
                        Request.UPLOAD,
                        PRODUCERS + groups * parts,
                        Request.GET_RANGE,
                        PRODUCERS * parts + consumers * groups));
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptThatIsRepeatedDoublesNothing(Operation operation) {
        List<List<Object>> sides = sides(operation, ExchangeRunTest::anyOf);
        List<Object> once = results(operation, FOR_FOUR_RUNS, sides);
        int uploads = stages.requests().getOrDefault(Request.UPLOAD, 0);

        stages.attempts(2);
        List<Object> repeated = results(operation, FOR_FOUR_RUNS, sides);

        assertThat(repeated).isEqualTo(once);
        assertThat(stages.requests()).containsEntry(Request.UPLOAD, 2 * uploads);
    }

    @Test
    void roundsAreToldOf() {
        List<Object> records = pairs(300, ExchangeRunTest::anyOf);

        assertThat(bring(Operation.GROUP, FOR_FOUR_RUNS, List.of(records)).why())
                .doesNotContain("rounds");
        assertThat(bring(Operation.GROUP, FOR_TWO_RUNS, List.of(records)).why())
                .contains("two levels", "16 runs", "at most 2", "3 rounds of combiners");
    }

    @ParameterizedTest
    @EnumSource
    void ofNothingNothingIsBrought(Operation operation) {
        List<List<Object>> nothing = operation.joins() ? List.of(List.of(), List.of()) : List.of(List.of());

        assertThat(bring(operation, FOR_TWO_RUNS, nothing).inputs()).isEmpty();
        assertThat(stages.requests()).isEmpty();
    }
}
