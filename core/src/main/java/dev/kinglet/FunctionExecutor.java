package dev.kinglet;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions in other processes, thousands at once.
 *
 * <pre>{@code
 * try (var executor = FunctionExecutor.create()) {
 *     List<Integer> squares = executor.map(x -> x * x, List.of(1, 2, 3)).join();
 * }
 * }</pre>
 *
 * <p>Methods that submit return at once, after the function was captured: a function that cannot travel is refused here, with a
 * {@link IllegalArgumentException} that says why. They may be called from any thread. Closing cancels what has not ended and stops the
 * workers.
 */
public interface FunctionExecutor extends AutoCloseable {

    /** An executor as {@code kinglet.yaml} and {@code KINGLET_*} say; where they say nothing, worker processes on this machine. */
    static FunctionExecutor create() {
        return create(Map.of());
    }

    /**
     * An executor with some settings given here, which win over {@code KINGLET_*} and {@code kinglet.yaml}.
     *
     * @param settings by key, as in {@code kinglet.yaml}: {@code Map.of("platform", "thread")}
     * @throws IllegalArgumentException if a key or value has no meaning, naming it and what there is
     */
    static FunctionExecutor create(Map<String, String> settings) {
        return Factory.get().create(settings);
    }

    /** Applies a function to one input. */
    default <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> call(
            RemoteFunction<? super T, ? extends R> function, T input) {
        return call(function, input, CallOptions.defaults());
    }

    /** Applies a function to one input. */
    <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> call(
            RemoteFunction<? super T, ? extends R> function, T input, CallOptions options);

    /** Applies a function to each element. */
    default <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Collection<? extends T> inputs) {
        return map(function, inputs, CallOptions.defaults());
    }

    /** Applies a function to each element. */
    <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Collection<? extends T> inputs, CallOptions options);

    /** Applies a function to each element. The stream is read as calls are dispatched, in another thread, and closed at its end. */
    default <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Stream<? extends T> inputs) {
        return map(function, inputs, CallOptions.defaults());
    }

    /** Applies a function to each element. The stream is read as calls are dispatched, in another thread, and closed at its end. */
    <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Stream<? extends T> inputs, CallOptions options);

    /**
     * Applies a function to each element. The iterator is read as calls are dispatched, in another thread; it may wait for results of calls
     * that it gave inputs for.
     */
    default <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Iterator<? extends T> inputs) {
        return map(function, inputs, CallOptions.defaults());
    }

    /**
     * Applies a function to each element. The iterator is read as calls are dispatched, in another thread; it may wait for results of calls
     * that it gave inputs for.
     */
    <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Iterator<? extends T> inputs, CallOptions options);

    /** Applies a function to each input that matches. */
    default <T, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Inputs<T> inputs) {
        return map(function, inputs, CallOptions.defaults());
    }

    /** Applies a function to each input that matches. */
    <T, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, Inputs<T> inputs, CallOptions options);

    /** Applies a function to each value of an earlier job as it comes. Staged values do not pass through the driver. */
    default <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, FutureList<T> inputs) {
        return map(function, inputs, CallOptions.defaults());
    }

    /** Applies a function to each value of an earlier job as it comes. Staged values do not pass through the driver. */
    <T extends @Nullable Object, R extends @Nullable Object> FutureList<R> map(
            RemoteFunction<? super T, ? extends R> function, FutureList<T> inputs, CallOptions options);

    /** Joins the values of an earlier job into one, in a function. */
    default <T extends @Nullable Object> CallFuture<T> reduce(FutureList<T> values, RemoteReducer<T> reducer) {
        return reduce(values, reducer, CallOptions.defaults());
    }

    /**
     * Joins the values of an earlier job into one, in a function (in a tree of them where there are many). It fails with
     * {@link ErrorCode#DEPENDENCY_FAILED} where a value is missing or there is none at all.
     */
    <T extends @Nullable Object> CallFuture<T> reduce(
            FutureList<T> values, RemoteReducer<T> reducer, CallOptions options);

    /** Applies {@code mapper} to each element and joins the results. */
    default <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper, Collection<? extends T> inputs, RemoteReducer<R> reducer) {
        return mapReduce(mapper, inputs, reducer, CallOptions.defaults());
    }

    /** Applies {@code mapper} to each element and joins the results. */
    <T extends @Nullable Object, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper,
            Collection<? extends T> inputs,
            RemoteReducer<R> reducer,
            CallOptions options);

    /** Applies {@code mapper} to each input that matches and joins the results; small inputs are packed and joined where they are read. */
    default <T, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper, Inputs<T> inputs, RemoteReducer<R> reducer) {
        return mapReduce(mapper, inputs, reducer, CallOptions.defaults());
    }

    /** Applies {@code mapper} to each input that matches and joins the results; small inputs are packed and joined where they are read. */
    <T, R extends @Nullable Object> CallFuture<R> mapReduce(
            RemoteFunction<? super T, ? extends R> mapper,
            Inputs<T> inputs,
            RemoteReducer<R> reducer,
            CallOptions options);

    /** The records of a source, as a dataset. Nothing is read before an action asks for it. */
    <T> Dataset<T> read(Source<T> source);

    /** Cancels what has not ended, and stops the workers. Staged results stay in the store. */
    @Override
    void close();

    /** Makes executors. */
    interface Factory {
        /** As {@link FunctionExecutor#create(Map)}. */
        FunctionExecutor create(Map<String, String> settings);

        /** Ours, by its name: this package must not know those within. A {@link java.util.ServiceLoader} would open every jar of the class path. */
        private static Factory get() {
            try {
                return Class.forName("dev.kinglet.job.ExecutorFactory")
                        .asSubclass(Factory.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this build of Kinglet lacks its executor", e);
            }
        }
    }
}
