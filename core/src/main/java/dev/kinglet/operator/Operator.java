package dev.kinglet.operator;

import java.io.Serializable;
import java.util.Iterator;

/** What is done to the records of one partition, record by record or as a whole, without others. */
public interface Operator extends Serializable {

    /** The records that come of others. Called once a call, by its thread, which then reads what is returned. */
    Iterator<Object> apply(Iterator<Object> records, OperatorContext context) throws Exception;

    /** Whether it may make many records of one, so that nothing is known of how much it gives. */
    default boolean multiplies() {
        return false;
    }

    /** What {@code explain} calls it. */
    String name();
}
