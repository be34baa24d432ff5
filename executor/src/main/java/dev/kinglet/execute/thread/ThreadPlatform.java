package dev.kinglet.execute.thread;

import dev.kinglet.ErrorCode;
import dev.kinglet.config.Settings;
import dev.kinglet.execute.InvocationAbandonedException;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.ProtocolViolationException;
import dev.kinglet.invoke.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs invocations in threads of this JVM, each with a worker of its own: the same bytes as elsewhere, where a debugger sees them.
 *
 * <p>What a process gives is missing: memory is this JVM's and has no limit of its own, {@code System.exit} ends the driver,
 * {@code System.out} is the driver's and is not taken into the log of the call, and the environment of the function is not set. A call
 * over its time limit is interrupted; if it goes on all the same, its thread is left behind and its result is not looked at.
 */
public final class ThreadPlatform implements Platform {

    private final int threads;
    private final int concurrencyLimit;
    private final SigningKey key;
    final Settings settings;
    private final Path cacheFolder;
    private final Object lock = new Object();

    // All guarded by the lock.
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Map<Long, Task> tasks = new HashMap<>();
    private final Set<WorkerThread> workers = new HashSet<>();
    private int started;
    private boolean closed;

    /** An invocation and who waits for it. */
    static final class Task {

        final Invocation invocation;
        private final Consumer<InvocationResult> whenDone;
        private boolean done;

        @Nullable
        WorkerThread worker;

        Task(Invocation invocation, Consumer<InvocationResult> whenDone) {
            this.invocation = invocation;
            this.whenDone = whenDone;
        }
    }

    ThreadPlatform(Settings settings, SigningKey key) {
        threads = settings.workers();
        concurrencyLimit = settings.concurrencyLimit();
        this.key = key;
        this.settings = settings;
        try {
            cacheFolder = Files.createTempDirectory("kinglet-thread-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the code of jobs", e);
        }
    }

    @Override
    public String name() {
        return "thread";
    }

    @Override
    public PlatformProfile profile() {
        return LocalProfile.of(threads);
    }

    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        Task task = new Task(invocation, whenDone);
        InvocationResult refusal = null;
        synchronized (lock) {
            if (closed) {
                refusal = new InvocationResult.Lost(ErrorCode.CANCELLED, "the platform is closed", Duration.ZERO);
            } else if (tasks.size() >= concurrencyLimit) {
                refusal = new InvocationResult.Throttled(Duration.ZERO);
            } else {
                tasks.put(invocation.id(), task);
                waiting.add(task);
                startThreads();
                lock.notify();
            }
        }
        if (refusal != null) {
            whenDone.accept(refusal);
        }
    }

    private void startThreads() {
        while (waiting.size() > idle() && workers.size() < threads) {
            WorkerThread worker = new WorkerThread(this, key, cacheFolder, started++);
            workers.add(worker);
            worker.start();
        }
    }

    /** Counted and not kept: a worker may be retired at any moment of its life. */
    private long idle() {
        return workers.stream().filter(worker -> worker.idle).count();
    }

    /** The next invocation for a worker; null if there will be none. Blocks. */
    @Nullable
    Task take(WorkerThread worker) throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed && workers.contains(worker)) {
                lock.wait();
            }
            Task task = workers.contains(worker) ? waiting.poll() : null;
            if (task != null) {
                worker.idle = false;
                task.worker = worker;
            }
            return task;
        }
    }

    /** Ends an invocation unless it has ended. */
    void end(Task task, InvocationResult result) {
        synchronized (lock) {
            if (task.done) {
                return;
            }
            task.done = true;
            task.worker = null;
            tasks.remove(task.invocation.id());
        }
        task.whenDone.accept(result);
    }

    /** The worker is ready for another invocation. */
    void ready(WorkerThread worker) {
        synchronized (lock) {
            worker.idle = true;
        }
    }

    /** The worker takes no more invocations. Another takes its place if there is work. */
    void retire(WorkerThread worker) {
        synchronized (lock) {
            if (workers.remove(worker)) {
                startThreads();
            }
        }
    }

    @Override
    public void cancel(long invocation) {
        Task task;
        synchronized (lock) {
            task = tasks.get(invocation);
        }
        if (task != null) {
            stop(task, "cancelled");
        }
    }

    private void stop(Task task, String why) {
        WorkerThread worker;
        synchronized (lock) {
            waiting.remove(task);
            worker = task.worker;
            if (worker != null) {
                // In this moment, or it might be given another invocation, and be interrupted in that.
                retire(worker);
            }
        }
        if (worker != null) {
            worker.abandon();
        }
        end(task, new InvocationResult.Lost(ErrorCode.CANCELLED, why, Duration.ZERO));
    }

    @Override
    public void close() {
        Set<Task> open;
        synchronized (lock) {
            closed = true;
            open = new HashSet<>(tasks.values());
            lock.notifyAll();
        }
        open.forEach(task -> stop(task, "the platform was closed"));
        deleteCache();
    }

    private void deleteCache() {
        try (Stream<Path> files = Files.list(cacheFolder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(cacheFolder);
        } catch (IOException e) {
            System.getLogger(ThreadPlatform.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot remove " + cacheFolder, e);
        }
    }

    /** What an exception that the worker itself throws means. */
    static InvocationResult failed(Throwable thrown) {
        ErrorCode code = thrown instanceof ProtocolViolationException || thrown instanceof InvocationAbandonedException
                ? ErrorCode.PROTOCOL_VIOLATED
                : ErrorCode.INTERNAL;
        return new InvocationResult.Lost(code, thrown.toString(), Duration.ZERO);
    }
}
