package dev.kinglet.format;

import java.util.Arrays;

/** The rows of a range, one after the other, and where they stand. Confined to one thread. */
final class CsvRows {

    private final RecordSpans spans;
    private final CsvFields fields;

    /** Whether rows can be counted from the object's first. */
    private final boolean counted;

    private long row;

    CsvRows(RecordSpans spans, byte separator, boolean counted) {
        this.spans = spans;
        this.fields = new CsvFields(separator, spans.look());
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
        return spans.from() == spans.until();
    }

    /** Where in the object the row begins. */
    long position() {
        return spans.position();
    }

    /** The row's values. */
    CsvFields fields() throws MisfitException {
        fields.read(spans.window().bytes(), spans.from(), spans.until(), spans.position());
        return fields;
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
