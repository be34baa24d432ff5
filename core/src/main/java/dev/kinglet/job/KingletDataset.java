package dev.kinglet.job;

import dev.kinglet.CallOptions;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.JobReport;
import dev.kinglet.KeyedDataset;
import dev.kinglet.RemoteConsumer;
import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteMultiFunction;
import dev.kinglet.RemotePredicate;
import dev.kinglet.RemoteReducer;
import dev.kinglet.Sink;
import dev.kinglet.SortOrder;
import dev.kinglet.closure.ReturnedType;
import dev.kinglet.equality.KeyHash;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operator;
import dev.kinglet.operator.Operators;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.plan.GraphText;
import dev.kinglet.plan.planner.Cache;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.plan.planner.Planner;
import dev.kinglet.reduce.SortKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A dataset as users hold it. Functions are captured here to be refused here, if they cannot travel, and once more with the stage that
 * they run in.
 */
@SuppressWarnings(
        "unchecked") // records are objects below the API; what the user's types say holds, as each function was made
// for them
final class KingletDataset<T> implements Dataset<T> {

    /** What becomes of the records of an action, in the words of its graph. */
    static final String TO_THE_ACTION = "hands the records to the action";

    private final Jobs jobs;
    private final DatasetNode node;
    private final CallOptions options;
    private final Consumer<? super DatasetJob> listener;

    KingletDataset(Jobs jobs, DatasetNode node) {
        this(jobs, node, CallOptions.defaults(), job -> {});
    }

    private KingletDataset(Jobs jobs, DatasetNode node, CallOptions options, Consumer<? super DatasetJob> listener) {
        this.jobs = jobs;
        this.node = node;
        this.options = options;
        this.listener = listener;
    }

    DatasetNode node() {
        return node;
    }

    /** Another dataset of the same executor, with the same options. */
    <R> KingletDataset<R> of(DatasetNode other) {
        return new KingletDataset<>(jobs, other, options, listener);
    }

    private <R> Dataset<R> then(Operator operator) {
        return of(new DatasetNode.Each(node, operator));
    }

    /** The function, after a look at whether it can travel. */
    <F> F travelling(F function, String parameter) {
        jobs.capture(function, function, parameter);
        return function;
    }

    @Override
    public <R> Dataset<R> map(RemoteFunction<? super T, ? extends R> function) {
        return then(new Operators.MapEach((RemoteFunction<Object, Object>) travelling(function, "function")));
    }

    @Override
    public <R> Dataset<R> flatMap(RemoteFunction<? super T, ? extends Iterable<? extends R>> function) {
        return then(new Operators.FlatMap(
                (RemoteFunction<Object, Iterable<?>>) (RemoteFunction<?, ?>) travelling(function, "function")));
    }

    @Override
    public <R> Dataset<R> mapMulti(RemoteMultiFunction<? super T, R> function) {
        return then(new Operators.MapMulti((RemoteMultiFunction<Object, Object>) travelling(function, "function")));
    }

    @Override
    public Dataset<T> filter(RemotePredicate<? super T> condition) {
        return then(new Operators.Filter((RemotePredicate<Object>) travelling(condition, "condition")));
    }

    @Override
    public <R> Dataset<R> mapPartitions(RemoteFunction<? super Iterator<T>, ? extends Iterator<? extends R>> function) {
        return then(new Operators.MapPartition((RemoteFunction<Iterator<Object>, Iterator<?>>)
                (RemoteFunction<?, ?>) travelling(function, "function")));
    }

    @Override
    public <R extends Record> Dataset<R> mapBatches(
            RemoteFunction<? super VectorSchemaRoot, ? extends VectorSchemaRoot> function, Class<R> rows) {
        return then(new Operators.MapBatches(
                (RemoteFunction<VectorSchemaRoot, VectorSchemaRoot>) travelling(function, "function"), rows));
    }

    @Override
    public <K> KeyedDataset<K, T> keyBy(RemoteFunction<? super T, ? extends K> key) {
        RemoteFunction<Object, Object> travelling = (RemoteFunction<Object, Object>) travelling(key, "key");
        Class<?> type = ReturnedType.of(key);
        if (type != null) {
            KeyHash.check(type);
        }
        return new KingletKeyed<>(this, travelling, null);
    }

    @Override
    public Dataset<Count<T>> countByKey() {
        return new KingletKeyed<T, T>(this, KeyExtractor.itself(), null).countByKey();
    }

