package dev.kinglet.execute.process;

import dev.kinglet.CallContext;
import dev.kinglet.CallId;
import dev.kinglet.Count;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.WorkReport;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.invoke.WorkerContext;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operators;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SinkWriter;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.interpreter.Interpreter;
import dev.kinglet.plan.interpreter.StageOutput;
import dev.kinglet.plan.interpreter.StageRunner;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.plan.planner.Planner;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.StoreProfile;
import dev.kinglet.store.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stages of a word count, one after the other in a training call: read and counted, added up and sorted, merged and written. So the
 * cache has the classes of datasets, and what the JVM learned about their loops, which every worker would otherwise have to learn in its
 * first calls.
 */
final class DatasetTraining {

    private static final int WORDS_EACH_LINE = 12;
    private static final int MEMORY_MEGABYTES = 512;

    private DatasetTraining() {}

    /** Lines of short words and longer ones, a few of them frequent. */
    static String text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            for (int word = 0; word < WORDS_EACH_LINE; word++) {
                int number = line * WORDS_EACH_LINE + word;
                text.append(number % 9 == 0 ? "considerably" : "w")
                        .append(number % (number % 3 == 0 ? 10_007 : 211))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Counts the words of a text, and writes the counts to a folder. */
    static long run(String text, String folder) {
        DatasetNode words = new DatasetNode.Each(
                new DatasetNode.Read(Sources.text(text)),
                new Operators.FlatMap(line -> Arrays.asList(((String) line).split(" "))));
        DatasetNode counts = new DatasetNode.ByKey(
                words,
                new SinkOperators.Counts(new KeyExtractor(KeyExtractor.itself(), null)),
                new SourceOperator.Counting());
        SortKey byCount = new SortKey(count -> ((Count<?>) count).count(), SortOrder.DESCENDING);
        ExchangePlanner exchanges =
                new ExchangePlanner(1, MEMORY_MEGABYTES, LocalProfile.of(1), StoreProfile.of(folder));
        Plan plan = Planner.plan(
                new DatasetNode.Sorted(counts, byCount),
                new SinkWriter(Sinks.csv(folder), folder),
                "writes them",
                exchanges,
                Stores.current());
        return new Interpreter(plan, exchanges, new InThisCall(), refinement -> {})
                .run().stream().mapToLong(CallOutput::rows).sum();
    }

    /** Runs the calls of all stages within this one, one after the other. */
    private static final class InThisCall implements StageRunner {

        private final WorkerContext outer = (WorkerContext) CallContext.current();
        private int stages;

        @Override
        public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
            List<CallOutput> outputs = new ArrayList<>();
            for (StageFunction.Call task : tasks) {
                CallId call = new CallId(outer.call().job(), stages, outputs.size());
                try {
                    outputs.add(CallContext.with(new Within(outer, call), () -> function.apply(task)));
                } catch (Exception e) {
                    throw new IllegalStateException("the training call " + call + " failed", e);
                }
            }
            stages++;
            return new StageOutput(outputs, code);
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException("no stages of the training run side by side");
        }
    }

    /** The context of a call within another. */
    private record Within(WorkerContext outer, CallId call) implements WorkerContext {

        @Override
        public SigningKey key() {
            return outer.key();
        }

        @Override
        public int attempt() {
            return outer.attempt();
        }

        @Override
        public Duration timeLeft() {
            return outer.timeLeft();
        }

        @Override
        public int memoryMegabytes() {
            return outer.memoryMegabytes();
        }

        @Override
        public Stores stores() {
            return outer.stores();
        }

        @Override
        public ObjectStore store() {
            return outer.store();
        }

        @Override
        public WorkReport report() {
            return outer.report();
        }

        @Override
        public System.Logger logger() {
            return outer.logger();
        }
    }
}
