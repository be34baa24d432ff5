package dev.kinglet.storage;

import java.io.OutputStream;

/**
 * An object being written piece by piece. Confined to one thread. Closing without {@link #commit()} abandons it and leaves nothing
 * behind. Failures are {@link StorageException}s.
 */
public abstract class ObjectUpload extends OutputStream {

    /** Makes the object appear, whole, replacing what was there. No write may follow. */
    public abstract void commit();

    /** Abandons the upload unless it was committed. */
    @Override
    public abstract void close();
}
