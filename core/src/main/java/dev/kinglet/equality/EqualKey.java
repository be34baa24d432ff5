package dev.kinglet.equality;

import org.jspecify.annotations.Nullable;

/** A key as keys of tables are equal here, for maps of the JDK's: they are to be used in one process, and no longer than a call. */
public final class EqualKey {

    private final Object key;
    private final int hash;

    private EqualKey(Object key) {
        this.key = key;
        this.hash = KeyHash.local(key);
    }

    /** What stands for a key in a map. Two of them are equal if the keys are the {@link KeyHash#same}. */
    public static Object of(Object key) {
        // The commonest keys do without.
        return key instanceof String || key instanceof Long || key instanceof Integer ? key : new EqualKey(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EqualKey equal && equal.hash == hash && KeyHash.same(equal.key, key);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
