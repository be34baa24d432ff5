package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;

/** What every kind of object has in common once its stored bytes can be had. Its records are what travels to the worker. */
sealed interface ReadableInput extends ObjectInput permits ArchiveInput, SeekableInput {

    /** Objects up to this size are read whole for {@link #lines}: faster, and nothing stays open if the stream is left half read. */
    int WHOLE_BYTES = 16 << 20;

    int BUFFER_BYTES = 64 << 10;

    /** A stream of the bytes as they are stored. */
    InputStream openStored() throws IOException;

    /** All bytes as they are stored. */
    byte[] readStored() throws IOException;

    /** Whether it is stored compressed. */
    default boolean compressed() {
        return Compressed.isCompressed(name());
    }

    @Override
    default InputStream open() {
        try {
            InputStream stored = openStored();
            return new MeteredStream(compressed() ? Compressed.open(name(), stored) : stored, name());
        } catch (IOException e) {
            throw ReadFailures.of(name(), e);
        }
    }

    @Override
    default byte[] bytes() {
        try {
            if (compressed()) {
                try (InputStream stream = open()) {
                    return stream.readAllBytes();
                }
            }
            if (size() > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("input " + name() + " has " + size()
                        + " bytes, more than one array holds; read it by open() or lines()");
            }
            byte[] bytes = readStored();
            InputMeter.add(bytes.length);
            return bytes;
        } catch (IOException e) {
            throw ReadFailures.of(name(), e);
        }
    }

    @Override
    default String text() {
        return WholeText.of(bytes(), name(), null);
    }

    @Override
    default String text(Charset charset) {
        return WholeText.of(bytes(), name(), charset);
    }

    @Override
    default Stream<String> lines() {
        if (!compressed() && size() <= WHOLE_BYTES) {
            return WholeText.of(bytes(), name(), null).lines();
        }
        return ClosingLines.of(WholeText.reader(open(), name(), BUFFER_BYTES), name());
    }
}
