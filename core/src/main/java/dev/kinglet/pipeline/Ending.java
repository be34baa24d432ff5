package dev.kinglet.pipeline;

import java.io.Serializable;
import java.util.Iterator;

/** What becomes of the records at the end of a stage. */
public interface Ending extends Serializable {

    /**
     * Consumes all records.
     *
     * @return what the driver is told, but for bad records
     */
    TaskOutput consume(Iterator<Object> records, TaskContext context) throws Exception;
}
