package dev.kinglet.closure;

import org.jspecify.annotations.Nullable;

/**
 * Object graphs to bytes and back, by Kryo. The bytes are opened by a codec whose class loader knows the classes. Confined to one
 * thread at a time; an instance is costly to make and meant to be kept.
 */
public interface ValueCodec {

    /**
     * Encodes a value.
     *
     * @param what the value's name for the error message: {@code input}, {@code result}, {@code function}
     * @throws NotTransportableException if something in the graph has no meaning in another process, with the path to it
     */
    byte[] encode(@Nullable Object value, String what);

    /**
     * Decodes a value.
     *
     * @throws UndecodableException if the bytes cannot be opened; {@link UndecodableException#missingClass} names a class that is missing
     */
    @Nullable
    Object decode(byte[] bytes, int offset, int length);
}
