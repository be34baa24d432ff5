package dev.kinglet.job;

import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteReducer;
import dev.kinglet.Source;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.config.Settings;
import dev.kinglet.dispatch.Dispatcher;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.operator.MapObject;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.reduce.MapFold;
import dev.kinglet.schedule.AttemptScheduler;
import dev.kinglet.schedule.SchedulerTuning;
import dev.kinglet.store.StoreConnections;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The executor that users hold: checks and captures what they give, and hands it to the conductor. */
final class KingletExecutor implements FunctionExecutor {

    /** Inputs of a collection that are encoded in the user's thread: enough for a small job to need no other. */
    private static final int PREPARED = 64;

    /** For a single call: one more than it has, so that the end of its inputs is seen at once. */
    private static final int SINGLE = 2;

    private final Settings settings;
    private final StoreConnections connections;
    final Jobs jobs;
    private final AtomicBoolean closed = new AtomicBoolean();

    KingletExecutor(Settings settings, StoreConnections connections, Platform platform, SigningKey key) {
        this.settings = settings;
        this.connections = connections;
        AttemptScheduler<AttemptEnd> scheduler = new AttemptScheduler<>(
                ThreadLocalRandom.current().nextLong(),
                platform.profile().concurrency().inFlight(),
                platform.profile().concurrency().most(),
                SchedulerTuning.defaults());
        Dispatcher dispatcher = new Dispatcher(scheduler, platform, key, System::nanoTime);
        this.jobs = new Jobs(settings, connections, platform, dispatcher);
        dispatcher.start();
        OpenExecutors.add(this);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> call(
            RemoteFunction<? super T, ? extends R> function, T input, CallOptions options) {
        CapturedClosure closure = capture(function, function, "function", options);
        return jobs.<R>mapValues(
                        jobs.begin(), closure, Collections.singletonList(input).iterator(), () -> {}, options, SINGLE)
                .future(0);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Collection<? extends T> inputs, CallOptions options) {
        CapturedClosure closure = capture(function, function, "function", options);
        return jobs.mapValues(jobs.begin(), closure, inputs.iterator(), () -> {}, options, PREPARED);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Stream<? extends T> inputs, CallOptions options) {
        CapturedClosure closure = capture(function, function, "function", options);
        return jobs.mapValues(jobs.begin(), closure, inputs.iterator(), inputs::close, options, 0);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Iterator<? extends T> inputs, CallOptions options) {
        CapturedClosure closure = capture(function, function, "function", options);
        return jobs.mapValues(jobs.begin(), closure, inputs, () -> {}, options, 0);
    }

    @Override
    public <T, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Inputs<T> inputs, CallOptions options) {
        CapturedClosure closure =
                capture(new MapObject<T, R>(inputs.reader(), function), function, "function", options);
        JobRun job = jobs.begin();
        return jobs.mapValues(job, closure, Jobs.objects(job, inputs).iterator(), () -> {}, options, 0);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, FutureList<T> inputs, CallOptions options) {
        CapturedClosure closure = capture(function, function, "function", options);
        return jobs.mapFutures(jobs.begin(), closure, own(inputs).stage, options);
    }

    @Override
    public <T extends @Nullable Object> CallFuture<T> reduce(
            FutureList<T> values, RemoteReducer<T> reducer, CallOptions options) {
        refuseWhenClosed();
        return jobs.reduce(jobs.begin(), own(values), reducer, options);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper,
            Collection<? extends T> inputs,
            RemoteReducer<R> reducer,
            CallOptions options) {
        CapturedClosure closure = capture(mapper, mapper, "mapper", options);
        JobRun job = jobs.begin();
        StageFutures<R> mapped = jobs.mapValues(job, closure, inputs.iterator(), () -> {}, options, PREPARED);
        return jobs.reduce(job, mapped, reducer, options);
    }

    @Override
    public <T, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper,
            Inputs<T> inputs,
            RemoteReducer<R> reducer,
            CallOptions options) {
        CapturedClosure closure =
                capture(new MapFold<T, R>(inputs.reader(), mapper, reducer), mapper, "mapper", options);
        JobRun job = jobs.begin();
        StageFutures<R> mapped =
                jobs.mapValues(job, closure, jobs.packs(job, inputs).iterator(), () -> {}, options, 0);
        return jobs.reduce(job, mapped, reducer, options);
    }

    @Override
    public <T> Dataset<T> read(Source<T> source) {
        refuseWhenClosed();
        return new KingletDataset<>(jobs, new DatasetNode.Read(source));
    }

    private CapturedClosure capture(Object whole, Object function, String parameter, CallOptions options) {
        refuseWhenClosed();
        jobs.expect(options); // a worker may start while the function's code is looked for
        return jobs.capture(whole, function, parameter);
    }

    private void refuseWhenClosed() {
        if (closed.get()) {
            throw new IllegalStateException("the executor is closed");
        }
    }

    private static <T extends @Nullable Object> StageFutures<T> own(FutureList<T> futures) {
        if (futures instanceof StageFutures<T> own) {
            return own;
        }
        throw new IllegalArgumentException("the futures are a "
                + futures.getClass().getName() + ", but only those that an executor gave can be inputs");
    }

    String storeLocation() {
        return settings.store();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            jobs.close();
            connections.close();
            OpenExecutors.remove(this);
        }
    }

    @Override
    public String toString() {
        return "FunctionExecutor[" + settings.platform() + ", " + settings.store() + "]";
    }
}
