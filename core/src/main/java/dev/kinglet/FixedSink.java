package dev.kinglet;

/**
 * Binary records that all have one length, without anything between them.
 *
 * @param location see {@link Sink}
 * @param recordBytes the length, at least 1
 * @param compression none by default
 */
public record FixedSink(String location, int recordBytes, Compression compression) implements Sink<byte[]> {

    public FixedSink {
        if (recordBytes < 1) {
            throw new IllegalArgumentException("recordBytes must be at least 1, but is " + recordBytes);
        }
    }

    /** See {@link Compression}. */
    public FixedSink compressed(Compression value) {
        return new FixedSink(location, recordBytes, value);
    }
}