    @Override
    public Dataset<T> distinct() {
        return countByKey().map(Count::key);
    }

    @Override
    public Dataset<T> union(Dataset<? extends T> other) {
        return of(new DatasetNode.Union(node, own(other).node));
    }

    /** A dataset of this executor: of another's, neither code nor data would be found. */
    <R> KingletDataset<R> own(Dataset<R> other) {
        if (other instanceof KingletDataset<R> dataset && dataset.jobs == jobs) {
            return dataset;
        }
        throw new IllegalArgumentException("the other dataset belongs to another executor; read both by the same one");
    }

    @Override
    public Dataset<T> sample(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction must be from 0 to 1, but is " + fraction);
        }
        return then(new Operators.Sample(fraction, seed));
    }

    @Override
    public <K extends Comparable<? super K>> Dataset<T> sortBy(RemoteFunction<? super T, K> key, SortOrder order) {
        return of(new DatasetNode.Sorted(node, sortKey(key, order)));
    }

    @Override
    public Dataset<T> sortByBytes(RemoteFunction<? super T, byte[]> key, SortOrder order) {
        return of(new DatasetNode.Sorted(node, sortKey(key, order)));
    }

    private SortKey sortKey(RemoteFunction<? super T, ?> key, SortOrder order) {
        return new SortKey((RemoteFunction<Object, Object>) travelling(key, "key"), order);
    }

    @Override
    public Dataset<T> cache() {
        return of(new DatasetNode.Cached(node, new Cache()));
    }

    private DatasetRun begin() {
        DatasetRun run = new DatasetRun(jobs, options);
        listener.accept(run);
        return run;
    }

    private List<CallOutput> run(SinkOperator sink) {
        return begin().run(node, sink);
    }

    @Override
    public List<T> collect() {
        List<T> values = new ArrayList<>();
        run(new SinkOperators.Collect(Integer.MAX_VALUE)).forEach(output -> values.addAll((List<T>) output.values()));
        return values;
    }

    @Override
    public long count() {
        return run(new SinkOperators.CountRows()).stream()
                .mapToLong(CallOutput::rows)
                .sum();
    }

    @Override
    public Optional<T> reduce(RemoteReducer<T> reducer) {
        RemoteReducer<Object> untyped = (RemoteReducer<Object>) travelling(reducer, "reducer");
        DatasetRun run = begin();
        List<Object> joined = run.run(node, new SinkOperators.Reduce(untyped)).stream()
                .flatMap(output -> output.values().stream())
                .toList();
        // What the calls came to is few values, of which a last call makes one.
        return (Optional<T>) run.reduce(joined, untyped);
    }

    @Override
    public List<T> take(int many) {
        atLeastNone(many);
        return many == 0 ? List.of() : (List<T>) begin().take(node, many);
    }

    @Override
    public <K extends Comparable<? super K>> List<T> top(int many, RemoteFunction<? super T, K> key) {
        atLeastNone(many);
        if (many == 0) {
            return List.of();
        }
        SortKey sortKey = sortKey(key, SortOrder.DESCENDING);
        return (List<T>) DatasetRun.best(run(new SinkOperators.Top(many, sortKey)), many, sortKey);
    }

    private static void atLeastNone(int many) {
        if (many < 0) {
            throw new IllegalArgumentException("many must be at least 0, but is " + many);
        }
    }

    @Override
    public void forEach(RemoteConsumer<? super T> consumer) {
        run(new SinkOperators.ForEach((RemoteConsumer<Object>) travelling(consumer, "consumer")));
    }

    @Override
    public JobReport write(Sink<? super T> sink) {
        DatasetRun run = begin();
        run.write(node, (Sink<Object>) travelling(sink, "sink"));
        return run.report();
    }

    @Override
    public String explain() {
        SinkOperator sink = new SinkOperators.Collect(Integer.MAX_VALUE);
        return GraphText.of(Planner.plan(node, sink, TO_THE_ACTION, jobs.exchanges(options), jobs.stores())
                .graph());
    }

    @Override
    public Dataset<T> with(CallOptions other) {
        return new KingletDataset<>(jobs, node, other, listener);
    }

    @Override
    public Dataset<T> onJob(Consumer<? super DatasetJob> other) {
        return new KingletDataset<>(jobs, node, options, other);
    }
}
