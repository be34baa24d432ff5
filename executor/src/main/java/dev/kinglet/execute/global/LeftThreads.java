package dev.kinglet.execute.global;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a call has started and that go on when it has ended. Threads that wait in a pool for something to do are left alone: a pool
 * in a static field is a cache like others. So are those of the JDK, of Kinglet, and of the libraries that Kinglet itself uses, such as its
 * client of S3. Confined to the thread of the calls.
 */
final class LeftThreads {

    /** Pools that were shut down and tasks whose result has just been taken need a moment. */
    private static final int PATIENCE_MILLIS = 50;

    private static final String OURS = "kinglet-";

    /** The group of the threads that carry virtual threads and wake them: the JVM's, whoever has used one first. */
    private static final String VIRTUAL = "CarrierThreads";

    /** Of the thread that keeps the common pool's delayed tasks. It stays when it has none. */
    private static final String COMMON_DELAYS = "ForkJoinPool.commonPool-delayScheduler";

    /** The name of the system class loader, which has the worker's class path. */
    private static final String WORKERS_LOADER = "app";

    private final ThreadGroup root = root();
    private final ThreadGroup main = Thread.currentThread().getThreadGroup();
    private final Set<Thread> known = new HashSet<>();
    private long lastId;

    /** Whether there are threads that may be given work without another being made. */
    private boolean pools;

    private @Nullable VirtualThreads virtualThreads;

    LeftThreads() {
        known.addAll(Arrays.asList(all()));
        lastId = nextId();
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Threads are numbered as they are made, whatever their kind. */
    private static long nextId() {
        return new Thread(null, null, OURS, 0, false).threadId();
    }

    /**
     * Whether no thread of a call goes on. Costs next to nothing where none was made.
     *
     * @param virtual whether virtual ones may have been made
     */
    boolean areGone(boolean virtual) {
        long id = nextId();
        boolean made = id != lastId + 1;
        lastId = id;
        if (!made && !pools) {
            return true;
        }
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!look() || (made && virtual && !virtualThreads().areGone())) {
            if (System.nanoTime() > until) {
                return false;
            }
            pause();
        }
        lastId = nextId();
        return true;
    }

    private VirtualThreads virtualThreads() {
        VirtualThreads known = virtualThreads;
        if (known == null) {
            known = new VirtualThreads();
            virtualThreads = known;
        }
        return known;
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        pools = false;
        for (Thread thread : all()) {
            if (isOfNoMatter(thread)) {
                continue;
            }
            StackTraceElement[] frames = thread.getStackTrace();
            if (isOfTheWorker(frames)) {
                known.removeIf(one -> !one.isAlive());
                known.add(thread);
            } else if (isIdle(thread, frames)) {
                pools = true;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Whether all that the thread does is code of the worker's own class path: what is the user's has a loader of its own. */
    private static boolean isOfTheWorker(StackTraceElement[] frames) {
        boolean workers = false;
        for (StackTraceElement frame : frames) {
            if (WORKERS_LOADER.equals(frame.getClassLoaderName())) {
                workers = true;
            } else if (!isJdks(frame)) {
                return false;
            }
        }
        return workers;
    }

    private static boolean isJdks(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.") || name.startsWith("jdk.internal.");
    }

    private Thread[] all() {
        Thread[] threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads, true);
        while (count == threads.length) {
            threads = new Thread[2 * count];
            count = root.enumerate(threads, true);
        }
        return Arrays.copyOf(threads, count);
    }

    private boolean isOfNoMatter(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        if (known.contains(thread)
                || thread.equals(Thread.currentThread())
                || thread.getName().startsWith(OURS)
                || (group != null && group.getName().equals(VIRTUAL))) {
            return true;
        }
        Class<?> type = thread.getClass();
        ClassLoader loader = type.getClassLoader();
        boolean jdks = (loader == null
                        || loader.equals(ClassLoader.getPlatformClassLoader())) // the latter has the HTTP client
                && !type.equals(Thread.class)
                && !type.getName().startsWith("java.util.");
        return jdks
                || (root.equals(group)
                        && !main.equals(root)
                        && !thread.getName().startsWith("RMI "));
    }

    private static boolean nothingIsDelayed(ForkJoinPool pool) {
        try {
            // What was handed over just now is counted once a later one has come through.
            pool.schedule(() -> {}, 1, TimeUnit.NANOSECONDS).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return pool.getDelayedTaskCount() == 0;
    }

    private static boolean isIdle(Thread thread, StackTraceElement[] frames) {
        if (thread instanceof ForkJoinWorkerThread worker) {
            ForkJoinPool pool = worker.getPool();
            return pool.isQuiescent() && !pool.hasQueuedSubmissions() && pool.getDelayedTaskCount() == 0;
        }
        if (thread.getName().equals(COMMON_DELAYS)) {
            return nothingIsDelayed(ForkJoinPool.commonPool());
        }
        boolean waits = false;
        boolean scheduled = false;
        boolean endless = false;
        for (StackTraceElement frame : frames) {
            if (!isJdks(frame)) {
                return false;
            }
            String name = frame.getClassName();
            String method = frame.getMethodName();
            waits |= name.equals("java.util.concurrent.ThreadPoolExecutor") && method.equals("getTask");
            scheduled |= name.equals("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue");
            endless |= name.endsWith("$ConditionObject") && method.equals("await");
        }
        // Where something is due later, one of the pool's threads waits until then.
        return (waits && (endless || !scheduled)) || !thread.isAlive();
    }
}
