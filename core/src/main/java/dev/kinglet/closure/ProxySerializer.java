package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Writes a dynamic proxy as its interfaces and handler. */
final class ProxySerializer extends Serializer<Object> {

    private final Consumer<Class<?>> seen;
    private final ClassLoader loader;

    /** @param seen is told of the interfaces */
    ProxySerializer(Consumer<Class<?>> seen, ClassLoader loader) {
        this.seen = seen;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Object proxy) {
        Class<?>[] interfaces = proxy.getClass().getInterfaces();
        output.writeVarInt(interfaces.length, true);
        for (Class<?> type : interfaces) {
            seen.accept(type);
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
        return Proxy.newProxyInstance(loader, interfaces, (InvocationHandler) kryo.readClassAndObject(input));
    }
}
