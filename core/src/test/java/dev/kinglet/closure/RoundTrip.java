package dev.kinglet.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends values through a codec; and classes as users have them. */
abstract class RoundTrip {

    record Point(int x, int y) {}

    record Everything(
            byte a,
            short b,
            int c,
            long d,
            float e,
            double f,
            boolean g,
            char h,
            @Nullable String i,
            List<Point> j) {}

    record Generic<T>(T value) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Operation {
        PLUS {
            @Override
            int apply(int left, int right) {
                return left + right;
            }
        },
        TIMES {
            @Override
            int apply(int left, int right) {
                return left * right;
            }
        };

        abstract int apply(int left, int right);
    }

    /** Has no constructor without arguments, is not Serializable, and has final fields. */
    static class Plain {
        private final String name;
        private final int[] numbers;
        private transient int cached = 7;

        Plain(String name, int... numbers) {
            this.name = name;
            this.numbers = numbers;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain plain && plain.name.equals(name) && Arrays.equals(plain.numbers, numbers);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + cached * 0;
        }
    }

    static final class Derived extends Plain {
        private final long more;

        Derived(String name, long more) {
            super(name, 1);
            this.more = more;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof Derived derived && derived.more == more;
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A list with a field, which a serializer for lists alone would lose. */
    static final class NamedList extends ArrayList<Plain> {
        private final String name;

        NamedList(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NamedList list && list.name.equals(name) && super.equals(other);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    final KryoValueCodec codec = new KryoValueCodec(RoundTrip.class.getClassLoader());

    @SuppressWarnings("unchecked") // the caller knows what went in
    final <T> T through(T value) {
        byte[] bytes = codec.encode(value, "value");
        byte[] within = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, within, 3, bytes.length);
        return (T) Objects.requireNonNull(codec.decode(within, 3, bytes.length));
    }
}
