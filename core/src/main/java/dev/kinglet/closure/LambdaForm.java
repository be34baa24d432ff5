package dev.kinglet.closure;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * A lambda in names: all of its {@link SerializedLambda} but for the captured values. Names of classes are internal ones.
 *
 * @param capturingClass the class that the lambda is written in, which can make it again
 * @param functionalInterface the interface that it implements
 * @param methodName the method of the interface
 * @param methodSignature its erased signature
 * @param implKind how the implementation is called, as {@link java.lang.invoke.MethodHandleInfo} numbers it
 * @param implClass the class that has the implementation
 * @param implName the implementation: a method of javac's making, or the one referred to
 * @param implSignature its signature
 * @param instantiated the method's signature with the type arguments in place
 * @param captured how many values it captures
 */
record LambdaForm(
        String capturingClass,
        String functionalInterface,
        String methodName,
        String methodSignature,
        int implKind,
        String implClass,
        String implName,
        String implSignature,
        String instantiated,
        int captured) {

    static LambdaForm of(SerializedLambda lambda) {
        return new LambdaForm(
                lambda.getCapturingClass(),
                lambda.getFunctionalInterfaceClass(),
                lambda.getFunctionalInterfaceMethodName(),
                lambda.getFunctionalInterfaceMethodSignature(),
                lambda.getImplMethodKind(),
                lambda.getImplClass(),
                lambda.getImplMethodName(),
                lambda.getImplMethodSignature(),
                lambda.getInstantiatedMethodType(),
                lambda.getCapturedArgCount());
    }

    static LambdaForm read(Input input) {
        return new LambdaForm(
                input.readString(),
                input.readString(),
                input.readString(),
                input.readString(),
                input.readByte(),
                input.readString(),
                input.readString(),
                input.readString(),
                input.readString(),
                input.readVarInt(true));
    }

    void write(Output output) {
        output.writeString(capturingClass);
        output.writeString(functionalInterface);
        output.writeString(methodName);
        output.writeString(methodSignature);
        output.writeByte(implKind);
        output.writeString(implClass);
        output.writeString(implName);
        output.writeString(implSignature);
        output.writeString(instantiated);
        output.writeVarInt(captured, true);
    }

    /** The lambda's description, with a class that can make it and the values that it captures. */
    SerializedLambda with(Class<?> capturing, @Nullable Object[] values) {
        return new SerializedLambda(
                capturing,
                functionalInterface,
                methodName,
                methodSignature,
                implKind,
                implClass,
                implName,
                implSignature,
                instantiated,
                values);
    }
}
