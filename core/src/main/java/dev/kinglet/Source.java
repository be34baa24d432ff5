package dev.kinglet;

/**
 * Where the records of a dataset come from: a description, made by {@link Sources} and read by workers. It names objects and says how
 * their bytes become records; nothing is opened before an action runs.
 *
 * @param <T> the records
 */
public interface Source<T> {

    /** What becomes of records that do not fit. By default the first one fails the action. */
    default BadRecords badRecords() {
        return BadRecords.fail();
    }
}
