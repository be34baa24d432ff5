package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns whose values have bytes of any number: where each ends, and the bytes one after the other. */
final class VariableWriters {

    private VariableWriters() {}

    abstract static class Variable extends ColumnWriter {
        final GrowingBytes values = new GrowingBytes();
        final GrowingBytes ends = new GrowingBytes();

        Variable(Shape shape) {
            super(shape);
            ends.putInt(0);
        }

        @Override
        final boolean put(Object value) {
            if (!write(value)) {
                return misfit(value);
            }
            ends.putInt(values.size());
            return true;
        }

        /** Adds the value's bytes, unless it has none. */
        abstract boolean write(Object value);

        @Override
        void fill() {
            ends.putInt(values.size());
        }

        @Override
        void cutValues(int rows) {
            ends.cut((rows + 1) * Integer.BYTES);
            values.cut(ends.getInt(rows * Integer.BYTES));
        }

        @Override
        long bytes() {
            long bytes = ends.size();
            return bytes + values.size();
        }

        @Override
        void describeValues(BatchParts parts) {
            parts.buffer(ends);
            parts.buffer(values);
        }
    }

    static final class Bytes extends Variable {
        Bytes(Shape shape) {
            super(shape);
        }

        @Override
        boolean write(Object value) {
            if (!(value instanceof byte[] bytes)) {
                return false;
            }
            values.put(bytes, bytes.length);
            return true;
        }
    }

    static final class Any extends Variable {
        private final Function<Object, byte[]> codec;
        private final @Nullable Seal seal;

        Any(Shape shape, Function<Object, byte[]> codec, @Nullable Seal seal) {
            super(shape);
            this.codec = codec;
            this.seal = seal;
        }

        /** Behind the values, where no row ends, stands their seal; it goes when the column is cut. */
        @Override
        void describeValues(BatchParts parts) {
            if (seal != null) {
                values.put(seal.of(ends.bytes(), ends.size(), values.bytes(), values.size()), Seal.BYTES);
            }
            super.describeValues(parts);
        }

        @Override
        boolean write(Object value) {
            byte[] bytes = codec.apply(value);
            values.put(bytes, bytes.length);
            return true;
        }
    }

    static final class Constants extends Variable {
        private final Map<Object, byte[]> names = new HashMap<>();

        Constants(Shape shape) {
            super(shape);
            for (Object constant : shape.type().getEnumConstants()) {
                names.put(constant, ((Enum<?>) constant).name().getBytes(UTF_8));
            }
        }

        @Override
        boolean write(Object value) {
            byte[] name = value instanceof Enum<?> ? names.get(value) : null;
            if (name == null) {
                return false;
            }
            values.put(name, name.length);
            return true;
        }
    }

    static final class Strings extends Variable {

        /** Up to this length a loop over the characters is faster than the encoder and its array. */
        private static final int SHORT = 48;

        Strings(Shape shape) {
            super(shape);
        }

        @Override
        boolean write(Object value) {
            if (!(value instanceof String text)) {
                return false;
            }
            if (text.length() <= SHORT && writeAscii(text)) {
                return true;
            }
            if (!isWellFormed(text)) {
                return false;
            }
            byte[] bytes = text.getBytes(UTF_8);
            values.put(bytes, bytes.length);
            return true;
        }

        private boolean writeAscii(String text) {
            int length = text.length();
            values.reserve(length);
            byte[] bytes = values.bytes();
            int start = values.size();
            for (int i = 0; i < length; i++) {
                char letter = text.charAt(i);
                if (letter >= 0x80) {
                    return false;
                }
                bytes[start + i] = (byte) letter;
            }
            values.cut(start + length);
            return true;
        }

        /** Half a surrogate pair has no UTF-8 and would come back as a question mark. */
        private static boolean isWellFormed(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    boolean pair =
                            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                    if (!pair) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }
    }
}
