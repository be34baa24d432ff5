package dev.kinglet.format;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks the same of many objects, each of which may be a request away. */
final class SideBySide {

    private static final int AT_ONCE = 32;

    private SideBySide() {}

    /** The results, in the order of the items. The first failure is thrown. */
    static <A, B> List<B> map(List<A> items, Function<A, B> question) {
        List<B> results = new ArrayList<>();
        if (items.size() < 2) {
            items.forEach(item -> results.add(question.apply(item)));
            return results;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(items.size(), AT_ONCE), Thread.ofVirtual().factory())) {
            List<Future<B>> asked = new ArrayList<>();
            items.forEach(item -> asked.add(threads.submit(() -> question.apply(item))));
            for (Future<B> future : asked) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the objects of a source", e);
        }
    }
}
