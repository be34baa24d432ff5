package dev.kinglet;

/**
 * Where the records of a dataset go: a description, made by {@link Sinks} and written to by workers. All of a job's output appears under
 * the location, or none of it.
 *
 * @param <T> the records that it takes
 */
public interface Sink<T> {

    /** The folder or {@code s3://bucket/prefix} that the parts go to. */
    String location();
}
