package dev.kinglet.equality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link Object#hashCode} as it would be if no object had an identity: the same in each process, and equal for keys that are
 * {@code equals}. A constant of an enum is hashed by its name, a class by its name, collections by the rules of their interfaces, and a
 * class of the user's by a copy of its own {@code hashCode} in which what is called is this.
 *
 * <p>Public for the copies, which lie in the packages of what they are copied from.
 */
public final class StableHash {

    private static final ClassValue<HashKind> KINDS = new ClassValue<>() {
        @Override
        protected HashKind computeValue(Class<?> type) {
            return HashKinds.of(type);
        }
    };

    private StableHash() {}

    /** How keys of a class are hashed. */
    static HashKind kind(Class<?> type) {
        return KINDS.get(type);
    }

    /**
     * In place of {@code key.hashCode()}.
     *
     * @throws IllegalArgumentException if it is equal only to itself, which has no meaning in another process
     */
    public static int code(Object key) {
        if (key instanceof String || key instanceof Integer) {
            return key.hashCode();
        }
        return KINDS.get(key.getClass()).code(key);
    }

    /** In place of {@link java.util.Objects#hashCode(Object)}. */
    public static int codeOrZero(@Nullable Object key) {
        return key == null ? 0 : code(key);
    }

    /** In place of {@link Arrays#hashCode(Object[])} and {@link java.util.Objects#hash}. */
    public static int codes(Object @Nullable [] keys) {
        if (keys == null) {
            return 0;
        }
        int hash = 1;
        for (Object key : keys) {
            hash = BuiltIn.FACTOR * hash + codeOrZero(key);
        }
        return hash;
    }

    /** In place of {@link Arrays#deepHashCode}. */
    public static int deepCodes(Object @Nullable [] keys) {
        if (keys == null) {
            return 0;
        }
        int hash = 1;
        for (Object key : keys) {
            boolean nested = key != null && key.getClass().isArray();
            hash = BuiltIn.FACTOR * hash + (nested ? ofArray(key) : codeOrZero(key));
        }
        return hash;
    }

    private static int ofArray(Object array) {
        // Arrays of primitives have no identities in them, so that the JDK may do it.
        return array instanceof Object[] nested ? deepCodes(nested) : Arrays.deepHashCode(new Object[] {array});
    }
}
