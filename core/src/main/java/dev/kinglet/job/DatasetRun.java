package dev.kinglet.job;

import dev.kinglet.BadRecords;
import dev.kinglet.CallOptions;
import dev.kinglet.DatasetJob;
import dev.kinglet.JobReport;
import dev.kinglet.RemoteReducer;
import dev.kinglet.Sink;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.format.Share;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.pipeline.BroadcastJoin;
import dev.kinglet.pipeline.Combining;
import dev.kinglet.pipeline.Ending;
import dev.kinglet.pipeline.Endings;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.Keying;
import dev.kinglet.pipeline.Operators;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.pipeline.TaskOutput;
import dev.kinglet.pipeline.ToSink;
import dev.kinglet.plan.Feeds;
import dev.kinglet.plan.HashSpan;
import dev.kinglet.plan.KeySpan;
import dev.kinglet.plan.Node;
import dev.kinglet.plan.PartitionPlan;
import dev.kinglet.plan.SharePlan;
import dev.kinglet.plan.Span;
import dev.kinglet.reduce.Fold;
import dev.kinglet.reduce.HashSlices;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.Sneaky;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.reduce.Stretch;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.Keys;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One action of a dataset: runs stage after stage, each planned when what it works on is known. Confined to the caller's thread. */
final class DatasetRun implements DatasetJob {

    private final Jobs jobs;
    private final JobRun job;
    private final CallOptions options;
    private final PartitionPlan partitions;
    private final SharePlan shares;
    private final DatasetExchange exchange;
    private final List<String> exchanges = new CopyOnWriteArrayList<>();
    private int redirected;

    DatasetRun(Jobs jobs, CallOptions options) {
        this.jobs = jobs;
        this.job = jobs.begin();
        this.options = options.failingFast();
        this.partitions = new PartitionPlan(jobs.workers());
        this.shares = new SharePlan(jobs.workers());
        this.exchange = new DatasetExchange(jobs.exchanges(options), partitions, this::run);
    }

    @Override
    public JobReport report() {
        return job.report();
    }

    @Override
    public List<String> exchanges() {
        return List.copyOf(exchanges);
    }

    /** What a stage told, and the code that its rows are made of. */
    record Told(List<TaskOutput> outputs, ProgramCode code) {

        List<Run> runs() {
            return outputs.stream().flatMap(output -> output.runs().stream()).toList();
        }
    }

    /** Runs the stages that a dataset needs, and one with this end. */
    List<TaskOutput> run(Node node, Ending ending) {
        return run(feeds(node), ending).outputs();
    }

    private Told run(Feeds feeds, Ending ending) {
        return run(feeds, feeds.tasks(), ending);
    }

    private Told run(Feeds feeds, List<StageTask.Task> tasks, Ending ending) {
        if (tasks.isEmpty()) {
            return new Told(List.of(), feeds.code());
        }
        StageTask function = new StageTask(feeds.ways(), ending);
        CapturedClosure closure = jobs.capture(function, function, "dataset");
        StageFutures<TaskOutput> futures = jobs.mapTasks(job, closure, feeds.code(), tasks, options);
        List<TaskOutput> outputs = futures.join();
        if (outputs.stream().anyMatch(output -> !output.runs().isEmpty())) {
            job.noteStaged();
        }
        for (int call = 0; call < outputs.size(); call++) {
            passOver(outputs.get(call), function.feeds().get(tasks.get(call).feed()));
        }
        return new Told(outputs, futures.stage.code());
    }

    /** Counts the bad records of a call, and gives those that were redirected a name that is seen. */
    private void passOver(TaskOutput output, StageTask.Feed feed) {
        job.passedOver(output.badRecords());
        String location = feed.intake().badRecords().location();
        if (output.badObject() != null && location != null) {
            ObjectStore store = job.stores.at(location);
            store.copy(output.badObject(), Keys.badRecords(job.id, redirected++));
            store.delete(output.badObject());
        }
    }

