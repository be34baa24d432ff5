package dev.kinglet.closure;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Captures functions in the driver, at the call that submits them, so that whatever cannot travel is refused in the user's own line. Safe for
 * use by many threads; it captures one function at a time.
 */
public final class ClosureCapture {

    /** A closure larger than this is worth a warning: every worker reads it. */
    static final int WARN_BYTES = 1 << 20;

    /** The most that a function may capture. */
    static final int MAX_BYTES = 256 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final KryoValueCodec codec = new KryoValueCodec(ClosureCapture.class.getClassLoader());
    private final StaticReports statics = new StaticReports();
    private final CodeFinder finder;

    /** @param finder finds the code of the functions; shared with whoever adds the code of inputs' classes */
    public ClosureCapture(CodeFinder finder) {
        this.finder = finder;
    }

    /**
     * Captures a function.
     *
     * @param parameter what messages call it: the name of the parameter that the user gave it as
     * @throws NotTransportableException if it holds something that has no meaning in another process
     */
    public CapturedClosure capture(Object function, String parameter) {
        lock.lock();
        try {
            codec.forgetClassesSeen();
            byte[] value = codec.encode(function, parameter);
            statics.begin(codec.sightings());
            return codec.sightings().hasSnippets()
                    ? ofASession(function, parameter, value)
                    : closure(parameter, ClosureRestorer.PLAIN, value, Set.of(), Set.of());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what was captured has been looked at for static fields that workers will not have, and these are reported. */
    public void awaitReports() {
        statics.await();
    }

    /** The function and the state of the session that it reads, that the values of this state read, and so on. */
    private CapturedClosure ofASession(Object function, String parameter, byte[] alone) {
        SnippetState state = new SnippetState(codec.sightings().snippetLoader(), parameter);
        byte[] bytes = alone;
        while (state.look(codec.sightings())) {
            bytes = codec.encode(new Object[] {function, state.names(), state.values()}, parameter);
        }
        if (state.isEmpty()) {
            return closure(parameter, ClosureRestorer.PLAIN, alone, state.kept(), Set.of());
        }
        byte[] early = codec.encode(state.early(codec.sightings()), parameter);
        byte[] whole = ByteBuffer.allocate(Integer.BYTES + early.length + bytes.length)
                .putInt(early.length)
                .put(early)
                .put(bytes)
                .array();
        return closure(parameter, ClosureRestorer.WITH_VARIABLES, whole, state.kept(), state.owners());
    }

    /**
     * @param variables those of a session whose values travel
     * @param owners the classes that have them
     */
    private CapturedClosure closure(
            String parameter, byte form, byte[] value, Set<Snippets.Variable> variables, Set<Class<?>> owners) {
        checkSize(value.length, parameter);
        Set<Class<?>> classes = new HashSet<>(codec.classesSeen());
        classes.addAll(owners);
        byte[] bytes = new byte[ClosureRestorer.HEADER_BYTES + value.length];
        bytes[0] = ClosureRestorer.VERSION;
        bytes[1] = form;
        System.arraycopy(value, 0, bytes, ClosureRestorer.HEADER_BYTES, value.length);
        return new CapturedClosure(bytes, Hashes.sha256(bytes), finder.codeFor(classes, variables));
    }

    static void checkSize(long length, String parameter) {
        if (length > MAX_BYTES) {
            throw new NotTransportableException(
                    parameter + " captures " + (length >> 20) + " MB, more than the " + (MAX_BYTES >> 20)
                            + " MB that a function may:"
                            + " every worker would read them. Put the data into the store and let the function read what it needs"
                            + " (CallContext.current().store()), or make it the inputs of map.",
                    null);
        }
        if (length > WARN_BYTES) {
            System.getLogger(ClosureCapture.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} captures {1} KB, which every worker reads before its first call; data that is large is better read from"
                                    + " the store, or given as inputs",
                            parameter,
                            length >> 10);
        }
    }
}
