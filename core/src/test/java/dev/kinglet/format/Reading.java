package dev.kinglet.format;

import java.util.ArrayList;
import java.util.List;

/** Reads to the end, and keeps what it hears of bad records. */
final class Reading implements BadRecordListener {

    /** A record that did not fit. */
    record Bad(String place, String reason, byte[] record) {}

    final List<Bad> bad = new ArrayList<>();

    @Override
    public void bad(String place, String reason, byte[] record) {
        bad.add(new Bad(place, reason, record));
    }

    <T> List<T> all(Share<T> share) {
        List<T> records = new ArrayList<>();
        try (RecordCursor<T> cursor = share.open(this)) {
            cursor.forEachRemaining(records::add);
        }
        return records;
    }

    <T> List<T> all(List<Share<T>> shares) {
        List<T> records = new ArrayList<>();
        shares.forEach(share -> records.addAll(all(share)));
        return records;
    }

    /** Each range read on its own, as by different workers; what cannot be cut is read at once. */
    static <T> List<T> of(ObjectFormat<T> format, List<ObjectRange> ranges) {
        List<T> records = new ArrayList<>();
        for (ObjectRange range : ranges) {
            ObjectRange whole = format.cuttable(range.object());
            if (whole != null || range.from() == 0) {
                ObjectRange read =
                        whole == null ? ObjectRange.whole(range.object()) : whole.part(range.from(), range.to());
                records.addAll(new Reading().all(new ObjectShare<>(format, List.of(read))));
            }
        }
        return records;
    }
}
