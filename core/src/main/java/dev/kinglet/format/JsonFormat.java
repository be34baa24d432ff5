package dev.kinglet.format;

import dev.kinglet.JsonSource;
import dev.kinglet.ObjectInput;
import dev.kinglet.closure.UndecodableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines.
 *
 * @param source what they are
 */
record JsonFormat<T>(JsonSource<T> source) implements ObjectFormat<T> {

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public @Nullable ObjectRange cuttable(ObjectInput object) {
        return TextLook.cuttable(object, source.charset(), LineEnds.ANYWHERE);
    }

    @Override
    public RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords) {
        JsonBinder binder;
        try {
            binder = JsonBinder.of(source.type());
        } catch (MisfitException e) {
            throw new UndecodableException(
                    "JSON cannot be read as " + source.type().getName() + ": " + e.getMessage(), null, e);
        }
        BadRecordGate gate = new BadRecordGate(source.badRecords(), badRecords);
        return new Records<>(DelimitedRecords.of(range, null, source.charset()), range.from() == 0, binder, gate);
    }

    private static final class Records<T> extends AbstractCursor<T> {

        private final RecordSpans lines;
        private final boolean counted;
        private final JsonBinder binder;
        private final BadRecordGate gate;
        private long line;

        Records(RecordSpans lines, boolean counted, JsonBinder binder, BadRecordGate gate) {
            super(lines.window());
            this.lines = lines;
            this.counted = counted;
            this.binder = binder;
            this.gate = gate;
        }

        @Override
        @SuppressWarnings("unchecked") // the binder was made for the source's type
        @Nullable
        T advance() {
            while (lines.next()) {
                line++;
                byte[] bytes = lines.window().bytes();
                int from = lines.from();
                while (from < lines.until() && (bytes[from] == ' ' || bytes[from] == '\t' || bytes[from] == '\r')) {
                    from++;
                }
                if (from == lines.until()) {
                    continue;
                }
                try {
                    return (T) JsonInput.read(lines, from, binder);
                } catch (MisfitException e) {
                    String place = lines.window().name() + (counted ? ", line " + line : ", byte " + lines.position());
                    byte[] record = Arrays.copyOfRange(bytes, lines.from(), lines.until());
                    gate.bad(place, String.valueOf(e.getMessage()), record, null);
                }
            }
            return null;
        }
    }
}
