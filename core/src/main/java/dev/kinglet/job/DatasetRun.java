package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kinglet.CallOptions;
import dev.kinglet.DatasetJob;
import dev.kinglet.JobReport;
import dev.kinglet.RemoteReducer;
import dev.kinglet.Sink;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SinkWriter;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.interpreter.Interpreter;
import dev.kinglet.plan.interpreter.Refinement;
import dev.kinglet.plan.interpreter.StageOutput;
import dev.kinglet.plan.interpreter.StageRunner;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.plan.planner.Planner;
import dev.kinglet.reduce.Fold;
import dev.kinglet.reduce.Sneaky;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.Keys;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** One action of a dataset: plans it, and runs the stages of its graph as jobs' stages. Stages that run side by side come in threads of their own. */
final class DatasetRun implements DatasetJob, StageRunner {

    private final Jobs jobs;
    private final JobRun job;
    private final CallOptions options;
    private final ExchangePlanner exchangePlan;
    private final List<String> exchanges = new CopyOnWriteArrayList<>();

    @GuardedBy("this")
    private final IdentityHashMap<StageFunction, CapturedClosure> captured = new IdentityHashMap<>();

    @GuardedBy("this")
    private final Set<StageFutures<?>> underWay = new HashSet<>();

    @GuardedBy("this")
    private boolean cancelled;

    @GuardedBy("this")
    private int redirected;

    DatasetRun(Jobs jobs, CallOptions options) {
        this.jobs = jobs;
        this.job = jobs.begin();
        this.options = options.failingFast();
        this.exchangePlan = jobs.exchanges(options);
    }

    @Override
    public JobReport report() {
        return job.report();
    }

    @Override
    public List<String> exchanges() {
        return List.copyOf(exchanges);
    }

    private void refined(Refinement refinement) {
        if (refinement instanceof Refinement.OfExchange exchange) {
            exchanges.add(exchange.consumer() + ": " + exchange.why());
        }
    }

    /** Runs what a dataset needs, and a stage with this end. */
    List<CallOutput> run(DatasetNode node, SinkOperator sink) {
        return run(Planner.plan(node, sink, KingletDataset.TO_THE_ACTION, exchangePlan, job.stores), Interpreter::run);
    }

    /** Runs a plan. */
    <R> R run(Plan plan, Function<Interpreter, R> how) {
        job.whenStaged(() -> jobs.later("graph", job, () -> StoredPlan.write(plan, job, this::capture, jobs)));
        try {
            return how.apply(new Interpreter(plan, exchangePlan, this, this::refined));
        } finally {
            jobs.end(job);
        }
    }

    @Override
    public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
        StageFutures<CallOutput> futures = begin(function, tasks, code);
        List<CallOutput> outputs;
        try {
            outputs = futures.join();
        } finally {
            ended(futures);
        }
        if (outputs.stream().anyMatch(output -> !output.runs().isEmpty())) {
            job.noteStaged();
        }
        for (int call = 0; call < outputs.size(); call++) {
            passOver(outputs.get(call), function.pipelines().get(tasks.get(call).pipeline()));
        }
        return new StageOutput(outputs, futures.stage.code());
    }

    private synchronized StageFutures<CallOutput> begin(
            StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
        if (cancelled) {
            throw new CancellationException("another stage of the job " + job.id + " has failed");
        }
        StageFutures<CallOutput> futures = jobs.mapTasks(job, capture(function), code, tasks, options);
        underWay.add(futures);
        return futures;
    }

    private synchronized void ended(StageFutures<?> futures) {
        underWay.remove(futures);
    }

    /** A function is captured once, for those who run it and for those who read the graph. */
    private synchronized CapturedClosure capture(StageFunction function) {
        return captured.computeIfAbsent(function, any -> jobs.capture(any, any, "dataset"));
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        underWay.forEach(StageFutures::cancel);
    }

    /** Counts the bad records of a call, and gives those that were redirected a name that is seen. */
    private void passOver(CallOutput output, StageFunction.Pipeline pipeline) {
        job.passedOver(output.badRecords());
        String location = pipeline.source().badRecords().location();
        if (output.badObject() != null && location != null) {
            ObjectStore store = job.stores.at(location);
            store.copy(output.badObject(), Keys.badRecords(job.id, nextRedirected()));
            store.delete(output.badObject());
        }
    }

    private synchronized int nextRedirected() {
        return redirected++;
    }

    /** Writes a dataset. */
    void write(DatasetNode node, Sink<Object> sink) {
        SinkCommit commit = new SinkCommit(sink, job.id, job.stores);
        try {
            Plan plan = Planner.plan(
                    node,
                    new SinkWriter(sink, commit.location()),
                    "writes the records to " + commit.location(),
                    exchangePlan,
                    job.stores);
            List<String> parts = run(plan, Interpreter::run).stream()
                    .flatMap(output -> output.values().stream())
                    .map(String.class::cast)
                    .toList();
            commit.publish(parts);
        } catch (RuntimeException | Error e) {
            try {
                commit.clear();
            } catch (StorageException clearing) {
                e.addSuppressed(clearing); // why the job failed is what the user has to hear
            }
            throw e;
        }
    }

    /** The first values of a dataset, from as few calls as that takes. */
    List<Object> take(DatasetNode node, int many) {
        Plan plan = Planner.plan(
                node, new SinkOperators.Collect(many), KingletDataset.TO_THE_ACTION, exchangePlan, job.stores);
        return run(plan, interpreter -> interpreter.take(many));
    }

    /** The best of the values that calls found best, each call's in order. */
    static List<Object> best(List<CallOutput> outputs, int many, SortKey key) {
        return outputs.stream()
                .flatMap(output -> output.values().stream())
                .sorted((one, other) -> {
                    try {
                        return key.compare(key.of(one), key.of(other));
                    } catch (Exception e) {
                        throw Sneaky.rethrow(e);
                    }
                })
                .limit(many)
                .toList();
    }

    /** One of some values, joined in a function as those of a call are. */
    Optional<Object> reduce(List<Object> values, RemoteReducer<Object> reducer) {
        if (values.size() < 2) {
            return values.stream().findFirst();
        }
        Fold<Object> fold = new Fold<>(reducer);
        CapturedClosure closure = jobs.capture(fold, reducer, "reducer");
        return Optional.of(jobs.mapValues(job, closure, List.of(values).iterator(), () -> {}, options, 0)
                .join()
                .getFirst());
    }
}
