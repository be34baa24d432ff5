package dev.kinglet.reduce;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The 64-bit hash by which keys are brought together. The same in every process, which {@link Object#hashCode} is not: an enum's, an
 * array's and that of a class without its own are those of an identity. 64 bits, since keys travel in the order of their hashes and those
 * of equal hashes must be told apart one by one.
 */
public final class KeyHash {

    /** 2^64 over the golden ratio, odd: spreads what is multiplied by it over the upper bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(KeyHash::accessor)
                    .toArray(Method[]::new);
        }
    };

    private static final ClassValue<Boolean> OWN_HASH_CODE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("hashCode").getDeclaringClass() != Object.class;
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every class has hashCode()", e);
            }
        }
    };

    private KeyHash() {}

    /**
     * The hash of a key.
     *
     * @throws IllegalArgumentException if its class tells keys apart by identity, which has no meaning in another process
     */
    public static long of(Object key) {
        return mix(raw(key));
    }

    /** Whether two keys are the same one: as {@link Object#equals} has it, byte arrays by their content. */
    static boolean same(Object one, Object other) {
        return (one instanceof byte[] bytes && other instanceof byte[] others)
                ? Arrays.equals(bytes, others)
                : one.equals(other);
    }

    private static long raw(Object key) {
        if (key instanceof String text) {
            return text(text);
        }
        if (key instanceof Number || key instanceof Boolean || key instanceof Character) {
            return key instanceof Long number ? number.longValue() : (long) key.hashCode();
        }
        if (key instanceof byte[] bytes) {
            return bytes(bytes);
        }
        if (key instanceof Enum<?> constant) {
            return text(constant.name());
        }
        if (key instanceof Record record) {
            return record(record);
        }
        if (key instanceof List<?> list) {
            long hash = list.size();
            for (Object element : list) {
                hash = mix(hash) + (element == null ? 0 : raw(element));
            }
            return hash;
        }
        return other(key);
    }

    private static long other(Object key) {
        if (key instanceof Optional<?> optional) {
            return optional.isPresent() ? mix(raw(optional.get())) : 1;
        }
        if (key instanceof Collection<?> collection) { // sets: in no order
            return collection.stream()
                    .mapToLong(element -> element == null ? 0 : of(element))
                    .sum();
        }
        if (key instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(
                            entry -> mix(raw(entry.getKey())) ^ (entry.getValue() == null ? 0 : of(entry.getValue())))
                    .sum();
        }
        if (key.getClass().isArray() || !OWN_HASH_CODE.get(key.getClass())) {
            throw new IllegalArgumentException(
                    "a key of class " + key.getClass().getTypeName()
                            + " cannot be compared across processes, for it is equal only to itself; use a record, or give the"
                            + " class equals and hashCode");
        }
        return key.hashCode();
    }

    private static long record(Record record) {
        long hash = 0;
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            Object component = invoke(accessor, record);
            if (component != null && component.getClass().isArray()) {
                throw new IllegalArgumentException(
                        "a key of class "
                                + record.getClass().getName() + " has the array " + accessor.getName()
                                + ", which is equal only to itself; use a List, or the array alone as the key if it is a byte[]");
            }
            hash = mix(hash) + (component == null ? 0 : raw(component));
        }
        return hash;
    }

    private static Method accessor(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor;
    }

    private static Object invoke(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the accessor " + accessor.getName() + " of a key threw " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError("it was made accessible", e);
        }
    }

    private static long text(String text) {
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
    private static long mix(long value) {
        long hash = value + SPREAD;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
