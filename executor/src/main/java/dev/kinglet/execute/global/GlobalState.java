package dev.kinglet.execute.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a call leaves behind in the JVM from the next: defaults, properties, streams and registries are put back, and where that
 * cannot be done, or threads go on, it says so, and the worker takes no more calls. Confined to the thread of the calls but for
 * {@link #mentionedBy}.
 */
public final class GlobalState {

    private final boolean process;
    private final @Nullable LeftThreads threads;

    /** Those of {@link JdkGlobals#ALWAYS} first. Replaced as a whole, when a class is loaded by whatever thread. */
    private volatile Kept<?>[] kept;

    /** By the trigger that has brought it. Guarded by this. */
    private final Map<Trigger, Kept<?>> byTrigger = new HashMap<>();

    private @Nullable JobGlobals entered;

    private GlobalState(boolean process) {
        this.process = process;
        kept = process
                ? new Kept<?>[] {
                    new Kept<>(new Streams()),
                    new Kept<>(new SystemProperties()),
                    new Kept<>(new Locales()),
                    new Kept<>(new UncaughtHandler())
                }
                : new Kept<?>[0];
        threads = process ? new LeftThreads() : null;
    }

    /** Of a process that runs calls and nothing else. To be made before its first call, when its streams are as calls are to find them. */
    public static GlobalState ofProcess() {
        return new GlobalState(true);
    }

    /** Of a JVM that others use, too: nothing is put back, for it may be theirs. */
    public static GlobalState shared() {
        return new GlobalState(false);
    }

    boolean isOfAProcess() {
        return process;
    }

    /** For the classes of one class loader. */
    public JobGlobals job() {
        return new JobGlobals(this);
    }

    /** Puts everything into the state in which calls of {@code job} are to find it. Gives whether that could be done. */
    public boolean enter(JobGlobals job) {
        boolean clean = true;
        for (Kept<?> each : kept) {
            clean &= entered == job ? each.isAsWanted() || each.putBack() : each.enter(job);
        }
        entered = job;
        return clean;
    }

    /** The job's function was made: what differs now was set by initialisers of its classes. */
    public void loaded(JobGlobals job) {
        if (process) {
            job.takeInitialised().forEach(Kept::mayHaveChanged);
            for (Kept<?> each : kept) {
                if (!each.isAsWanted()) {
                    each.adopt(job);
                }
            }
        }
    }

    /** A call has ended: puts back what it has changed. Gives whether nothing of it is left. */
    public boolean leave(JobGlobals job) {
        boolean clean = threads == null || threads.areGone(job.usesVirtualThreads());
        Set<Kept<?>> initialised = job.takeInitialised();
        for (Kept<?> each : kept) {
            each.mayHaveChanged();
            if (!each.isAsWanted()) {
                if (initialised.contains(each)) {
                    each.adopt(job);
                } else {
                    clean &= each.putBack();
                }
            }
        }
        return clean;
    }

    /** A class that mentions these texts is about to be loaded. Tells what it may change, and by which methods. */
    synchronized void mentionedBy(Set<String> texts, BiConsumer<Kept<?>, List<String>> mentioned) {
        for (int i = 0; i < JdkGlobals.ALWAYS.size(); i++) {
            List<String> methods = JdkGlobals.ALWAYS.get(i).mentioned(texts);
            if (!methods.isEmpty()) {
                mentioned.accept(kept[i], methods);
            }
        }
        mentionedBy(texts, JdkGlobals.MENTIONED, mentioned);
        mentionedBy(texts, ManagementGlobals.MENTIONED, mentioned);
    }

    private void mentionedBy(Set<String> texts, List<Trigger> triggers, BiConsumer<Kept<?>, List<String>> mentioned) {
        for (Trigger trigger : triggers) {
            List<String> methods = trigger.mentioned(texts);
            if (!methods.isEmpty()) {
                mentioned.accept(byTrigger.computeIfAbsent(trigger, this::keep), methods);
            }
        }
    }

    private Kept<?> keep(Trigger trigger) {
        Global<?> global = Objects.requireNonNull(trigger.global()).get();
        Kept<?> added = new Kept<>(global);
        List<Kept<?>> all = new ArrayList<>(List.of(kept));
        all.add(added);
        kept = all.toArray(new Kept<?>[0]);
        return added;
    }
}
