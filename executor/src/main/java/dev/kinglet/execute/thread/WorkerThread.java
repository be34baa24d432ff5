package dev.kinglet.execute.thread;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.execute.CallLog;
import dev.kinglet.execute.InvocationAbandonedException;
import dev.kinglet.execute.Worker;
import dev.kinglet.execute.WorkerHost;
import dev.kinglet.execute.WorkerSettings;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One worker in a thread. The fields are confined to that thread but for those that say otherwise. */
final class WorkerThread {

    private final WorkerHost host = new WorkerHost() {
        @Override
        public void giveUp(byte[] answer) {
            WorkerThread.this.giveUp(answer);
        }

        @Override
        public boolean isAbandoned() {
            return abandoned;
        }
    };

    private final ThreadPlatform platform;
    private final SigningKey key;
    private final Path cacheFolder;
    private final String name;
    private final Thread thread;
    private boolean first = true;

    /** Whether it has no invocation. Guarded by the platform's lock. */
    boolean idle = true;

    private long begunNanos;

    /** Written by whoever ends the invocation from outside. */
    private volatile boolean abandoned;

    /** Read by the watchdog. */
    private volatile ThreadPlatform.@Nullable Task running;

    WorkerThread(ThreadPlatform platform, SigningKey key, Path cacheFolder, int number) {
        this.platform = platform;
        this.key = key;
        this.cacheFolder = cacheFolder;
        name = "kinglet-worker-" + number;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::serve);
    }

    void start() {
        thread.start();
    }

    private void serve() {
        try {
            WorkerSettings settings = null;
            Worker worker = null;
            for (var task = platform.take(this); task != null; task = platform.take(this)) {
                int memory = task.invocation.settings().memoryMegabytes();
                if (worker == null || settings == null || settings.memoryMegabytes() != memory) {
                    if (worker != null) {
                        worker.close();
                    }
                    settings = new WorkerSettings(name, key, memory, cacheFolder, System.getenv());
                    worker = new Worker(settings, host, new CallLog(null));
                }
                if (!run(worker, task)) {
                    break;
                }
            }
            if (worker != null) {
                worker.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            platform.retire(this);
        }
    }

    /** Runs an invocation. Gives whether this worker can take another. */
    private boolean run(Worker worker, ThreadPlatform.Task task) {
        begunNanos = System.nanoTime();
        running = task;
        WorkerStart start = first ? WorkerStart.COLD : WorkerStart.WARM;
        first = false;
        InvocationResult result;
        try {
            long deadline =
                    System.currentTimeMillis() + task.invocation.timeLimit().toMillis();
            byte[] answer =
                    SettingsLoader.within(platform.settings, () -> worker.handle(task.invocation.payload(), deadline));
            result = new InvocationResult.Answered(answer, start, billed());
        } catch (InvocationAbandonedException e) {
            return false; // the watchdog has ended it
        } catch (RuntimeException | Error e) { // of the worker itself: it must not take the driver's calls with it
            result = ThreadPlatform.failed(e);
        } finally {
            running = null;
        }
        boolean goesOn = !abandoned && !worker.spent();
        if (goesOn) {
            // Before whoever waits hears of the end: the next invocation would start a worker beside this one.
            platform.ready(this);
        }
        if (!abandoned) { // else whoever did so ends it, and not as answered
            platform.end(task, result);
        }
        return goesOn;
    }

    private Duration billed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** In the watchdog's thread: the time is up. */
    private void giveUp(byte[] answer) {
        ThreadPlatform.Task task = running;
        abandon();
        if (task != null) {
            platform.end(task, new InvocationResult.Answered(answer, WorkerStart.WARM, task.invocation.timeLimit()));
        }
    }

    /** Interrupts the function and lets the thread be: it is replaced. */
    void abandon() {
        abandoned = true;
        thread.interrupt();
        platform.retire(this);
    }
}
