package dev.kinglet.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** Keys whose {@code hashCode} is another one in each process, although they are equal. */
final class HashedKeys {

    /** The kinds of keys that {@link #of} makes. */
    static final int KINDS = 8;

    /** How many different ones there are of each. */
    static final int EACH = 3;

    private HashedKeys() {}

    enum Color {
        RED,
        GREEN,
        BLUE;

        // Two processes that do the same may give objects the same identities.
        static final int ELSEWHERE = LongStream.range(0, ProcessHandle.current().pid() % 97)
                .mapToInt(each -> new Object().hashCode())
                .sum();
    }

    record Plain(String name, Color color) {}

    /** As an IDE writes it. */
    static class Item {
        final String name;
        final Color color;

        Item(String name, Color color) {
            this.name = name;
            this.color = color;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item item && item.name.equals(name) && item.color == color;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, color);
        }
    }

    /** Keeps what it once computed, as an object may bring it along. */
    static final class Lazy extends Item {
        private int hash;

        Lazy(String name, Color color) {
            super(name, color);
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            if (hash == 0) {
                hash = super.hashCode();
            }
            return hash;
        }
    }

    /** Computes it when it is made. */
    static final class Eager extends Item {
        private final int hash;

        Eager(String name, Color color) {
            super(name, color);
            hash = 31 * this.name.hashCode() + this.color.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Nothing can be told of its hash code. */
    static final class Salted extends Item {
        private static final int SALT = ThreadLocalRandom.current().nextInt();

        Salted(String name, Color color) {
            super(name, color);
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return SALT ^ name.hashCode();
        }
    }

    record AnyCase(String name, Color color) {
        @Override
        public boolean equals(Object other) {
            return other instanceof AnyCase same && same.name.equalsIgnoreCase(name) && same.color == color;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name.toLowerCase(Locale.ROOT), color, AnyCase.class);
        }
    }

    /** The key of a number: equal ones for numbers that are equal modulo {@link #EACH}. */
    static Object of(int kind, long number) {
        Color color = Color.values()[(int) (number % EACH)];
        Object key = switch (kind) {
            case 0 -> new Plain("plain", color);
            case 1 -> new Item("item", color);
            case 2 -> new Lazy("lazy", color);
            case 3 -> new Eager("eager", color);
            case 4 -> new Salted("salted", color);
            case 5 -> new AnyCase(number % 2 == 0 ? "x" : "X", color);
            case 6 -> Map.entry(color, List.of(Optional.of(new Item("y", color)), Color.class));
            default -> List.of(Map.of(new AnyCase(number % 2 == 0 ? "x" : "X", color), new Lazy("z", color)));
        };
        // A set asks its members for their hash codes, so that some keys keep theirs.
        return number % 5 == 0 ? new HashSet<>(List.of(key)).iterator().next() : key;
    }
}
