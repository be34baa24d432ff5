package dev.kinglet.reduce;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.equality.KeyHash;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a key is still equal to itself when it has travelled, which the class alone does not tell: its {@code equals} may look at an
 * array, at a field that is transient, or at objects that are equal only to themselves. One key of each class is tried. Confined to one thread.
 */
final class KeyCopies {

    private final Set<Class<?>> tried = new HashSet<>();
    private @Nullable Class<?> last;

    /**
     * Tries the first key of a class.
     *
     * @throws IllegalArgumentException if its copy is another key
     */
    void check(Object key) {
        Class<?> type = key.getClass();
        if (type != last) {
            last = type;
            if (KeyHash.mayDifferFromItsCopy(key) && tried.add(type)) {
                compare(key);
            }
        }
    }

    private static void compare(Object key) {
        Object copy = copy(key);
        if (copy != null && (!KeyHash.same(copy, key) || KeyHash.of(copy) != KeyHash.of(key))) {
            throw new IllegalArgumentException(
                    "a key of class " + key.getClass().getName()
                            + " is not equal to its own copy, as another process gets it: its equals compares by identity what it"
                            + " holds, such as an array or an object without equals, or what does not travel, such as a transient"
                            + " field; use a record of what makes keys equal");
        }
    }

    /** As another process would get it, or null where it cannot travel, which is told when it is to. */
    private static @Nullable Object copy(Object key) {
        ClassLoader own = key.getClass().getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = own != null ? own : context != null ? context : ClassLoader.getSystemClassLoader();
        KryoValueCodec codec = new KryoValueCodec(loader);
        byte[] bytes;
        try {
            bytes = codec.encode(key, "key");
        } catch (RuntimeException e) {
            return null;
        }
        return codec.decode(bytes, 0, bytes.length);
    }
}
