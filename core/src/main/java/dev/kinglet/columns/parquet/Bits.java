package dev.kinglet.columns.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in bytes. */
final class Bits {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bits() {}

    static int int32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long int64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * A number of up to 64 bits, the lowest first.
     *
     * @param end of the bytes; beyond it all bits are 0
     */
    static long at(byte[] bytes, int end, long bit, int width) {
        if (width == 0) {
            return 0;
        }
        int at = (int) (bit >> 3);
        int shift = (int) (bit & 7);
        long low = at + Long.BYTES <= end ? int64(bytes, at) : tail(bytes, at, end);
        long number = low >>> shift;
        if (shift + width > Long.SIZE) {
            number |= tail(bytes, at + Long.BYTES, end) << (Long.SIZE - shift);
        }
        return width == Long.SIZE ? number : number & ((1L << width) - 1);
    }

    private static long tail(byte[] bytes, int at, int end) {
        long number = 0;
        for (int i = 0; i < Long.BYTES && at + i < end; i++) {
            number |= (bytes[at + i] & 0xffL) << (i * Byte.SIZE);
        }
        return number;
    }
}
