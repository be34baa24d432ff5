package dev.kinglet.plan.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Pair;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operators;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.GraphText;
import dev.kinglet.plan.StageGraph.JoinPlan;
import dev.kinglet.plan.StoredGraph;
import dev.kinglet.plan.planner.Cache;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.plan.planner.Planner;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.store.StoreProfile;
import dev.kinglet.store.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs run in this process, by the runner of a test, beside what plain collections give. */
class InterpreterTest {

    private static final long PATIENCE_SECONDS = 30;
    private static final SinkOperator COLLECT = new SinkOperators.Collect(Integer.MAX_VALUE);
    private static final SortKey ASCENDING = new SortKey(record -> record, SortOrder.ASCENDING);

    private final InProcessStages stages = new InProcessStages();
    private final List<Refinement> refinements = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        stages.close();
    }

    private static ExchangePlanner exchanges(int memoryMegabytes) {
        return new ExchangePlanner(2, memoryMegabytes, AwsLambda.PROFILE, StoreProfile.of("memory:"));
    }

    private static Plan plan(DatasetNode node) {
        return Planner.plan(node, COLLECT, "collects", exchanges(1_024), TestStores.ANY);
    }

    private List<Object> run(Plan plan, int memoryMegabytes, StageRunner runner) {
        return new Interpreter(plan, exchanges(memoryMegabytes), runner, refinements::add)
                .run().stream().flatMap(output -> output.values().stream()).toList();
    }

    private List<Object> run(DatasetNode node) {
        return run(plan(node), 1_024, stages);
    }

    private static DatasetNode numbers(int many) {
        return new DatasetNode.Read(Sources.of(LongStream.range(0, many).boxed().toList()));
    }

    private static DatasetNode sorted(DatasetNode node) {
        return new DatasetNode.Sorted(node, ASCENDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_024})
    void anyGraphGivesWhatPlainCollectionsGive(int memoryMegabytes) {
        for (int seed = 0; seed < 150; seed++) {
            Trees.Tree tree = new Trees(seed).tree(4);

            assertThat(run(plan(tree.node()), memoryMegabytes, stages))
                    .as("tree %d", seed)
                    .containsExactlyInAnyOrderElementsOf(tree.records());
        }
    }

    @Test
    void anyGraphIsReadAsItWasStored() {
        for (int seed = 0; seed < 150; seed++) {
            Plan plan = plan(new Trees(seed).tree(5).node());
            List<StoredGraph.Part> parts = new ArrayList<>();
            plan.graph()
                    .stages()
                    .forEach(stage ->
                            parts.add(new StoredGraph.Part("c" + stage.number(), new byte[] {(byte) stage.number()})));

            StoredGraph read = StoredGraph.parse(new StoredGraph(plan.graph(), parts).toJson());

            assertThat(read.graph()).as("tree %d", seed).isEqualTo(plan.graph());
            assertThat(read.parts()).usingRecursiveComparison().isEqualTo(parts);
            assertThat(GraphText.of(read.graph())).isEqualTo(GraphText.of(plan.graph()));
        }
    }

    /** Records of some size behind an exchange, so that nobody knows beforehand how much they are. */
    private static DatasetNode texts(int many, int length) {
        DatasetNode texts = new DatasetNode.Each(
                numbers(many), new Operators.MapEach(number -> new Pair<>(number, "x".repeat(length))));
        return new DatasetNode.Sorted(texts, new SortKey(pair -> ((Pair<?, ?>) pair).key(), SortOrder.ASCENDING));
    }

    private static DatasetNode join(DatasetNode left, DatasetNode right) {
        KeyExtractor byNumber =
                new KeyExtractor(pair -> ((Pair<?, ?>) pair).key(), pair -> ((Pair<?, ?>) pair).value());
        return new DatasetNode.Join(left, byNumber, right, byNumber, JoinKind.INNER);
    }

    @Test
    void aJoinIsDoneAsTheSizesOfItsSidesHaveIt() {
        int large = 50_000;
        for (boolean leftIsLarge : new boolean[] {true, false}) {
            for (boolean rightIsLarge : new boolean[] {true, false}) {
                refinements.clear();
                DatasetNode join = join(texts(200, leftIsLarge ? large : 5), texts(300, rightIsLarge ? large : 5));

                assertThat(run(join)).hasSize(200);

                JoinPlan expected =
                        !rightIsLarge ? JoinPlan.RIGHT_WHOLE : leftIsLarge ? JoinPlan.EXCHANGE : JoinPlan.LEFT_WHOLE;
                assertThat(refinements).contains(new Refinement.OfJoin(0, expected));
                assertThat(plan(join).graph().joins().getFirst().plans()).containsExactly(JoinPlan.values());
            }
        }
    }

    @Test
    void joinsOfUnknownSizeOneBehindTheOtherDoNotMultiply() {
        DatasetNode node = texts(10, 5);
        for (int joins = 0; joins < 12; joins++) {
            node = new DatasetNode.Each(
                    join(node, texts(10, 5)),
                    new Operators.MapEach(joined -> new Pair<>(((dev.kinglet.Joined<?, ?, ?>) joined).key(), "y")));
        }

        assertThat(plan(node).graph().stages().stream()
                        .mapToInt(stage -> stage.pipelines().size())
                        .sum())
                .isLessThan(500);
        assertThat(run(node)).hasSize(10);
    }

    /** Has each stage wait until so many are there. */
    private StageRunner together(int many) {
        CyclicBarrier barrier = new CyclicBarrier(many);
        AtomicInteger begun = new AtomicInteger();
        return new Delegating() {
            @Override
            public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
                if (begun.getAndIncrement() < many) {
                    await(barrier);
                }
                return super.run(function, tasks, code);
            }
        };
    }

    private class Delegating implements StageRunner {
        @Override
        public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
            return stages.run(function, tasks, code);
        }

        @Override
        public void cancel() {}
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("stages ran one after the other", e);
        }
    }

    @Test
    void stagesThatDoNotNeedEachOtherRunSideBySide() {
        DatasetNode three = new DatasetNode.Union(
                new DatasetNode.Union(sorted(numbers(3)), sorted(numbers(4))), sorted(numbers(5)));

        assertThat(run(plan(three), 1_024, together(3)))
                .containsExactly(0L, 1L, 2L, 0L, 1L, 2L, 3L, 0L, 1L, 2L, 3L, 4L);
        // What both sides of a join read, though its plan waits for their sizes.
        assertThat(run(plan(join(texts(5, 5), texts(4, 5))), 1_024, together(2)))
                .hasSize(4);
    }

    @Test
    void aFailureEndsWhatRunsBesideIt() {
        DatasetNode two = new DatasetNode.Union(sorted(numbers(3)), sorted(numbers(4)));
        IllegalStateException first = new IllegalStateException("the first");
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        StageRunner runner = new StageRunner() {
            @Override
            public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
                boolean fails = begun.getAndIncrement() == 0;
                await(both);
                if (fails) {
                    throw first;
                }
                try {
                    assertThat(cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                throw new CancellationException("the echo");
            }

            @Override
            public void cancel() {
                cancelled.countDown();
            }
        };

        assertThatThrownBy(() -> run(plan(two), 1_024, runner)).isSameAs(first);
        assertThat(begun).hasValue(2);
    }

    /** Counts stages that keep records. */
    private static boolean keeps(StageFunction function) {
        return function.sink() instanceof SinkOperators.Keep;
    }

    @Test
    void whatIsCachedIsComputedOnceAlsoByActionsAtTheSameTime() throws Exception {
        DatasetNode cached = new DatasetNode.Cached(sorted(numbers(6)), new Cache());
        DatasetNode twice = new DatasetNode.Union(cached, cached);
        Plan early = plan(twice);
        AtomicInteger kept = new AtomicInteger();
        StageRunner counting = new Delegating() {
            @Override
            public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
                if (keeps(function)) {
                    kept.incrementAndGet();
                }
                return super.run(function, tasks, code);
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Object>>> actions = new ArrayList<>();
            for (int action = 0; action < 4; action++) {
                actions.add(threads.submit(() -> run(plan(twice), 1_024, counting)));
            }
            for (Future<List<Object>> action : actions) {
                assertThat(action.get()).hasSize(12);
            }
        }
        assertThat(run(early, 1_024, counting)).hasSize(12);
        assertThat(kept).hasValue(1);
        assertThat(plan(twice).graph().stages()).hasSize(1);
    }

    @Test
    void whatFailedToBeCachedIsTriedByTheNextAction() {
        DatasetNode cached = new DatasetNode.Cached(numbers(6), new Cache());
        AtomicInteger kept = new AtomicInteger();
        StageRunner onceFailing = new Delegating() {
            @Override
            public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
                if (keeps(function) && kept.getAndIncrement() == 0) {
                    throw new IllegalStateException("once");
                }
                return super.run(function, tasks, code);
            }
        };

        assertThatThrownBy(() -> run(plan(cached), 1_024, onceFailing)).hasMessage("once");
        assertThat(run(plan(cached), 1_024, onceFailing)).hasSize(6);
        assertThat(kept).hasValue(2);
    }

    @Test
    void takingAFewRunsFewCallsOfTheLastStage() {
        List<Integer> calls = new ArrayList<>();
        StageRunner counting = new Delegating() {
            @Override
            public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
                calls.add(tasks.size());
                return super.run(function, tasks, code);
            }
        };
        Plan plan = Planner.plan(numbers(8), new SinkOperators.Collect(3), "takes", exchanges(1_024), TestStores.ANY);

        List<Object> taken = new Interpreter(plan, exchanges(1_024), counting, refinements::add).take(3);

        assertThat(taken).containsExactly(0L, 1L, 2L);
        assertThat(calls).containsExactly(1, 4);
    }

    @Test
    void aStageThatNobodyNeedsDoesNotRun() {
        DatasetNode counts = new DatasetNode.ByKey(
                numbers(6), new SinkOperators.Counts(Trees.BY_REST), new SourceOperator.Counting());
        DatasetNode cached = new DatasetNode.Cached(counts, new Cache());
        Plan early = plan(cached);
        run(cached);
        int begun = stages.stages();

        List<CallOutput> outputs = new Interpreter(early, exchanges(1_024), stages, refinements::add).run();

        assertThat(outputs.stream().mapToInt(output -> output.values().size()).sum())
                .isEqualTo(6);
        assertThat(stages.stages() - begun).isEqualTo(1);
    }
}
