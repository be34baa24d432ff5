package dev.kinglet.cli.tera;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes records in the layout of the sort benchmark's binary ones: ten random bytes, two fixed, the row's number as 32 hexadecimal digits,
 * four fixed, 48 of filling, four fixed. A record depends on its row alone, so that rows can be made anywhere in any order.
 */
public final class TeraRecords {

    public static final int RECORD_BYTES = 100;
    public static final int KEY_BYTES = 10;

    private static final int NUMBER_AT = 12;
    private static final int NUMBER_DIGITS = 32;
    private static final int FILLING_AT = 48;
    private static final int FILLING_BYTES = 48;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(US_ASCII);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] TEMPLATE = template();

    private TeraRecords() {}

    private static byte[] template() {
        byte[] template = new byte[RECORD_BYTES];
        template[10] = 0x00;
        template[11] = 0x11;
        template[44] = (byte) 0x88;
        template[45] = (byte) 0x99;
        template[46] = (byte) 0xAA;
        template[47] = (byte) 0xBB;
        template[96] = (byte) 0xCC;
        template[97] = (byte) 0xDD;
        template[98] = (byte) 0xEE;
        template[99] = (byte) 0xFF;
        return template;
    }

    /** The record of a row. */
    public static byte[] of(long row) {
        byte[] bytes = TEMPLATE.clone();
        long random = mix(row);
        LONG.set(bytes, 0, random);
        long more = mix(random ^ row);
        bytes[8] = (byte) more;
        bytes[9] = (byte) (more >>> Byte.SIZE);
        for (int digit = 0; digit < NUMBER_DIGITS; digit++) {
            int shift = (NUMBER_DIGITS - 1 - digit) * 4;
            bytes[NUMBER_AT + digit] = DIGITS[shift >= Long.SIZE ? 0 : (int) (row >>> shift) & 0xf];
        }
        for (int i = 0; i < FILLING_BYTES; i++) {
            bytes[FILLING_AT + i] = DIGITS[(int) (more >>> (4 * (i / 4))) & 0xf];
        }
        return bytes;
    }

    /** The key of a record. */
    public static byte[] key(byte[] record) {
        return Arrays.copyOf(record, KEY_BYTES);
    }

    /** SplitMix64's step and finaliser (Steele, Lea and Flood, 2014). */
    private static long mix(long row) {
        long value = (row + 1) * 0x9E3779B97F4A7C15L;
        value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
        return value ^ (value >>> 31);
    }
}