    /** Writes a dataset. */
    void write(Node node, Sink<Object> sink) {
        SinkCommit commit = new SinkCommit(sink, job.id, job.stores);
        try {
            List<String> parts = run(node, new ToSink(sink, commit.location())).stream()
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

    /** The first values of a dataset, from as few calls as that takes: one, then four times as many as before. */
    List<Object> take(Node node, int many) {
        Feeds feeds = feeds(node);
        List<StageTask.Task> left = feeds.tasks();
        List<Object> values = new ArrayList<>();
        int calls = 1;
        while (values.size() < many && !left.isEmpty()) {
            List<StageTask.Task> next = left.subList(0, Math.min(calls, left.size()));
            run(feeds, next, new Endings.Collect(many - values.size()))
                    .outputs()
                    .forEach(output -> values.addAll(output.values()));
            left = left.subList(next.size(), left.size());
            calls *= 4;
        }
        return values.subList(0, Math.min(many, values.size()));
    }

    /** What a stage that goes on with a dataset has to work on. Runs the stages below. */
    private Feeds feeds(Node node) {
        return switch (node) {
            case Node.Read read -> read(read);
            case Node.Each each -> feeds(each.input()).then(each.operator());
            case Node.Union union -> feeds(union.first()).and(feeds(union.second()));
            case Node.ByKey byKey -> byKey(byKey);
            case Node.Sorted sorted -> sorted(sorted);
            case Node.Join join -> join(join);
            case Node.Cached cached -> cached.kept(this::keep);
        };
    }

    private Feeds read(Node.Read read) {
        List<? extends Share<?>> found =
                SharePlanner.plan(read.source(), job.stores, shares.targetBytes(), shares.leastShares());
        long bytes = found.stream().mapToLong(Share::bytes).sum();
        List<TaskInput> inputs =
                found.stream().<TaskInput>map(TaskInput.OfShare::new).toList();
        return single(
                new Intake.FromSource(
                        read.source().toString(), everywhere(read.source().badRecords())),
                inputs,
                ProgramCode.NONE,
                bytes);
    }

    private static BadRecords everywhere(BadRecords policy) {
        return policy.location() == null ? policy : BadRecords.redirectTo(Stores.absolute(policy.location()));
    }

    private static Feeds single(Intake intake, List<TaskInput> inputs, ProgramCode code, long bytes) {
        return new Feeds(List.of(new Feeds.Feed(new StageTask.Feed(intake, List.of()), inputs)), code, bytes);
    }

    private static long bytes(List<Run> runs) {
        return runs.stream().mapToLong(Run::bytes).sum();
    }

    /** What consumers of an exchange have to work on. Runs the combiners, if there are any. */
    private Feeds gather(Intake intake, Span left, ProgramCode code, DatasetExchange.Combiners combiners) {
        DatasetExchange.Brought brought = exchange.bring(left, code, combiners);
        exchanges.add(intake.name() + ": " + brought.why());
        return single(intake, brought.inputs(), brought.code(), brought.bytes());
    }

    private Feeds byKey(Node.ByKey byKey) {
        Feeds below = feeds(byKey.input());
        HashSlices slices = partitions.slices(below.bytes());
        Told told = run(below, byKey.scatter().apply(slices));
        return gather(
                byKey.gather(),
                new HashSpan(List.of(told.runs()), slices),
                told.code(),
                new DatasetExchange.Combiners(byKey.combine(), calls -> new Combining.InSlices(slices)));
    }

    private Feeds sorted(Node.Sorted sorted) {
        Told told = run(feeds(sorted.input()), new Endings.Sort(sorted.key()));
        long rows = told.outputs().stream().mapToLong(TaskOutput::rows).sum();
        Intake.Sorting sorting = new Intake.Sorting(sorted.key());
        return gather(
                sorting,
                new KeySpan(told.runs(), sorted.key()),
                told.code(),
                new DatasetExchange.Combiners(sorting, calls -> new Combining.InOrder(sorted.key(), rows / calls)));
    }

    private Feeds join(Node.Join join) {
        Feeds left = feeds(join.left());
        Feeds right = feeds(join.right());
        if (join.kind() != JoinKind.FULL
                && partitions.isSmall(right.bytes())
                && join.right().isExact()) {
            return broadcast(left, join.leftKeying(), right, join.rightKeying(), join.kind(), true);
        }
        if (join.kind() == JoinKind.INNER
                && partitions.isSmall(left.bytes())
                && join.left().isExact()) {
            return broadcast(right, join.rightKeying(), left, join.leftKeying(), join.kind(), false);
        }
        HashSlices slices = partitions.slices(left.bytes() + right.bytes());
        Told leftTold = run(left, new Endings.Scatter(join.leftKeying(), slices));
        Told rightTold = run(right, new Endings.Scatter(join.rightKeying(), slices));
        return gather(
                new Intake.Joining(join.kind()),
                new HashSpan(List.of(leftTold.runs(), rightTold.runs()), slices),
                leftTold.code().and(rightTold.code()),
                new DatasetExchange.Combiners(new Combining.Pairs(), calls -> new Combining.InSlices(slices)));
    }

    private Feeds broadcast(
            Feeds large, Keying largeKeying, Feeds small, Keying smallKeying, JoinKind kind, boolean smallIsRight) {
        Feeds pairs = small.then(new Operators.ToPairs(smallKeying));
        Told told = run(pairs, new Endings.Keep());
        List<Stretch> stretches =
                told.runs().stream().map(run -> run.stretch(0, run.blocks())).toList();
        Feeds joined = large.then(new BroadcastJoin(largeKeying, stretches, kind, smallIsRight));
        return joined.and(new Feeds(List.of(), told.code(), 0));
    }

    private Feeds keep(Node node) {
        Told told = run(feeds(node), new Endings.Keep());
        List<TaskInput> inputs = told.runs().stream()
                .<TaskInput>map(run -> new TaskInput.OfPartition(List.of(run.stretch(0, run.blocks()))))
                .toList();
        return single(new Intake.InTurn("cached"), inputs, told.code(), bytes(told.runs()));
    }

    /** The best of the values that calls found best, each call's in order. */
    static List<Object> best(List<TaskOutput> outputs, int many, SortKey key) {
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
        return Optional.of(jobs.mapTasks(job, closure, ProgramCode.NONE, List.of(values), options)
                .join()
                .getFirst());
    }
}
