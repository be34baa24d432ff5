package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Writes a dynamic proxy as its interfaces and handler. */
final class ProxySerializer extends Serializer<Object> {

    private final Sightings sightings;
    private final ClassLoader loader;

    /** @param sightings is told of the interfaces */
    ProxySerializer(Sightings sightings, ClassLoader loader) {
        this.sightings = sightings;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Object proxy) {
        Class<?>[] interfaces = proxy.getClass().getInterfaces();
        output.writeVarInt(interfaces.length, true);
        for (Class<?> type : interfaces) {
            sightings.see(type);
            output.writeString(type.getName());
        }
        kryo.writeClassAndObject(output, Proxy.getInvocationHandler(proxy));
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        Class<?>[] interfaces = new Class<?>[input.readVarInt(true)];
        for (int i = 0; i < interfaces.length; i++) {
            interfaces[i] = Lambdas.load(input.readString(), loader);
        }
        return Proxy.newProxyInstance(
                definer(interfaces), interfaces, (InvocationHandler) kryo.readClassAndObject(input));
    }

    /** An interface that is not public has its proxies where it is itself, which need not be the loader that finds it. */
    private ClassLoader definer(Class<?>[] interfaces) {
        for (Class<?> type : interfaces) {
            ClassLoader own = type.getClassLoader();
            if (own != null && !Modifier.isPublic(type.getModifiers())) {
                return own;
            }
        }
        return loader;
    }
}
