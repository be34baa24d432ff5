package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import java.util.function.Consumer;

/** Writes a lambda as our own record of its {@link SerializedLambda}, and makes it again in the class that it comes from. */
final class LambdaSerializer extends Serializer<Object> {

    private final Consumer<Class<?>> seen;
    private final ClassLoader loader;

    /** @param seen is told of the classes that lambdas come from */
    LambdaSerializer(Consumer<Class<?>> seen, ClassLoader loader) {
        this.seen = seen;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Object lambda) {
        SerializedLambda form = Lambdas.open(lambda);
        Class<?> capturing = Lambdas.load(
                form.getCapturingClass().replace('/', '.'), lambda.getClass().getClassLoader());
        seen.accept(capturing);
        output.writeString(form.getCapturingClass());
        output.writeString(form.getFunctionalInterfaceClass());
        output.writeString(form.getFunctionalInterfaceMethodName());
        output.writeString(form.getFunctionalInterfaceMethodSignature());
        output.writeByte(form.getImplMethodKind());
        output.writeString(form.getImplClass());
        output.writeString(form.getImplMethodName());
        output.writeString(form.getImplMethodSignature());
        output.writeString(form.getInstantiatedMethodType());
        int captured = form.getCapturedArgCount();
        output.writeVarInt(captured, true);
        for (int i = 0; i < captured; i++) {
            kryo.writeClassAndObject(output, form.getCapturedArg(i));
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        Class<?> capturing = Lambdas.load(input.readString().replace('/', '.'), loader);
        String functionalInterface = input.readString();
        String methodName = input.readString();
        String methodSignature = input.readString();
        int kind = input.readByte();
        String implClass = input.readString();
        String implName = input.readString();
        String implSignature = input.readString();
        String instantiated = input.readString();
        Object[] captured = new Object[input.readVarInt(true)];
        SerializedLambda names = new SerializedLambda(
                capturing,
                functionalInterface,
                methodName,
                methodSignature,
                kind,
                implClass,
                implName,
                implSignature,
                instantiated,
                captured);
        Lambdas.preload(names, loader);
        for (int i = 0; i < captured.length; i++) {
            captured[i] = kryo.readClassAndObject(input);
        }
        // The constructor above copied the array while it was empty.
        return Lambdas.restore(
                new SerializedLambda(
                        capturing,
                        functionalInterface,
                        methodName,
                        methodSignature,
                        kind,
                        implClass,
                        implName,
                        implSignature,
                        instantiated,
                        captured),
                capturing);
    }
}
