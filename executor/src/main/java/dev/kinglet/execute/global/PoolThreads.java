package dev.kinglet.execute.global;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of a worker's common pool. Their context class loader is that of the job that runs, so that what a function does there
 * finds the same classes and resources as what it does itself; the JDK's own have the system's. Thread-locals go with each task.
 */
public final class PoolThreads implements ForkJoinWorkerThreadFactory {

    private static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.threadFactory";

    private static volatile @Nullable ClassLoader job;

    /** Made by the JDK, by the name in a system property. */
    public PoolThreads() {}

    /** To be called before the common pool is used. Where the process was given another factory, that one stays. */
    public static void install() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, PoolThreads.class.getName());
        }
    }

    /** From now on calls of a job with this loader run; null for none. */
    public static void runFor(@Nullable ClassLoader loader) {
        job = loader;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        return new PoolThread(pool);
    }

    private static final class PoolThread extends ForkJoinWorkerThread {

        /** What a task has set, and for which job. */
        private @Nullable ClassLoader set;

        private @Nullable ClassLoader setFor;

        PoolThread(ForkJoinPool pool) {
            super(null, pool, false);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a loader is itself alone
        public @Nullable ClassLoader getContextClassLoader() {
            ClassLoader running = job;
            if (set != null && setFor == running) {
                return set;
            }
            return running == null ? super.getContextClassLoader() : running;
        }

        @Override
        public void setContextClassLoader(@Nullable ClassLoader loader) {
            set = loader;
            setFor = job;
        }
    }
}
