package dev.kinglet.format;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Records one after the other. Confined to one thread; closing releases what is open behind it, and may be done at any time. */
public interface RecordCursor<T extends @Nullable Object> extends Iterator<T>, AutoCloseable {

    @Override
    void close();
}
