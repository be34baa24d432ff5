package dev.kinglet.closure;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * The values that most calls take and return, as a tag and their bytes, without Kryo: a worker that sees no others never loads it. Multi-byte
 * numbers are big-endian.
 */
final class Scalars {

    /** Any other value: what Kryo wrote follows. */
    static final byte GRAPH = 0;

    /** A {@link PlainLambda}. */
    static final byte LAMBDA = 13;

    private static final byte NULL = 1;
    private static final byte FALSE = 2;
    private static final byte TRUE = 3;
    private static final byte INTEGER = 4;
    private static final byte LONG = 5;
    private static final byte DOUBLE = 6;
    private static final byte FLOAT = 7;
    private static final byte SHORT = 8;
    private static final byte BYTE = 9;
    private static final byte CHARACTER = 10;
    private static final byte STRING = 11;
    private static final byte BYTES = 12;

    private Scalars() {}

    /** The value's bytes, or null where it is no scalar. */
    static byte @Nullable [] encode(@Nullable Object value) {
        // No switch over the types: the JVM would build it when a worker's first call is waiting.
        if (value instanceof Integer number) {
            return number(INTEGER, number, Integer.BYTES);
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Long number) {
            return number(LONG, number, Long.BYTES);
        }
        if (value instanceof Double number) {
            return number(DOUBLE, Double.doubleToRawLongBits(number), Double.BYTES);
        }
        if (value instanceof byte[] bytes) {
            return tagged(BYTES, bytes);
        }
        if (value instanceof Boolean flag) {
            return new byte[] {flag ? TRUE : FALSE};
        }
        return value == null ? new byte[] {NULL} : rare(value);
    }

    private static byte @Nullable [] rare(Object value) {
        if (value instanceof Float number) {
            return number(FLOAT, Float.floatToRawIntBits(number), Float.BYTES);
        }
        if (value instanceof Short number) {
            return number(SHORT, number, Short.BYTES);
        }
        if (value instanceof Byte number) {
            return number(BYTE, number, Byte.BYTES);
        }
        return value instanceof Character letter ? number(CHARACTER, letter, Character.BYTES) : null;
    }

    /** The value that follows {@code tag}. */
    static @Nullable Object decode(byte tag, byte[] bytes, int offset, int length) {
        return switch (tag) {
            case NULL -> constant(null, length);
            case FALSE -> constant(false, length);
            case TRUE -> constant(true, length);
            case INTEGER -> (int) number(bytes, offset, length, Integer.BYTES);
            case LONG -> number(bytes, offset, length, Long.BYTES);
            case DOUBLE -> Double.longBitsToDouble(number(bytes, offset, length, Double.BYTES));
            case FLOAT -> Float.intBitsToFloat((int) number(bytes, offset, length, Float.BYTES));
            case SHORT -> (short) number(bytes, offset, length, Short.BYTES);
            case BYTE -> (byte) number(bytes, offset, length, Byte.BYTES);
            case CHARACTER -> (char) number(bytes, offset, length, Character.BYTES);
            case STRING -> new String(bytes, offset, length, UTF_8);
            case BYTES -> copy(bytes, offset, length);
            default ->
                throw new UndecodableException(
                        "no value begins with the tag " + tag + ": not Kinglet's bytes", null, null);
        };
    }

    private static @Nullable Object constant(@Nullable Object value, int length) {
        if (length != 0) {
            throw new UndecodableException(
                    value + " is followed by " + length + " bytes: not Kinglet's bytes", null, null);
        }
        return value;
    }

    private static byte @Nullable [] text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        // Half a surrogate pair has no UTF-8 and would come back as a question mark; Kryo keeps it.
        return new String(encoded, UTF_8).equals(text) ? tagged(STRING, encoded) : null;
    }

    private static byte[] tagged(byte tag, byte[] content) {
        byte[] bytes = new byte[1 + content.length];
        bytes[0] = tag;
        System.arraycopy(content, 0, bytes, 1, content.length);
        return bytes;
    }

    private static byte[] number(byte tag, long number, int width) {
        byte[] bytes = new byte[1 + width];
        bytes[0] = tag;
        for (int i = width; i > 0; i--) {
            bytes[i] = (byte) number;
            number >>= 8;
        }
        return bytes;
    }

    private static long number(byte[] bytes, int offset, int length, int width) {
        if (length != width) {
            throw new UndecodableException(
                    "a number of " + width + " bytes has " + length + ": not Kinglet's bytes", null, null);
        }
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = (number << 8) | (bytes[offset + i] & 0xff);
        }
        return number;
    }

    private static byte[] copy(byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }
}
