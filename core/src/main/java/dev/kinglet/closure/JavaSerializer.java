package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object by Java serialization inside Kryo's stream. Every object that it refers to goes back to Kryo, so that these need not be
 * Serializable, and that one object met on two ways stays one; in the Java part a {@link Handover} stands for each, in order.
 */
final class JavaSerializer extends Serializer<Object> {

    private final Sightings sightings;
    private final ClassLoader loader;

    /** @param sightings is told of the classes named in the Java part */
    JavaSerializer(Sightings sightings, ClassLoader loader) {
        this.sightings = sightings;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Object> handedOver = new ArrayList<>();
        try (Splitter splitter = new Splitter(bytes, handedOver)) {
            splitter.writeObject(object);
        } catch (IOException e) {
            throw new KryoException("its own Java serialization fails: " + e, e);
        }
        output.writeVarInt(bytes.size(), true);
        output.writeBytes(bytes.toByteArray());
        try {
            for (Object part : handedOver) {
                kryo.writeClassAndObject(output, part);
            }
        } catch (RuntimeException e) {
            RefusedException refused = RefusedException.behind(e);
            if (refused != null && !(object instanceof SerializedLambda)) {
                refused.holders.add(object);
            }
            throw e;
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        byte[] bytes = input.readBytes(input.readVarInt(true));
        try (Joiner joiner = new Joiner(bytes, kryo, input)) {
            return joiner.readObject();
        } catch (ClassNotFoundException e) {
            String name = String.valueOf(e.getMessage());
            throw new UndecodableException("class " + name + " is not among the code of " + loader.getName(), name, e);
        } catch (IOException e) {
            throw new KryoException("its own Java deserialization fails: " + e, e);
        }
    }

    /** Stands in the Java part for an object that Kryo has. */
    private static final class Handover implements Serializable {
        private static final Handover INSTANCE = new Handover();
    }

    private final class Splitter extends ObjectOutputStream {

        private final List<Object> handedOver;
        private @Nullable Object root;

        Splitter(ByteArrayOutputStream out, List<Object> handedOver) throws IOException {
            super(out);
            this.handedOver = handedOver;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (root == null) {
                // What the object made of itself, where it has a writeReplace.
                root = object;
                sightings.see(object.getClass());
                return object;
            }
            if (staysWith(root, object)) {
                return object;
            }
            handedOver.add(object);
            return Handover.INSTANCE;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            sightings.see(type);
        }

        private static boolean staysWith(Object root, Object object) {
            if (object instanceof String
                    || object instanceof Boolean
                    || object instanceof Character
                    || object instanceof Enum<?>
                    || object instanceof Class<?>
                    || object instanceof StackTraceElement
                    || object instanceof StackTraceElement[]) {
                return true;
            }
            if (root instanceof Throwable) {
                // The list of the suppressed, too: exceptions refer to each other in circles.
                return object instanceof Throwable || (object instanceof List && Form.isOfTheJdk(object.getClass()));
            }
            if (root instanceof SerializedLambda) {
                return object instanceof Object[];
            }
            // Locks and their conditions do, as well.
            return object.getClass().getName().startsWith("java.util.concurrent.locks.")
                    || (object instanceof Number
                            && object.getClass().getPackageName().equals("java.lang"));
        }
    }

    private final class Joiner extends ObjectInputStream {

        private static final Set<String> PRIMITIVES =
                Set.of("int", "long", "double", "float", "boolean", "byte", "short", "char", "void");

        private final Kryo kryo;
        private final Input input;

        Joiner(byte[] bytes, Kryo kryo, Input input) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.kryo = kryo;
            this.input = input;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            String name = description.getName();
            if (name.equals(Handover.class.getName())) {
                return Handover.class;
            }
            Class<?> type =
                    PRIMITIVES.contains(name) ? super.resolveClass(description) : Class.forName(name, false, loader);
            String refusal = Refusals.reason(type);
            if (refusal != null) {
                throw new IOException("the stream asks for a " + name + ", " + refusal);
            }
            return type;
        }

        @Override
        protected @Nullable Object resolveObject(Object object) {
            return object instanceof Handover ? kryo.readClassAndObject(input) : object;
        }
    }
}
