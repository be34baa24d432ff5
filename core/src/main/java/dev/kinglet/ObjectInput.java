package dev.kinglet;

import java.io.InputStream;
import java.util.stream.Stream;

/**
 * One object as the input of a call: a file, an object of a bucket, an entry of an archive. Only its name travels; the worker reads it.
 * Compressed objects ({@code .gz}, {@code .zst}) are read uncompressed.
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

    /** All its text: UTF-8, with what is not replaced by U+FFFD. */
    String text();

    /** Its lines, without their ends. */
    Stream<String> lines();
}
