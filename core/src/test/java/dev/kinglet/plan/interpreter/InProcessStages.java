package dev.kinglet.plan.interpreter;

import dev.kinglet.CallContext;
import dev.kinglet.CallId;
import dev.kinglet.WorkReport;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.invoke.WorkerContext;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import dev.kinglet.store.Stores;
import dev.kinglet.store.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs stages in this thread, as workers would: over a store in memory whose requests are counted. */
final class InProcessStages implements StageRunner, AutoCloseable {

    private static final int MEMORY_MEGABYTES = 1_024;

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());

    private final AtomicInteger stages = new AtomicInteger();
    private int attempts = 1;

    /** Has every call run so many times, under an attempt of its own each; the last one counts. */
    void attempts(int many) {
        attempts = many;
    }

    /** How many stages ran so far. */
    int stages() {
        return stages.get();
    }

    /** The requests since the last time it was asked. */
    Map<Request, Integer> requests() {
        Map<Request, Integer> counts = Map.copyOf(store.counts());
        store.reset();
        return counts;
    }

    @Override
    public StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code) {
        int stage = stages.getAndIncrement();
        List<CallOutput> outputs = new ArrayList<>();
        for (StageFunction.Call task : tasks) {
            CallId call = new CallId("job", stage, outputs.size());
            CallOutput output = null;
            for (int attempt = 0; attempt < attempts; attempt++) {
                output = call(function, task, new Context(call, attempt, store));
            }
            outputs.add(output);
        }
        return new StageOutput(outputs, ProgramCode.NONE);
    }

    @Override
    public void cancel() {
        throw new AssertionError("a stage that ran beside others failed");
    }

    private static CallOutput call(StageFunction function, StageFunction.Call task, Context context) {
        try {
            return CallContext.with(context, () -> function.apply(task));
        } catch (Exception e) {
            throw new AssertionError("call " + context.call() + " failed", e);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private record Context(CallId call, int attempt, ObjectStore store) implements WorkerContext {

        private static final SigningKey KEY = SigningKey.random();

        @Override
        public SigningKey key() {
            return KEY;
        }

        @Override
        public Stores stores() {
            return TestStores.ANY;
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int memoryMegabytes() {
            return MEMORY_MEGABYTES;
        }

        @Override
        public WorkReport report() {
            throw new UnsupportedOperationException("stages of datasets tell of no work");
        }

        @Override
        public System.Logger logger() {
            return System.getLogger(InProcessStages.class.getName());
        }
    }
}
