package dev.kinglet;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;

/**
 * One object as the input of a call: a file, an object of a bucket, an entry of an archive. Only its name travels; the worker reads it.
 * Objects whose names say that they are compressed ({@code .gz}, {@code .zst}) are read uncompressed.
 */
public interface ObjectInput {

    /** Where it is: {@code s3://bucket/key}, {@code file:///path}, with {@code !/entry} behind an archive's. */
    String name();

    /** Its length in bytes as it is stored. */
    long size();

    /** A stream of its bytes, to be closed by the caller. */
    InputStream open();

    /** All its bytes. */
    byte[] bytes();

    /**
     * All its text: UTF-8, or UTF-16 or UTF-32 with a byte order mark, which is no part of the text. Compressed text is read whatever the
     * name says.
     *
     * @throws RuntimeException if it is no text in this encoding, or has NUL characters
     */
    String text();

    /** All its text in an encoding, unless a byte order mark says another. Bytes that are no text in it are refused. */
    default String text(Charset charset) {
        return new String(bytes(), charset);
    }

    /** The lines of {@link #text}, without their ends. */
    Stream<String> lines();
}
