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
import java.util.Arrays;
import java.util.HashSet;
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

    /**
     * Stands in the Java part for an object that Kryo has. Each object has one of its own: {@code ObjectInputStream} asks what an object
     * stands for when it is there for the first time, and only then.
     */
    private static final class Handover implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final class Splitter extends ObjectOutputStream {

        private final List<Object> handedOver;
        private final List<Throwable> throwables = new ArrayList<>();
        private @Nullable Object root;
        private boolean metCaptured;

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
            } else if (!staysWith(root, object)) {
                handedOver.add(object);
                return new Handover();
            }
            if (object instanceof Throwable thrown) {
                throwables.add(thrown);
            }
            return object;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isHidden()) {
                throw new RefusedException(type, Class.class, ClassSerializer.hidden(type));
            }
            sightings.see(type);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) {
            for (Class<?> each : type.getInterfaces()) {
                sightings.see(each);
            }
        }

        private boolean staysWith(Object root, Object object) {
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
                // Exceptions refer to each other in circles.
                return object instanceof Throwable || isSuppressed(object);
            }
            if (root instanceof SerializedLambda) {
                // What it captures comes first; an array among that is an object like any other.
                return object instanceof Object[] && !metCaptured && (metCaptured = true);
            }
            // Locks and their conditions do, as well.
            return object.getClass().getName().startsWith("java.util.concurrent.locks.")
                    || (object instanceof Number
                            && object.getClass().getPackageName().equals("java.lang"));
        }

        /** Whether an object is the list of what one of the exceptions suppressed, and no field of the user's. */
        private boolean isSuppressed(Object object) {
            if (!(object instanceof List<?> list) || !Form.isOfTheJdk(list.getClass()) || list.isEmpty()) {
                return false;
            }
            for (Throwable thrown : throwables) {
                if (Arrays.equals(thrown.getSuppressed(), list.toArray())) {
                    return true;
                }
            }
            return false;
        }
    }

    private final class Joiner extends ObjectInputStream {

        private static final Set<String> PRIMITIVES =
                Set.of("int", "long", "double", "float", "boolean", "byte", "short", "char", "void");

        private final Kryo kryo;
        private final Input input;
        private final Set<Class<?>> checked = new HashSet<>();

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
            return PRIMITIVES.contains(name) ? super.resolveClass(description) : Class.forName(name, false, loader);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            Class<?>[] types = new Class<?>[interfaces.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = Class.forName(interfaces[i], false, loader);
            }
            return ClassSerializer.proxyClass(types, loader);
        }

        @Override
        protected @Nullable Object resolveObject(Object object) throws IOException {
            if (object instanceof Handover) {
                return kryo.readClassAndObject(input);
            }
            // A class may be mentioned; an object of it may not be there.
            String refusal = checked.add(object.getClass()) ? Refusals.reason(object.getClass()) : null;
            if (refusal != null) {
                throw new IOException("the stream holds a " + object.getClass().getName() + ", " + refusal);
            }
            return object;
        }
    }
}
