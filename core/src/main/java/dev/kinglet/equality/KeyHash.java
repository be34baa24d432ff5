package dev.kinglet.equality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 64-bit hash by which keys are brought together. The same in every process, which {@link Object#hashCode} is not: an enum's, a
 * class's, and of all that is made of them. 64 bits, since keys travel in the order of their hashes and those of equal hashes must be told
 * apart one by one.
 */
public final class KeyHash {

    /** 2^64 over the golden ratio, odd: spreads what is multiplied by it over the upper bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private KeyHash() {}

    /**
     * The hash of a key.
     *
     * @throws IllegalArgumentException if its class tells keys apart by identity, which has no meaning in another process
     */
    public static long of(Object key) {
        return mix(key instanceof byte[] bytes ? bytes(bytes) : wide(key));
    }

    /** A hash for tables in this process: keys that are the {@link #same} have the same until the call ends. */
    public static int local(Object key) {
        if (key instanceof String) {
            return key.hashCode(); // as good as ours, and it keeps it
        }
        return key instanceof byte[]
                ? (int) of(key)
                : StableHash.kind(key.getClass()).local(key);
    }

    /** Whether two keys are the same one: as {@link Object#equals} has it, byte arrays by their content. */
    public static boolean same(Object one, Object other) {
        return (one instanceof byte[] bytes && other instanceof byte[] others)
                ? Arrays.equals(bytes, others)
                : one.equals(other);
    }

    /** Whether only a look at a copy tells that keys of the class of this one stay equal: not of values of the JDK, enums, and records of these. */
    public static boolean mayDifferFromItsCopy(Object key) {
        if (key instanceof byte[] || key instanceof String) {
            return false;
        }
        HashKind kind = StableHash.kind(key.getClass());
        boolean value = kind == BuiltIn.OWN && StableClasses.isOfTheJdk(key.getClass());
        boolean values = kind instanceof Components record && record.areValues();
        return !value && !values && kind != BuiltIn.CONSTANT && kind != BuiltIn.CLASS_NAME;
    }

    /**
     * Refuses a class whose objects cannot be keys, before there is one. What it lets pass is looked at again in each key.
     *
     * @throws IllegalArgumentException if each object of the class is equal only to itself
     */
    public static void check(Class<?> declared) {
        String refusal = HashKinds.refusal(declared);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
    }

    static long wideOrZero(@Nullable Object key) {
        return key == null ? 0 : wide(key);
    }

    private static long wide(Object key) {
        if (key instanceof String text) {
            return text(text);
        }
        if (key instanceof Long number) {
            return number;
        }
        if (key instanceof Integer || key instanceof Double || key instanceof Boolean) {
            return key.hashCode();
        }
        return StableHash.kind(key.getClass()).wide(key);
    }

    static long text(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static long bytes(byte[] bytes) {
        long hash = bytes.length;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** Stafford's thirteenth variant of the finaliser of MurmurHash3, as in SplitMix64: each bit of the input changes half of the output. */
    static long mix(long value) {
        long hash = value + SPREAD;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
