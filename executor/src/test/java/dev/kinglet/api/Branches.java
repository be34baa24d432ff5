package dev.kinglet.api;

import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Branches of datasets, for workers in this JVM. In a class of its own, with which no library of tests travels to them. */
final class Branches {

    /** The calls of a branch. */
    static final int EACH = 2;

    private static final long PATIENCE_SECONDS = 60;

    /** Two branches: all their calls have to be under way at once. */
    private static final CyclicBarrier ALL = new CyclicBarrier(2 * EACH);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Branches() {}

    static Dataset<Long> waiting(FunctionExecutor executor) {
        return executor.read(Sources.range(0, EACH))
                .map(number -> {
                    ALL.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return number;
                })
                .sortBy(number -> number);
    }

    static Dataset<Long> failing(FunctionExecutor executor) {
        return executor.read(Sources.range(0, 1))
                .<Long>map(number -> {
                    throw new IllegalStateException("the first branch");
                })
                .sortBy(number -> number);
    }

    static Dataset<Long> endless(FunctionExecutor executor) {
        return executor.read(Sources.range(0, 1))
                .map(number -> {
                    NEVER.await();
                    return number;
                })
                .sortBy(number -> number);
    }
}
