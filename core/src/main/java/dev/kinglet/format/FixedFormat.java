package dev.kinglet.format;

import dev.kinglet.BadRecords;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Binary records of one length. */
record FixedFormat(int recordBytes, BadRecords policy) implements ObjectFormat<byte[]> {

    @Override
    public int cutBytes() {
        return recordBytes;
    }

    @Override
    public RecordCursor<byte[]> open(ObjectRange range, BadRecordListener badRecords) {
        return new Records(range, recordBytes, new BadRecordGate(policy, badRecords));
    }

    private static final class Records extends AbstractCursor<byte[]> {

        private final ByteWindow window;
        private final long to;
        private final int recordBytes;
        private final BadRecordGate gate;

        private Records(ByteWindow window, long to, int recordBytes, BadRecordGate gate) {
            super(window);
            this.window = window;
            this.to = to;
            this.recordBytes = recordBytes;
            this.gate = gate;
        }

        Records(ObjectRange range, int recordBytes, BadRecordGate gate) {
            this(range.open(range.from()), range.to(), recordBytes, gate);
        }

        @Override
        byte @Nullable [] advance() {
            if (window.position() >= to) {
                return null;
            }
            while (window.end() - window.start() < recordBytes) {
                if (!window.more()) {
                    rest();
                    return null;
                }
            }
            int from = window.start();
            window.consume(from + recordBytes);
            return Arrays.copyOfRange(window.bytes(), from, from + recordBytes);
        }

        private void rest() {
            int left = window.end() - window.start();
            if (left > 0) {
                byte[] rest = Arrays.copyOfRange(window.bytes(), window.start(), window.end());
                String place = window.name() + ", byte " + window.position();
                window.consume(window.end());
                gate.bad(
                        place,
                        "the last record has " + left + " bytes, expected " + recordBytes
                                + " as every record has; the object is cut short or its records have another length",
                        rest,
                        null);
            }
        }
    }
}
