package dev.kinglet.bench.flops;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import org.jspecify.annotations.Nullable;

/**
 * The function of {@code bench flops}: multiplies two matrices some times, sees that the product is right, and tells what it did.
 *
 * @param size of the matrices
 * @param loops how many multiplications a call makes
 * @param threads for each multiplication
 * @param engine what to multiply with
 * @param bundle the key of the native library in the store, or null
 */
record FlopsFunction(
        int size,
        int loops,
        int threads,
        Multipliers.Engine engine,
        @Nullable String bundle) implements RemoteFunction<Integer, FlopsDone> {

    /** Kept between calls: to have a new page from the system for every write costs a tenth of a second for each matrix. */
    private static final ThreadLocal<Matrices> KEPT = new ThreadLocal<>();

    @Override
    public FlopsDone apply(Integer seed) {
        CallContext context = CallContext.current();
        String key = bundle;
        Multiplier multiplier = Multipliers.find(
                engine, threads, () -> key == null ? null : context.store().get(key));
        FlopsDone done = run(multiplier, seed);
        context.report().flops(operations());
        return done;
    }

    /** The work itself, wherever it runs. */
    FlopsDone run(Multiplier multiplier, int seed) {
        Matrices matrices = KEPT.get();
        if (matrices == null || matrices.size() != size) {
            matrices = new Matrices(size);
            KEPT.set(matrices);
        }
        matrices.fill(seed);
        long start = System.nanoTime();
        matrices.multiply(multiplier, loops);
        double seconds = (System.nanoTime() - start) / 1e9;
        double error = matrices.error(loops);
        if (!(error <= Matrices.TOLERANCE)) {
            throw new IllegalStateException("the product of two matrices of " + size + " x " + size + " by "
                    + multiplier.name() + " is wrong: it is off by " + error + " of its largest value, where "
                    + Matrices.TOLERANCE + " is allowed");
        }
        return new FlopsDone(multiplier.name(), operations() / seconds, error);
    }

    /** Floating-point operations of a call: 2·N³ for each multiplication, as PyWren counts. */
    long operations() {
        return 2L * size * size * size * loops;
    }
}
