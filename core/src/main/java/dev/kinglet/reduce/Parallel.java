package dev.kinglet.reduce;

import dev.kinglet.store.StoreProfile;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Requests to a store side by side. */
final class Parallel {

    private Parallel() {}

    /** Does something with each, several at a time, and ends when all are done. The first failure is thrown. */
    static <T> void forEach(List<T> elements, Consumer<T> action) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(StoreProfile.REQUESTS_AT_ONCE, elements.size()),
                Thread.ofVirtual().name("kinglet-fetch").factory())) {
            List<Future<?>> running = elements.stream()
                    .<Future<?>>map(element -> threads.submit(() -> action.accept(element)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            // An Error passes as it is: out of memory is not what a function threw.
            throw Sneaky.rethrow(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading from the store", e);
        }
    }
}
