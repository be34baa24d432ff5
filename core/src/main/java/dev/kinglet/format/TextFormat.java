package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Lines, or what stands between delimiters.
 *
 * @param delimiter null for lines
 */
record TextFormat(@Nullable String delimiter) implements ObjectFormat<String> {

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public RecordCursor<String> open(ObjectRange range, BadRecordListener badRecords) {
        return new Lines(DelimitedRecords.of(range, delimiter));
    }

    private static final class Lines extends AbstractCursor<String> {

        private final RecordSpans records;

        Lines(RecordSpans records) {
            super(records.window());
            this.records = records;
        }

        @Override
        @Nullable
        String advance() {
            if (!records.next()) {
                return null;
            }
            return new String(records.window().bytes(), records.from(), records.until() - records.from(), UTF_8);
        }
    }
}
