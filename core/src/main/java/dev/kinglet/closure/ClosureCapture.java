package dev.kinglet.closure;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Captures functions in the driver, at the call that submits them, so that whatever cannot travel is refused in the user's own line. Safe for
 * use by many threads; it captures one function at a time.
 */
public final class ClosureCapture {

    /** A closure larger than this is worth a warning: every worker reads it. */
    static final int WARN_BYTES = 1 << 20;

    /** The most that a function may capture. */
    static final int MAX_BYTES = 256 << 20;

    private static final System.Logger LOG = System.getLogger(ClosureCapture.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final KryoValueCodec codec = new KryoValueCodec(ClosureCapture.class.getClassLoader());
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
            Set<String> variables = Snippets.variablesReadBy(codec.sightings());
            if (variables.isEmpty()) {
                return closure(parameter, ClosureRestorer.PLAIN, value);
            }
            byte[] withVariables = withVariables(function, parameter, variables);
            return closure(parameter, ClosureRestorer.WITH_VARIABLES, withVariables);
        } finally {
            lock.unlock();
        }
    }

    /** The function and the values of the variables that it reads, and that their values read, and so on. */
    private byte[] withVariables(Object function, String parameter, Set<String> variables) {
        Set<String> read = variables;
        while (true) {
            String[] names = read.toArray(new String[0]);
            @Nullable Object[] values = SnippetVariable.values(names, codec.sightings(), codec, parameter);
            byte[] bytes = codec.encode(new Object[] {function, names, values}, parameter);
            Set<String> now = Snippets.variablesReadBy(codec.sightings());
            if (now.equals(read)) {
                return bytes;
            }
            read = now;
        }
    }

    private CapturedClosure closure(String parameter, byte form, byte[] value) {
        checkSize(value.length, parameter);
        Set<Class<?>> classes = Set.copyOf(codec.classesSeen());
        byte[] bytes = new byte[ClosureRestorer.HEADER_BYTES + value.length];
        bytes[0] = ClosureRestorer.VERSION;
        bytes[1] = form;
        System.arraycopy(value, 0, bytes, ClosureRestorer.HEADER_BYTES, value.length);
        return new CapturedClosure(bytes, Hashes.sha256(bytes), finder.codeFor(classes));
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
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} captures {1} KB, which every worker reads before its first call; data that is large is better read from"
                            + " the store, or given as inputs",
                    parameter,
                    length >> 10);
        }
    }
}
