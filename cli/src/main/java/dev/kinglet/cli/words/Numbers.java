package dev.kinglet.cli.words;

/** Numbers that are not negative, in groups of seven bits with the low ones first; each group but the last has its high bit set. */
final class Numbers {

    /** What a number takes at the most. */
    static final int MAX_BYTES = 9;

    private Numbers() {}

    /** Writes a number, and gives the place behind it. */
    static int write(long number, byte[] bytes, int position) {
        long rest = number;
        int end = position;
        while (rest >= 0x80) {
            bytes[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[end++] = (byte) rest;
        return end;
    }

    /** The number that begins there, of which is known that it is an {@code int}. */
    static int at(byte[] bytes, int position) {
        return bytes[position] >= 0 ? bytes[position] : (int) longAt(bytes, position);
    }

    /** The number that begins there. */
    static long longAt(byte[] bytes, int position) {
        long number = 0;
        int from = position;
        for (int shift = 0; ; shift += 7) {
            byte group = bytes[from++];
            number |= (long) (group & 0x7f) << shift;
            if (group >= 0) {
                return number;
            }
        }
    }

    /** What a number takes. */
    static int bytes(long number) {
        return number < 0x80 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7;
    }
}
