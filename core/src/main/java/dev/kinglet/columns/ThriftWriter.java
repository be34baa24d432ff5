package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Thrift's compact protocol, as far as Parquet's metadata needs it. */
final class ThriftWriter {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int INT = 5;
    private static final int LONG = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    /** Lists of more have their size behind the type. */
    private static final int SHORT_LIST = 15;

    private static final int MAX_DEPTH = 16;

    private final GrowingBytes out;
    private final int[] lastFields = new int[MAX_DEPTH];
    private int depth;

    /** @param out where it is added */
    ThriftWriter(GrowingBytes out) {
        this.out = out;
    }

    void int32(int field, int value) {
        head(field, INT);
        varint(((long) value << 1) ^ (value >> 31));
    }

    void int64(int field, long value) {
        head(field, LONG);
        varint((value << 1) ^ (value >> 63));
    }

    void int8(int field, int value) {
        head(field, BYTE);
        out.putByte(value);
    }

    void bool(int field, boolean value) {
        head(field, value ? TRUE : FALSE);
    }

    void text(int field, String value) {
        head(field, BINARY);
        text(value);
    }

    void beginStruct(int field) {
        head(field, STRUCT);
        beginElement();
    }

    /** Begins a struct that is an element of a list. */
    void beginElement() {
        lastFields[++depth] = 0;
    }

    /** Ends a struct, the outermost one too. */
    void end() {
        out.putByte(0);
        depth--;
    }

    void emptyStruct(int field) {
        beginStruct(field);
        end();
    }

    /** Begins a list of structs, each of which the caller begins and ends. */
    void structs(int field, int size) {
        list(field, STRUCT, size);
    }

    void ints(int field, int... values) {
        list(field, INT, values.length);
        for (int value : values) {
            varint(((long) value << 1) ^ (value >> 31));
        }
    }

    void texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(this::text);
    }

    private void list(int field, int type, int size) {
        head(field, LIST);
        if (size < SHORT_LIST) {
            out.putByte((size << 4) | type);
        } else {
            out.putByte((SHORT_LIST << 4) | type);
            varint(size);
        }
    }

    private void head(int field, int type) {
        out.putByte(((field - lastFields[depth]) << 4) | type); // Parquet's fields are never more than 15 apart
        lastFields[depth] = field;
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        varint(bytes.length);
        out.put(bytes, bytes.length);
    }

    private void varint(long value) {
        put(value, out);
    }

    /** Seven bits a byte, the lowest first. */
    static void put(long value, GrowingBytes out) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.putByte((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.putByte((int) left);
    }
}
