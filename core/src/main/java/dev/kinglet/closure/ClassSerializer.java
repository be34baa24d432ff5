package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Writes a {@code Class} object as what it is called. Kryo's own would write the class that stands for its objects in the bytes: that of
 * {@code LinkedHashSet} for one of {@code Set}.
 */
final class ClassSerializer extends Serializer<Class<?>> {

    private static final byte NAMED = 0;
    private static final byte PRIMITIVE = 1;
    private static final byte PROXY = 2;

    private static final InvocationHandler NEVER_CALLED = (proxy, method, arguments) -> null;

    private final Sightings sightings;
    private final ClassLoader loader;

    /** @param sightings is told of the classes */
    ClassSerializer(Sightings sightings, ClassLoader loader) {
        this.sightings = sightings;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Class<?> type) {
        int dimensions = 0;
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
            dimensions++;
        }
        output.writeVarInt(dimensions, true);
        if (element.isPrimitive()) {
            output.writeByte(PRIMITIVE);
            output.writeString(element.getName());
        } else if (Proxy.isProxyClass(element)) {
            output.writeByte(PROXY);
            writeInterfaces(output, element);
        } else if (element.isHidden()) {
            throw new RefusedException(type, Class.class, hidden(element));
        } else {
            sightings.see(element);
            output.writeByte(NAMED);
            output.writeString(element.getName());
        }
    }

    /** What is said of the class of a lambda, which no other process has. */
    static String hidden(Class<?> type) {
        return "which is the class of a lambda (" + type.getName()
                + ") and exists in this process only. Capture its interface's class in its place.";
    }

    private void writeInterfaces(Output output, Class<?> proxy) {
        Class<?>[] interfaces = proxy.getInterfaces();
        output.writeVarInt(interfaces.length, true);
        for (Class<?> each : interfaces) {
            sightings.see(each);
            output.writeString(each.getName());
        }
    }

    @Override
    public Class<?> read(Kryo kryo, Input input, Class<? extends Class<?>> type) {
        int dimensions = input.readVarInt(true);
        Class<?> read = readElement(input);
        for (int i = 0; i < dimensions; i++) {
            read = read.arrayType();
        }
        return read;
    }

    private Class<?> readElement(Input input) {
        byte kind = input.readByte();
        if (kind == PROXY) {
            Class<?>[] interfaces = new Class<?>[input.readVarInt(true)];
            for (int i = 0; i < interfaces.length; i++) {
                interfaces[i] = Lambdas.load(input.readString(), loader);
            }
            return proxyClass(interfaces, loader);
        }
        String name = input.readString();
        return kind == PRIMITIVE ? Class.forPrimitiveName(name) : Lambdas.load(name, loader);
    }

    /** The class of the proxies of these interfaces. */
    static Class<?> proxyClass(Class<?>[] interfaces, ClassLoader loader) {
        return Proxy.newProxyInstance(loader, interfaces, NEVER_CALLED).getClass();
    }
}
