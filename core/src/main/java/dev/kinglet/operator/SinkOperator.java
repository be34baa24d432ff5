package dev.kinglet.operator;

import java.io.Serializable;
import java.util.Iterator;

/** What becomes of the records at the end of a stage. */
public interface SinkOperator extends Serializable {

    /**
     * Consumes all records.
     *
     * @return what the driver is told, but for bad records
     */
    CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception;
}
