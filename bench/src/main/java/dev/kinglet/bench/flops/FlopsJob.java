package dev.kinglet.bench.flops;

import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.JobReport;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Multiplications as a job: brings the native library to where workers find it, and maps over as many seeds as there are to be calls.
 */
public final class FlopsJob {

    /** Beside what matrices take: code, stacks, the library and its buffers. */
    private static final int OTHER_MEGABYTES = 160;

    /** Buffers outside of the heap beside the matrices. */
    private static final int SMALL_MEGABYTES = 16;

    private final int size;
    private final int loops;
    private final int threads;
    private final Multipliers.Engine engine;
    private final byte @Nullable [] bundle;

    /**
     * A job.
     *
     * @param size of the matrices
     * @param loops multiplications a call
     * @param threads for each multiplication
     * @param engine what to multiply with: auto, openblas, vector or plain
     * @param system the workers' system as bytedeco names it, or null for this machine's
     */
    public FlopsJob(int size, int loops, int threads, String engine, @Nullable String system) throws IOException {
        this.size = size;
        this.loops = loops;
        this.threads = threads;
        this.engine = Multipliers.Engine.of(engine);
        boolean wanted = this.engine == Multipliers.Engine.AUTO || this.engine == Multipliers.Engine.OPENBLAS;
        this.bundle = wanted ? NativeBundle.pack(system == null ? NativeBundle.here() : system) : null;
    }

    /** What came of it: the job's own report, and what each call said. */
    public record Result(JobReport report, List<FlopsDone> calls) {}

    /** The least memory that a function should have, in megabytes. */
    public int leastMegabytes() {
        int matrices = (int) ((3L * size * size * Double.BYTES) >> 20);
        // A JVM lets as much be outside of its heap as may be in it.
        return Math.max(matrices + OTHER_MEGABYTES, AwsLambda.PROFILE.heap().memoryFor(matrices + SMALL_MEGABYTES));
    }

    /** The machine's ceiling with so many multiplications side by side. */
    public BareCeiling ceiling(int copies) throws IOException, InterruptedException {
        byte[] libraries = bundle;
        if (libraries == null) {
            return BareCeiling.measure(size, loops, threads, copies, engine, null);
        }
        Path file = Files.createTempFile("kinglet-openblas", ".zip");
        try {
            Files.write(file, libraries);
            return BareCeiling.measure(size, loops, threads, copies, engine, file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Runs the calls to their end.
     *
     * @param store where the executor's workers look, too
     */
    public Result run(FunctionExecutor executor, ObjectStore store, int calls) {
        FlopsFunction function = new FlopsFunction(size, loops, threads, engine, stage(store));
        // A worker's JVM takes these from its environment, so that only the workers of this function have them.
        Map<String, String> environment = new TreeMap<>(BareCeiling.environment(threads));
        environment.put("JDK_JAVA_OPTIONS", String.join(" ", BareCeiling.JVM_FLAGS));
        CallOptions options = CallOptions.defaults().callsPerInvocation(1).environment(environment);
        FutureList<FlopsDone> done =
                executor.map(function, IntStream.range(0, calls).boxed().toList(), options);
        List<FlopsDone> values = done.join();
        return new Result(done.report(), values);
    }

    private @Nullable String stage(ObjectStore store) {
        byte[] libraries = bundle;
        if (libraries == null) {
            return null;
        }
        String key = "bench/native/" + sha256(libraries) + ".zip";
        if (store.head(key).isEmpty()) {
            store.put(key, libraries);
        }
        return key;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
