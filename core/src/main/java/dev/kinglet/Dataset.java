package dev.kinglet;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Records that lie somewhere, and what is to be done with them. A dataset is a description: nothing runs until an action asks for something
 * ({@link #collect}, {@link #write}, {@link #count}, {@link #reduce}, {@link #take}, {@link #top}, {@link #forEach}), and each action runs
 * what it needs from the sources on. Operations that look at one record at a time run together in one call; those that bring records
 * together by key ({@link KeyedDataset}, {@link #sortBy}, {@link #distinct}) end a stage, and go through the store.
 *
 * <p>Records keep the order of their source through operations that look at one at a time. A record is never null; a function that
 * returns null fails. Functions travel as in {@link FunctionExecutor#map} and may run more than once; each result counts once. Datasets
 * are immutable and may be shared between threads; actions wait for their result and throw {@link CallFailedException} where a call failed.
 *
 * @param <T> the records
 */
public interface Dataset<T> {

    /** The result of a function for each record. */
    <R> Dataset<R> map(RemoteFunction<? super T, ? extends R> function);

    /** All results of a function for each record, one after the other. */
    <R> Dataset<R> flatMap(RemoteFunction<? super T, ? extends Iterable<? extends R>> function);

    /** As {@link #flatMap}, for functions that hand on one result after the other and need no list for them. */
    <R> Dataset<R> mapMulti(RemoteMultiFunction<? super T, R> function);

    /** The records that meet a condition. */
    Dataset<T> filter(RemotePredicate<? super T> condition);

    /**
     * What a function makes of all records of a partition. Called once a partition, also where it has no record; the records can be read
     * once. How the records are cut into partitions is up to the planner.
     */
    <R> Dataset<R> mapPartitions(RemoteFunction<? super Iterator<T>, ? extends Iterator<? extends R>> function);

    /**
     * What a function makes of batches of records, as Arrow's vectors: a record's components are the columns, other values one column
     * {@code value}. The batch that it is given is valid during the call only and is closed behind it; the one it returns is closed, too,
     * and may be the same. Records of a partition are of one class.
     *
     * @param rows the records that the returned batches stand for, a component a column
     */
    <R extends Record> Dataset<R> mapBatches(
            RemoteFunction<? super VectorSchemaRoot, ? extends VectorSchemaRoot> function, Class<R> rows);

    /** The records with a key each, to be brought together by it. */
    <K> KeyedDataset<K, T> keyBy(RemoteFunction<? super T, ? extends K> key);

    /** How often each record occurs. */
    Dataset<Count<T>> countByKey();

    /** Each record once, however often it occurs. */
    Dataset<T> distinct();

    /** These records, then those of another dataset. */
    Dataset<T> union(Dataset<? extends T> other);

    /**
     * Some of the records, each with the same chance, the same ones each time.
     *
     * @param fraction how many, from 0 to 1
     */
    Dataset<T> sample(double fraction, long seed);

    /** The records in ascending order of a key; those of equal keys stay in their order. */
    default <K extends Comparable<? super K>> Dataset<T> sortBy(RemoteFunction<? super T, K> key) {
        return sortBy(key, SortOrder.ASCENDING);
    }

    /** The records in the order of a key; those of equal keys stay in their order. */
    <K extends Comparable<? super K>> Dataset<T> sortBy(RemoteFunction<? super T, K> key, SortOrder order);

    /** The records in the order of a key of bytes, each byte taken as 0 to 255; those of equal keys stay in their order. */
    Dataset<T> sortByBytes(RemoteFunction<? super T, byte[]> key, SortOrder order);

    /**
     * The same records, computed once: the first action that needs them leaves them in the store, and others read them there. They stay
     * until the job's folder is removed.
     */
    Dataset<T> cache();

    /** All records, in this process. */
    List<T> collect();

    /** How many records there are. */
    long count();

    /** All records joined into one, in order, or nothing where there is none. */
    Optional<T> reduce(RemoteReducer<T> reducer);

    /** The first records, at most {@code many}; no more is computed than they take. */
    List<T> take(int many);

    /** The records with the greatest keys, the greatest first, at most {@code many}; of equal ones those that come first. */
    <K extends Comparable<? super K>> List<T> top(int many, RemoteFunction<? super T, K> key);

    /** Does something with each record, where it is. */
    void forEach(RemoteConsumer<? super T> consumer);

    /**
     * Writes all records.
     *
     * @throws IllegalArgumentException if there is something at the sink's location already
     */
    JobReport write(Sink<? super T> sink);

    /** The stages that an action would run, how many calls each has and why, as text. */
    String explain();

    /** The same dataset, with other options for its calls. */
    Dataset<T> with(CallOptions options);

    /** The same dataset; {@code listener} hears of each action's job when it begins, for progress and for its report at the end. */
    Dataset<T> onJob(Consumer<? super DatasetJob> listener);
}
