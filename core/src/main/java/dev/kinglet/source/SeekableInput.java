package dev.kinglet.source;

import java.io.IOException;
import java.io.InputStream;

/** An object whose stored bytes can be had from anywhere on, without those before. */
sealed interface SeekableInput extends ReadableInput permits FileInput, StoredInput {

    /**
     * A stream of the bytes as they are stored, from an offset on.
     *
     * @param expected about how many will be read
     */
    InputStream openStored(long from, long expected) throws IOException;

    /** The same for an object that is not compressed, counted and with failures that name it. */
    default InputStream open(long from, long expected) {
        try {
            return new MeteredStream(openStored(from, expected), name());
        } catch (IOException e) {
            throw ReadFailures.of(name(), e);
        }
    }
}
