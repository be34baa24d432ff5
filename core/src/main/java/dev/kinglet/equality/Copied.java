package dev.kinglet.equality;

import java.lang.invoke.MethodHandle;

/**
 * A class of the user's whose {@code hashCode} is copied, with every call by which an identity could come into it led to
 * {@link StableHash}.
 */
final class Copied implements HashKind {

    private final MethodHandle copy;

    /** @param copy of type {@code (Object)int} */
    Copied(MethodHandle copy) {
        this.copy = copy;
    }

    @Override
    public int code(Object key) {
        try {
            return (int) copy.invokeExact(key);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(
                    "the hashCode of a key of " + key.getClass().getName() + " threw " + e, e);
        }
    }
}
