package dev.kinglet.plan.interpreter;

import dev.kinglet.reduce.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does things that do not need each other at the same time, and each only once however many need it. When one fails the rest is cancelled,
 * and that failure is what whoever waits for any of it gets: what the others fail with then is only the echo. Thread-safe.
 */
final class SideBySide {

    private final Runnable cancel;
    private final Map<Object, FutureTask<?>> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param cancel ends what is under way */
    SideBySide(Runnable cancel) {
        this.cancel = cancel;
    }

    /** The results of all, in order. The first is done in the caller's thread. */
    <T> List<T> all(List<Supplier<T>> parts) {
        if (parts.size() == 1) {
            return List.of(parts.getFirst().get());
        }
        List<FutureTask<T>> others = new ArrayList<>();
        for (Supplier<T> part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            FutureTask<T> other = new FutureTask<>(() -> guarded(part));
            others.add(other);
            Thread.ofVirtual().name("kinglet-stage").start(other);
        }
        List<T> results = new ArrayList<>();
        if (!parts.isEmpty()) {
            results.add(guarded(parts.getFirst()));
        }
        others.forEach(other -> results.add(result(other)));
        return results;
    }

    /** What a computation gives that is done once for a key, by whoever comes first. Others wait for it. */
    @SuppressWarnings("unchecked") // a key stands for one computation
    <T> T once(Object key, Supplier<T> compute) {
        FutureTask<T> mine = new FutureTask<>(compute::get);
        FutureTask<?> before = known.putIfAbsent(key, mine);
        if (before != null) {
            return (T) result(before);
        }
        mine.run();
        return result(mine);
    }

    private <T> T guarded(Supplier<T> part) {
        try {
            return part.get();
        } catch (Throwable e) { // whatever it is, it ends the others
            if (failure.compareAndSet(null, e)) {
                cancel.run();
            }
            throw Sneaky.rethrow(first(e));
        }
    }

    private Throwable first(Throwable other) {
        Throwable first = failure.get();
        return first == null ? other : first;
    }

    private <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Sneaky.rethrow(first(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted = new CancellationException(
                    "interrupted while waiting for stages that run side by side, which are cancelled");
            interrupted.initCause(e);
            failure.compareAndSet(null, interrupted);
            cancel.run();
            throw interrupted;
        }
    }
}
