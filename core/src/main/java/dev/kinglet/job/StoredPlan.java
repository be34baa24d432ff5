package dev.kinglet.job;

import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureRestorer;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.Hashes;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.StoredGraph;
import dev.kinglet.plan.planner.Cache;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import java.util.List;
import java.util.function.Function;

/**
 * A plan in the store of its job: the graph beside the manifest, readable; functions where workers read them, too. Who reads it needs the
 * job's code on the class path.
 */
final class StoredPlan {

    private StoredPlan() {}

    /**
     * What a stage reads that lay there before the job.
     *
     * @param inputs of each pipeline
     * @param classes that the rows among them are made of
     */
    private record Ready(List<List<CallInput>> inputs, List<Class<?>> classes) {}

    static void write(Plan plan, JobRun job, Function<StageFunction, CapturedClosure> capture, Jobs jobs) {
        KryoValueCodec codec = new KryoValueCodec(StoredPlan.class.getClassLoader());
        List<StoredGraph.Part> parts = plan.parts().stream()
                .map(part -> {
                    CapturedClosure closure = capture.apply(part.function());
                    jobs.store(closure, job.store());
                    Ready ready =
                            new Ready(part.ready(), List.copyOf(part.code().classes()));
                    return new StoredGraph.Part(closure.hash(), codec.encode(ready, "what a stage reads"));
                })
                .toList();
        job.store().put(Keys.graph(job.id), new StoredGraph(plan.graph(), parts).toJson());
    }

    /**
     * Reads the plan of a job. The functions come from whoever may write to the store, so that it is to be trusted as the job's code is.
     *
     * @param loader has the job's code
     */
    static Plan read(ObjectStore store, String job, ClassLoader loader) {
        StoredGraph stored = StoredGraph.parse(store.get(Keys.graph(job)));
        KryoValueCodec codec = new KryoValueCodec(loader);
        CodeFinder finder = new CodeFinder();
        return new Plan(
                stored.graph(),
                stored.parts().stream()
                        .map(part -> part(part, store, codec, finder, loader))
                        .toList());
    }

    private static Plan.Part part(
            StoredGraph.Part part, ObjectStore store, KryoValueCodec codec, CodeFinder finder, ClassLoader loader) {
        byte[] closure = store.get(Keys.code(part.closure()));
        if (!Hashes.sha256(closure).equals(part.closure())) {
            throw new IllegalStateException(Keys.code(part.closure()) + " is not what its name says");
        }
        StageFunction function =
                (StageFunction) ClosureRestorer.restore(closure, loader).function();
        Object ready = codec.decode(part.inputs(), 0, part.inputs().length);
        if (!(ready instanceof Ready(List<List<CallInput>> inputs, List<Class<?>> classes))) {
            throw new IllegalStateException("what the stage reads is not there, but a " + ready);
        }
        ProgramCode code = classes.isEmpty() ? ProgramCode.NONE : finder.codeFor(classes);
        return new Plan.Part(function, inputs, code, new Cache());
    }
}
