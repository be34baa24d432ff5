package dev.kinglet.closure;

import org.jspecify.annotations.Nullable;

/**
 * A function on the worker. Each attempt asks for it, and gets what it captures as that was when the function was submitted, whatever
 * attempts before have done to theirs. Where nothing that it captures can change, all share one. Confined to one thread at a time.
 */
public final class Restored {

    /** A closure of this size is judged before its first attempt, so that its bytes do not lie beside what was made of them. */
    private static final int LARGE_BYTES = 1 << 16;

    private final ClassLoader loader;
    private final ValueCodec codec;

    /** What the next attempt's function is made of; null where one is shared. */
    private byte @Nullable [] bytes;

    /** Null while another is being made, for there may be memory for one alone. */
    private @Nullable Content content;

    private boolean judged;
    private boolean used;

    /**
     * What the bytes hold.
     *
     * @param names of the snippet variables that the function reads
     * @param values that they had at submission
     */
    record Content(
            Object function, String[] names, @Nullable Object[] values) {}

    Restored(byte[] bytes, ClassLoader loader) {
        this.loader = loader;
        this.codec = new KryoValueCodec(loader);
        this.bytes = bytes;
        Content first = ClosureRestorer.decode(bytes, codec, loader);
        content = first;
        if (bytes.length >= LARGE_BYTES) {
            judge(first);
        }
    }

    /** Decodes the function's inputs and encodes its results; confined to one thread at a time. */
    public ValueCodec codec() {
        return codec;
    }

    /** Whether all attempts share one function, which costs nothing to ask for. */
    public boolean isShared() {
        Content shared = content;
        return bytes == null && shared != null && shared.names.length == 0;
    }

    /**
     * The function for one attempt.
     *
     * @throws UndecodableException as {@link ClosureRestorer#restore}
     */
    public Object function() {
        Content ready = content;
        if (used && !judged && ready != null) {
            judge(ready); // its classes tell, so that it does not matter that an attempt has had it
        }
        byte[] again = bytes;
        if (again != null && (used || ready == null)) {
            ready = null;
            content = null;
            ready = ClosureRestorer.decode(again, codec, loader);
            content = ready;
        }
        if (ready == null) {
            throw new IllegalStateException("neither a function nor its bytes");
        }
        used = true;
        if (ready.names.length > 0) { // a cold worker without them has no need of what reads class files
            SnippetState.set(ready.names, ready.values, loader);
        }
        return ready.function;
    }

    private void judge(Content decoded) {
        judged = true;
        if (Immutability.of(decoded.function) && Immutability.ofAll(decoded.values)) {
            bytes = null;
        }
    }
}
