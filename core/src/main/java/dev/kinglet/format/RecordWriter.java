package dev.kinglet.format;

/** Writes records to one object in the form of a sink. Confined to one thread. Closing writes what is left, and leaves the stream open. */
public interface RecordWriter<T> extends AutoCloseable {

    void write(T item);

    @Override
    void close();
}
