package dev.kinglet.columns;

/** A bit a slot, the lowest of each byte first. */
final class Bits {

    private final GrowingBytes buffer = new GrowingBytes();

    GrowingBytes buffer() {
        return buffer;
    }

    /** Sets the bit of the slot at {@code row}, which is the next one. */
    void append(int row, boolean bit) {
        if ((row & 7) == 0) {
            buffer.putByte(bit ? 1 : 0);
        } else if (bit) {
            buffer.bytes()[row >> 3] |= (byte) (1 << (row & 7));
        }
    }

    /** Sets the bits of the first slots. */
    void fill(int rows) {
        buffer.cut(0);
        for (int i = 0; i < rows >> 3; i++) {
            buffer.putByte(0xff);
        }
        if ((rows & 7) != 0) {
            buffer.putByte((1 << (rows & 7)) - 1);
        }
    }

    /** Forgets the slots from {@code rows} on. */
    void cut(int rows) {
        buffer.cut((rows + 7) >> 3);
        if ((rows & 7) != 0) {
            buffer.bytes()[rows >> 3] &= (byte) ((1 << (rows & 7)) - 1);
        }
    }

    int countSet() {
        int set = 0;
        for (int i = 0; i < buffer.size(); i++) {
            set += Integer.bitCount(buffer.bytes()[i] & 0xff);
        }
        return set;
    }
}
