package dev.kinglet.closure;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Opens on the worker what {@link ClosureCapture} made in the driver. The bytes are a version, whether there is state of a JShell session, and
 * one value: the function. With state, it is an array of the function, the names of what has state and the values, and before it stand the
 * length and bytes of what must be set before that array is decoded.
 */
public final class ClosureRestorer {

    static final byte VERSION = 1;
    static final byte PLAIN = 0;
    static final byte WITH_VARIABLES = 1;
    static final int HEADER_BYTES = 2;

    private ClosureRestorer() {}

    /**
     * Whether restoring sets static variables of classes in the loader, as for functions from JShell. Such a function needs a class loader
     * that no other closure uses, for another may have other values: key the loader by the closure's hash, too.
     */
    public static boolean needsOwnLoader(byte[] closure) {
        return closure.length > 1 && closure[1] == WITH_VARIABLES;
    }

    /**
     * Makes the function of the first attempt.
     *
     * @param loader has the function's code, as {@link CodeLoader#of} makes it
     * @throws UndecodableException if a class is missing, naming it, or the bytes are not a closure
     */
    public static Restored restore(byte[] closure, ClassLoader loader) {
        if (closure.length < HEADER_BYTES || closure[0] != VERSION) {
            throw new UndecodableException(
                    "the closure has " + closure.length + " bytes and version "
                            + (closure.length == 0 ? -1 : closure[0]) + ", not " + VERSION
                            + ": driver and worker are of different versions of Kinglet",
                    null,
                    null);
        }
        return new Restored(closure, loader);
    }

    /** What the bytes of a closure hold. What objects of it need while they are made is set when this returns; the rest is yet to be set. */
    static Restored.Content decode(byte[] closure, ValueCodec codec, ClassLoader loader) {
        if (closure[1] == PLAIN) {
            Object function = present(codec.decode(closure, HEADER_BYTES, closure.length - HEADER_BYTES));
            return new Restored.Content(function, new String[0], new Object[0]);
        }
        int early = ByteBuffer.wrap(closure).getInt(HEADER_BYTES);
        int main = HEADER_BYTES + Integer.BYTES + early;
        SnippetState.setEarly(
                (Object[]) present(codec.decode(closure, HEADER_BYTES + Integer.BYTES, early)), codec, loader);
        Object[] parts = (Object[]) present(codec.decode(closure, main, closure.length - main));
        return new Restored.Content(present(parts[0]), (String[]) parts[1], (Object[]) parts[2]);
    }

    private static Object present(@Nullable Object content) {
        if (content == null) {
            throw new UndecodableException("the closure holds no function", null, null);
        }
        return content;
    }
}
