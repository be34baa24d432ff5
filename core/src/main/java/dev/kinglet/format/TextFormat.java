package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.closure.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Lines, or what stands between delimiters.
 *
 * @param delimiter null for lines
 * @param charset the encoding, or null
 */
record TextFormat(@Nullable String delimiter, @Nullable String charset) implements ObjectFormat<String> {

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public @Nullable ObjectRange cuttable(ObjectInput object) {
        return TextLook.cuttable(object, charset, delimiter == null ? LineEnds.ANYWHERE : LineEnds.OTHERS);
    }

    @Override
    public RecordCursor<String> open(ObjectRange range, BadRecordListener badRecords) {
        return new Lines(DelimitedRecords.of(range, delimiter, charset));
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
            try {
                String text = records.text();
                if (records.endsLines() && records.look().returns() && text.indexOf('\n') >= 0) {
                    throw new MisfitException(
                            "a line feed at the end of a line, while the first lines end with carriage"
                                    + " returns alone; make all ends of lines the same, or name one (delimitedBy)");
                }
                return text;
            } catch (MisfitException e) {
                throw new UndecodableException(
                        records.window().name() + ", byte " + records.position() + ": the record has " + e.getMessage(),
                        null,
                        e);
            }
        }
    }
}
