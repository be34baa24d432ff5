package dev.kinglet.format;

import java.util.Arrays;

/** The rows of a range, one after the other, and where they stand. Confined to one thread. */
final class CsvRows {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final RecordSpans spans;
    private final CsvFields fields;

    /** Whether rows can be counted from the object's first. */
    private final boolean counted;

    private long row;

    CsvRows(RecordSpans spans, byte separator, boolean counted) {
        this.spans = spans;
        this.fields = new CsvFields(separator);
        this.counted = counted;
    }

    ByteWindow window() {
        return spans.window();
    }

    boolean next() {
        row++;
        return spans.next();
    }

    boolean isBlank() {
        return from() == spans.until();
    }

    /** The row's values. */
    CsvFields fields() throws MisfitException {
        fields.read(spans.window().bytes(), from(), spans.until());
        return fields;
    }

    private int from() {
        int from = spans.from();
        boolean marked = spans.position() == 0
                && spans.until() - from >= BYTE_ORDER_MARK.length
                && Arrays.equals(spans.window().bytes(), from, from + 3, BYTE_ORDER_MARK, 0, 3);
        return marked ? from + BYTE_ORDER_MARK.length : from;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(spans.window().bytes(), spans.from(), spans.until());
    }

    /** The object, and the row's number where it is known; the first is 1, the names of the columns included. */
    String place() {
        return spans.window().name() + (counted ? ", row " + row : ", byte " + spans.position());
    }

    void close() {
        spans.window().close();
    }
}
