package dev.kinglet.job;

import dev.kinglet.CallOptions;
import dev.kinglet.Inputs;
import dev.kinglet.ObjectInput;
import dev.kinglet.RemoteReducer;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.NotTransportableException;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.config.Settings;
import dev.kinglet.dispatch.Dispatcher;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.reduce.Fold;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.source.InputPlanner;
import dev.kinglet.source.InputResolver;
import dev.kinglet.stage.CodeStore;
import dev.kinglet.stage.InputStager;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.StoreProfile;
import dev.kinglet.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what the user asks for into jobs and stages, and sees them to their end. Thread-safe. */
final class Jobs {

    /** Sortable by time, and unique by chance: 32 bits beside the second. */
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    /** A group of values in one request stays well below what any platform takes, so that its worker gets it quickly. */
    private static final int MAX_GROUP_BYTES = 1 << 20;

    private final Settings settings;
    private final StoreConnections connections;
    private final Platform platform;
    private final PlatformProfile profile;
    private final Dispatcher dispatcher;
    private final CodeFinder finder = new CodeFinder();
    private final ClosureCapture closures = new ClosureCapture(finder);
    private final CodeStore codeStore;
    private final AtomicLong stageIds = new AtomicLong();
    private final Set<Thread> ending = ConcurrentHashMap.newKeySet();

    Jobs(Settings settings, StoreConnections connections, Platform platform, Dispatcher dispatcher) {
        this.settings = settings;
        this.connections = connections;
        this.platform = platform;
        this.profile = platform.profile().under(settings);
        this.dispatcher = dispatcher;
        codeStore = new CodeStore(InstantSource.system(), platform::offer);
    }

    /** How many calls run at once. */
    int workers() {
        return settings.workers();
    }

    /** How exchanges of a dataset's jobs are planned. */
    ExchangePlanner exchanges(CallOptions options) {
        return new ExchangePlanner(
                settings.workers(),
                StageRun.function(options, settings).memoryMegabytes(),
                profile,
                StoreProfile.of(settings.store()));
    }

    /** Tells the platform that calls with these options are about to come. */
    void expect(CallOptions options) {
        platform.expect(StageRun.function(options, settings));
    }

    /** The stores of what begins now. */
    Stores stores() {
        return new Stores(connections, RetryPolicy.DRIVER);
    }

    JobRun begin() {
        String id = ID_TIME.format(Instant.now())
                + "-%08x".formatted(ThreadLocalRandom.current().nextInt());
        return new JobRun(id, settings, profile.prices(), stores());
    }

    /**
     * Captures a function.
     *
     * @param whole what is to run: the user's function, or one of ours around it
     * @param function the user's function, which a refusal should speak of
     */
    CapturedClosure capture(Object whole, Object function, String parameter) {
        try {
            return closures.capture(whole, parameter);
        } catch (NotTransportableException e) {
            // The path to the culprit should begin at the user's function, not at what we put around it.
            closures.capture(function, parameter);
            throw e;
        }
    }

    /** The objects that the patterns stand for, one a call. */
    static List<ObjectInput> objects(JobRun job, Inputs<?> inputs) {
        return InputResolver.resolve(inputs.patterns(), job.stores);
    }

    /** The objects that the patterns stand for, as many a call as suits the workers. */
    List<List<ObjectInput>> packs(JobRun job, Inputs<?> inputs) {
        return InputPlanner.packFor(objects(job, inputs), settings.workers());
    }

    /** A stage whose inputs are values of this process. The first {@code prepared} of them are encoded in the caller's thread. */
    <R extends @Nullable Object> StageFutures<R> mapValues(
            JobRun job,
            CapturedClosure closure,
            Iterator<?> values,
            Runnable onClose,
            CallOptions options,
            int prepared) {
        StageRun stage = stage(job, closure, ProgramCode.NONE, options);
        return submit(stage, values(stage, values, onClose), prepared, () -> end(job));
    }

    /**
     * A stage of a dataset, which ends its job itself.
     *
     * @param inherited what the workers need beside the code of the function itself
     */
    <R extends @Nullable Object> StageFutures<R> mapTasks(
            JobRun job, CapturedClosure closure, ProgramCode inherited, List<?> tasks, CallOptions options) {
        StageRun stage = stage(job, closure, inherited, options);
        return submit(stage, values(stage, tasks.iterator(), () -> {}), 0, () -> {});
    }

