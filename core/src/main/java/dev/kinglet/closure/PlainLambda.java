package dev.kinglet.closure;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * A lambda that captures nothing but scalars, written without Kryo's graphs: a cold worker that gets such a function, and scalars as inputs,
 * never makes a Kryo.
 */
final class PlainLambda {

    private PlainLambda() {}

    /** Writes the lambda, or returns false where it captures anything else; {@code output} then holds something incomplete. */
    static boolean write(Object lambda, Output output, Sightings sightings) {
        SerializedLambda open = Lambdas.open(lambda);
        LambdaForm form = LambdaForm.of(open);
        form.write(output);
        for (int i = 0; i < open.getCapturedArgCount(); i++) {
            byte[] scalar = Scalars.encode(open.getCapturedArg(i));
            if (scalar == null) {
                return false;
            }
            output.writeVarInt(scalar.length, true);
            output.writeBytes(scalar);
        }
        sightings.see(form, Lambdas.capturingClass(open, lambda));
        return true;
    }

    static Object read(Input input, ClassLoader loader) {
        LambdaForm form = LambdaForm.read(input);
        Class<?> capturing = Lambdas.preload(form, loader);
        @Nullable Object[] captured = new @Nullable Object[form.captured()];
        for (int i = 0; i < captured.length; i++) {
            byte[] scalar = input.readBytes(input.readVarInt(true));
            captured[i] = Scalars.decode(scalar[0], scalar, 1, scalar.length - 1);
        }
        return Lambdas.restore(form.with(capturing, captured), capturing);
    }
}
