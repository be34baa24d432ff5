package dev.kinglet.bench.flops;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Finds the fastest multiplication that this process can do, and keeps it. */
final class Multipliers {

    /** What to use. */
    enum Engine {
        /** The first of the others that works, in their order. */
        AUTO,
        OPENBLAS,
        VECTOR,
        PLAIN;

        /** By its name in any case. */
        static Engine of(String name) {
            for (Engine engine : values()) {
                if (engine.name().equalsIgnoreCase(name)) {
                    return engine;
                }
            }
            throw new IllegalArgumentException(
                    "there is no engine \"" + name + "\"; there are auto, openblas, vector and plain");
        }
    }

    private static @Nullable Multiplier found;
    private static @Nullable Engine foundFor;
    private static int foundThreads;

    private Multipliers() {}

    /**
     * A multiplication, made at the first call and kept for the process.
     *
     * @param threads how many it may use
     * @param bundle gives the {@link NativeBundle}, or null where there is none
     * @throws IllegalStateException if the engine that was named does not work here, with the reason
     */
    static synchronized Multiplier find(Engine engine, int threads, Callable<byte @Nullable []> bundle) {
        Multiplier kept = found;
        if (kept != null && foundFor == engine && foundThreads == threads) {
            return kept;
        }
        Multiplier made = make(engine, threads, bundle);
        found = made;
        foundFor = engine;
        foundThreads = threads;
        return made;
    }

    private static Multiplier make(Engine engine, int threads, Callable<byte @Nullable []> bundle) {
        StringBuilder why = new StringBuilder();
        if (engine == Engine.AUTO || engine == Engine.OPENBLAS) {
            try {
                byte[] libraries = bundle.call();
                if (libraries != null) {
                    return new OpenBlas(NativeBundle.load(libraries), threads);
                }
                why.append("there is no OpenBLAS for ")
                        .append(NativeBundle.here())
                        .append(" on the driver's class path");
            } catch (Throwable e) { // a library that does not load throws errors as well as exceptions
                why.append("OpenBLAS does not load: ").append(e);
            }
        }
        if (engine == Engine.AUTO || engine == Engine.VECTOR) {
            try {
                return new Named(new BlockedLoops(new VectorKernel(), threads), why.toString());
            } catch (LinkageError e) {
                why.append(why.isEmpty() ? "" : "; ")
                        .append("the JVM was not started with jdk.incubator.vector: ")
                        .append(e);
            }
        }
        if (engine == Engine.AUTO || engine == Engine.PLAIN) {
            return new Named(new BlockedLoops(new PlainKernel(), threads), why.toString());
        }
        throw new IllegalStateException(engine + " cannot be used: " + why);
    }

    /** Says why it is not something faster. */
    private record Named(Multiplier multiplier, String why) implements Multiplier {

        @Override
        public String name() {
            return why.isEmpty() ? multiplier.name() : multiplier.name() + " (" + why + ")";
        }

        @Override
        public void multiplyAdd(int size, MemorySegment a, MemorySegment b, MemorySegment c) {
            multiplier.multiplyAdd(size, a, b, c);
        }
    }
}
