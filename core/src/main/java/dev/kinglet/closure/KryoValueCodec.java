package dev.kinglet.closure;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values as {@link Scalars} where they are, else as Kryo's graphs, each class in its {@link Form}. Kryo itself is loaded when the first
 * graph comes.
 */
public final class KryoValueCodec implements ValueCodec {

    /** Nesting up to which a value is written on the caller's own stack: four to six frames each. */
    private static final int ORDINARY_DEPTH = 250;

    /** Kryo's first buffer, and the size to which it may grow and still be kept. */
    private static final int FIRST_BUFFER_BYTES = 4_096;

    private static final int MAX_KEPT_BUFFER_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    private final ClassLoader loader;
    private final Sightings sightings = new Sightings();
    private final Input input = new Input(NOTHING);
    private Output output = new Output(FIRST_BUFFER_BYTES, -1);
    private @Nullable GraphKryo kryo;

    /** @param loader where the classes of decoded values are found */
    public KryoValueCodec(ClassLoader loader) {
        this.loader = loader;
    }

    /** The classes, but for the JDK's, that values encoded so far name, and the classes that their lambdas come from. A view. */
    public Set<Class<?>> classesSeen() {
        return Collections.unmodifiableSet(sightings.classes());
    }

    /** Forgets {@link #classesSeen}. */
    public void forgetClassesSeen() {
        sightings.clear();
    }

    @Override
    public byte[] encode(@Nullable Object value, String what) {
        byte[] scalar = Scalars.encode(value);
        if (scalar != null || value == null) {
            return scalar == null ? NOTHING : scalar;
        }
        try {
            byte[] lambda = value.getClass().isHidden() ? plainLambda(value) : null;
            return lambda != null ? lambda : atAnyDepth(() -> graph(value));
        } catch (KryoException | UndecodableException | RefusedException e) {
            throw Refusal.of(value, what, e);
        } catch (StackOverflowError e) {
            throw new NotTransportableException(
                    what + " is nested too deeply to be written, even with a stack of " + DeepStack.MEGABYTES
                            + " MB. Make it flat: a list of nodes in place of nodes that refer to each other.",
                    e);
        }
    }

    private byte @Nullable [] plainLambda(Object value) {
        output.reset();
        output.writeByte(Scalars.LAMBDA);
        return Form.of(value.getClass()) == Form.LAMBDA && PlainLambda.write(value, output, sightings)
                ? output.toBytes()
                : null;
    }

    private byte[] graph(Object value) {
        output.reset();
        output.writeByte(Scalars.GRAPH);
        GraphKryo ready = kryo();
        ready.begin(value);
        try {
            ready.writeClassAndObject(output, value);
            if (ready.views().foundBackings()) {
                output.setPosition(1);
                ready.writeClassAndObject(output, value);
            }
        } finally {
            ready.end();
        }
        byte[] bytes = output.toBytes();
        if (output.getBuffer().length > MAX_KEPT_BUFFER_BYTES) {
            output = new Output(FIRST_BUFFER_BYTES, -1);
        }
        return bytes;
    }

    @Override
    public @Nullable Object decode(byte[] bytes, int offset, int length) {
        if (length < 1) {
            throw new UndecodableException("a value of no bytes: not Kinglet's bytes", null, null);
        }
        byte tag = bytes[offset];
        if (tag != Scalars.GRAPH && tag != Scalars.LAMBDA) {
            return Scalars.decode(tag, bytes, offset + 1, length - 1);
        }
        try {
            if (tag == Scalars.LAMBDA) {
                input.setBuffer(bytes, offset + 1, length - 1);
                return PlainLambda.read(input, loader);
            }
            return atAnyDepth(() -> graph(bytes, offset + 1, length - 1));
        } catch (UndecodableException | OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) { // a class of the user's may throw anything while it is read
            throw undecodable(e);
        } finally {
            input.setBuffer(NOTHING);
        }
    }

    private @Nullable Object graph(byte[] bytes, int offset, int length) {
        input.setBuffer(bytes, offset, length);
        Object value = kryo().readClassAndObject(input);
        if (input.position() != offset + length) {
            throw new UndecodableException(
                    "the value ended after " + (input.position() - offset) + " of " + length
                            + " bytes: not Kinglet's bytes, or of" + " another version of its classes",
                    null,
                    null);
        }
        return value;
    }

    private static UndecodableException undecodable(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof KryoException && cause.getCause() != null) {
            if (cause.getCause() instanceof UndecodableException e) {
                return e;
            }
            cause = cause.getCause();
        }
        String missing = MissingClass.find(cause);
        return new UndecodableException(
                missing == null ? "the value's bytes cannot be opened: " + cause : "class " + missing + " is missing",
                missing,
                thrown);
    }

    /** Does the work on this thread's stack, and once more on a large one if that does not do. */
    private <V extends @Nullable Object> V atAnyDepth(Supplier<V> work) {
        try {
            kryo().setMaxDepth(ORDINARY_DEPTH);
            return work.get();
        } catch (StackOverflowError e) {
            kryo = null; // nobody knows where it was interrupted
        } catch (KryoException e) {
            if (!isTooDeep(e)) {
                throw e;
            }
        }
        kryo().setMaxDepth(Integer.MAX_VALUE);
        try {
            return DeepStack.run(work);
        } catch (StackOverflowError e) {
            kryo = null; // as above
            throw e;
        }
    }

    private static boolean isTooDeep(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.startsWith("Max depth exceeded")) {
                return true;
            }
        }
        return false;
    }

    private GraphKryo kryo() {
        GraphKryo ready = kryo;
        if (ready == null) {
            ready = GraphKryo.create(sightings, loader);
            kryo = ready;
        }
        return ready;
    }

    Sightings sightings() {
        return sightings;
    }
}
