package dev.kinglet;

/**
 * Where the records of a dataset come from: a description, made by {@link Sources} and read by workers. It names objects and says how
 * their bytes become records; nothing is opened before an action runs.
 *
 * @param <T> the records
 */
public interface Source<T> {}
