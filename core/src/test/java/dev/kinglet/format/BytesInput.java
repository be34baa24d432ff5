package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.ObjectInput;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An object in memory whose streams give at most so many bytes at a time. */
record BytesInput(String name, byte[] bytes, int atOnce) implements ObjectInput {

    BytesInput(String name, String text) {
        this(name, text.getBytes(UTF_8), Integer.MAX_VALUE);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, atOnce));
            }
        };
    }

    @Override
    public String text() {
        return new String(bytes, UTF_8);
    }

    @Override
    public Stream<String> lines() {
        return text().lines();
    }

    /** All of it in ranges of this length. */
    List<ObjectRange> ranges(int length) {
        List<ObjectRange> ranges = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += length) {
            boolean last = from + length >= bytes.length;
            ranges.add(new ObjectRange(this, from, last ? Long.MAX_VALUE : from + length));
        }
        return ranges;
    }
}
