package dev.kinglet.columns;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object, of which parts can be read. */
public interface StoredBytes {

    /** How many there are. */
    long size();

    /**
     * A stream from an offset on, to be closed by the caller.
     *
     * @param expectedBytes about how many will be read
     */
    InputStream open(long from, long expectedBytes) throws IOException;
}