    private CallSupply values(StageRun stage, Iterator<?> values, Runnable onClose) {
        JobRun job = stage.job;
        InputStager stager = new InputStager(job.store(), job.id, stage.number, settings.inlineBytes());
        return new ValueSupply(values, new InputEncoder(stage, finder, codeStore), stager, job::noteStaged, onClose);
    }

    /** A stage whose inputs are the values of another. */
    <R extends @Nullable Object> StageFutures<R> mapFutures(
            JobRun job, CapturedClosure closure, StageRun values, CallOptions options) {
        StageRun stage = new StageRun(
                stageIds.incrementAndGet(), job, closure, values.code(), options, settings, new CallOrder());
        return submit(stage, new FutureSupply(values, stage), 0, () -> end(job));
    }

    /** Levels of stages that join the values of another into one. */
    <T extends @Nullable Object> ReduceFuture<T> reduce(
            JobRun job, StageFutures<T> values, RemoteReducer<T> reducer, CallOptions options) {
        CapturedClosure closure = capture(new Fold<>(reducer), reducer, "reducer");
        int maxBytes = Math.min(MAX_GROUP_BYTES, profile.limits().requestBytes() / 2);
        Function<StageRun, StageFutures<T>> level = below -> {
            StageRun stage = stage(job, closure, below.code(), options);
            return submit(stage, new GroupSupply(below, stage, maxBytes), 0, () -> {});
        };
        ReduceFuture<T> future = new ReduceFuture<>(job, values, level, () -> {
            end(job);
            ending.remove(Thread.currentThread());
        });
        // Whoever closes right behind the result waits until the job is described, too.
        ending.add(future.thread);
        future.start();
        return future;
    }

    private StageRun stage(JobRun job, CapturedClosure closure, ProgramCode inherited, CallOptions options) {
        return new StageRun(stageIds.incrementAndGet(), job, closure, inherited, options, settings, null);
    }

    private <R extends @Nullable Object> StageFutures<R> submit(
            StageRun stage, CallSupply supply, int prepared, Runnable whenOver) {
        InputPump pump = new InputPump(stage, supply, codeStore, dispatcher::post);
        StageFutures<R> futures = new StageFutures<>(stage, dispatcher, whenOver);
        // Only where the code is stored already: a user's thread should not wait for an upload.
        List<SchedulerEvent<AttemptEnd>> first =
                prepared > 0 && codeStore.knows(stage.closure) ? pump.prepare(prepared) : List.of();
        dispatcher.submit(new StageJob(stage, pump, futures), first);
        closures.awaitReports();
        return futures;
    }

    /** Describes what the job has left. */
    void end(JobRun job) {
        later("manifest", job, () -> {
            if (job.hasStaged()) {
                JobManifest.write(job);
            }
        });
    }

    /** Writes something that describes a job, in a thread that {@link #close} knows before it runs. */
    void later(String what, JobRun job, Runnable write) {
        Thread thread = Thread.ofVirtual().name("kinglet-job-" + what).unstarted(() -> {
            try {
                write.run();
            } catch (StorageException e) {
                // The results are there all the same; only their description is missing.
                System.getLogger(Jobs.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "the {0} of job {1} could not be written: {2}",
                                what,
                                job.id,
                                e.getMessage());
            } finally {
                ending.remove(Thread.currentThread());
            }
        });
        ending.add(thread);
        thread.start();
    }

    /** Puts a function and its code into the store, where they are not yet. */
    void store(CapturedClosure closure, ObjectStore into) {
        codeStore.store(closure, into);
    }

    /** Cancels what has not ended, closes the platform, and waits until every call has its end. */
    void close() {
        dispatcher.cancelAll();
        platform.close();
        dispatcher.close();
        long until = System.nanoTime() + CLOSE_GRACE.toNanos();
        try {
            // What ends may leave a thread that ends the next thing, which is seen in the next round.
            for (Thread thread = next(); thread != null && System.nanoTime() < until; thread = next()) {
                if (thread.getState() == Thread.State.NEW) {
                    Thread.onSpinWait(); // it is noted just before it is started
                } else {
                    thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
                    ending.remove(thread);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that is to be waited for; not this one, in which what hangs on a future may close the executor. */
    private @Nullable Thread next() {
        return ending.stream()
                .filter(thread -> thread != Thread.currentThread())
                .findFirst()
                .orElse(null);
    }
}
