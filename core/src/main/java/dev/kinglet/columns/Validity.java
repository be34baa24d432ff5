package dev.kinglet.columns;

/** Which of a column's slots are null: a bit each, kept only once there is one. */
final class Validity {

    private final Bits bits = new Bits();
    private int nulls;

    int nulls() {
        return nulls;
    }

    GrowingBytes buffer() {
        return bits.buffer();
    }

    /** Says of the slot at {@code row}, which is the next one, that it has a value. */
    void valid(int row) {
        if (nulls > 0) {
            bits.append(row, true);
        }
    }

    /** Says of the slot at {@code row}, which is the next one, that it is null. */
    void absent(int row) {
        if (nulls++ == 0) {
            bits.fill(row);
        }
        bits.append(row, false);
    }

    /** Forgets the slots from {@code rows} on. */
    void cut(int rows) {
        if (nulls > 0) {
            bits.cut(rows);
            nulls = rows - bits.countSet();
        }
    }
}
