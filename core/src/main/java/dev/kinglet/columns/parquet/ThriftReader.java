package dev.kinglet.columns.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.columns.ColumnsException;

/**
 * Reads Thrift's compact protocol, in which Parquet's footer and the heads of pages are. Never reads beyond the bytes, believes no count
 * that they could not hold, and ends: every step consumes a byte at least.
 */
final class ThriftReader {

    /** The bytes end in the midst of something. Where there are more, it may be tried again with them. */
    static final class EndedException extends RuntimeException {
        EndedException() {
            super("it ends too early");
        }
    }

    /** Takes the fields of a struct. */
    interface Fields {

        /** Reads the field, or leaves it and says no, so that it is passed over. */
        boolean take(int field, int type);
    }

    /** Reads an element of a list. */
    interface Element {
        void read(int type);
    }

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int INT16 = 4;
    private static final int INT64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    /** Parquet's own structs lie eight deep. */
    private static final int MAX_DEPTH = 32;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;

    ThriftReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Where the next byte lies. */
    int at() {
        return at;
    }

    /** Reads a struct whose head was read, or that has none. */
    void struct(Fields fields) {
        if (++depth > MAX_DEPTH) {
            throw new ColumnsException("structs lie in each other more than " + MAX_DEPTH + " deep");
        }
        int field = 0;
        int head = next();
        while (head != 0) {
            int type = head & 15;
            int step = head >> 4;
            field = step == 0 ? (int) zigzag() : field + step;
            if (!fields.take(field, type)) {
                skip(type);
            }
            head = next();
        }
        depth--;
    }

    /** Reads a struct that is a field. */
    void struct(int type, Fields fields) {
        expect(type == STRUCT, type);
        struct(fields);
    }

    void list(int type, Element element) {
        expect(type == LIST || type == SET, type);
        int head = next();
        int inside = head & 15;
        int count = head >> 4 == 15 ? count() : head >> 4;
        for (int i = 0; i < count; i++) {
            element.read(inside);
        }
    }

    private int count() {
        long count = varint();
        if (count < 0 || count > end - at) {
            throw new ColumnsException("a list of " + count + " elements is said to lie in " + (end - at) + " bytes");
        }
        return (int) count;
    }

    boolean bool(int type) {
        expect(type == TRUE || type == FALSE, type);
        return type == TRUE;
    }

    long whole(int type) {
        expect(type >= BYTE && type <= INT64, type);
        return type == BYTE ? (byte) next() : zigzag();
    }

    int int32(int type) {
        expect(type >= BYTE && type <= INT64, type);
        long number = whole(type);
        if (number != (int) number) {
            throw new ColumnsException("a number of 32 bits is said to be " + number);
        }
        return (int) number;
    }

    String text(int type) {
        expect(type == BINARY, type);
        int length = length();
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new EndedException();
        }
        return (int) length;
    }

    private void skip(int type) {
        switch (type) {
            case TRUE, FALSE -> {
                // The type is the value.
            }
            case BYTE -> next();
            case INT16, 5, INT64 -> varint();
            case DOUBLE -> pass(Long.BYTES);
            case BINARY -> pass(length());
            case LIST, SET -> list(type, this::skipElement);
            case MAP -> skipMap();
            case STRUCT -> struct((field, inside) -> false);
            default -> throw new ColumnsException("there is no type " + type);
        }
    }

    /** In lists a truth has a byte. */
    private void skipElement(int type) {
        if (type == TRUE || type == FALSE) {
            next();
        } else {
            skip(type);
        }
    }

    private void skipMap() {
        int count = count();
        int types = count == 0 ? 0 : next();
        for (int i = 0; i < count; i++) {
            skipElement(types >> 4);
            skipElement(types & 15);
        }
    }

    private void pass(int count) {
        if (count > end - at) {
            throw new EndedException();
        }
        at += count;
    }

    private int next() {
        if (at >= end) {
            throw new EndedException();
        }
        return bytes[at++] & 0xff;
    }

    private long zigzag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = next();
            number |= (long) (part & 0x7f) << shift;
            if (part < 0x80) {
                return number;
            }
        }
        throw new ColumnsException("a number has more than 64 bits");
    }

    private static void expect(boolean right, int type) {
        if (!right) {
            throw new ColumnsException("a field has type " + type + ", which is not its own");
        }
    }
}
