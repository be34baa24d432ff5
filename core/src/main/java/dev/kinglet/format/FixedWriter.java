package dev.kinglet.format;

import java.io.IOException;
import java.io.OutputStream;

/** Binary records of one length. */
final class FixedWriter extends StreamWriter<byte[]> {

    private final int recordBytes;

    FixedWriter(int recordBytes, OutputStream stream) {
        super(stream);
        this.recordBytes = recordBytes;
    }

    @Override
    void write(byte[] item, OutputStream to) throws IOException {
        if (item.length != recordBytes) {
            throw new IllegalArgumentException("a record has " + item.length + " bytes, expected " + recordBytes
                    + ", which the sink was given for all");
        }
        to.write(item);
    }
}
