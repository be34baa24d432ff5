package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/** Writes a lambda as its {@link LambdaForm} and what it captures, and makes it again in the class that it comes from. */
final class LambdaSerializer extends Serializer<Object> {

    private final Sightings sightings;
    private final ClassLoader loader;

    /** @param sightings is told of the classes that lambdas come from */
    LambdaSerializer(Sightings sightings, ClassLoader loader) {
        this.sightings = sightings;
        this.loader = loader;
    }

    @Override
    public void write(Kryo kryo, Output output, Object lambda) {
        SerializedLambda open = Lambdas.open(lambda);
        LambdaForm form = LambdaForm.of(open);
        sightings.see(form, Lambdas.capturingClass(open, lambda));
        form.write(output);
        for (int i = 0; i < open.getCapturedArgCount(); i++) {
            kryo.writeClassAndObject(output, open.getCapturedArg(i));
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        LambdaForm form = LambdaForm.read(input);
        Class<?> capturing = Lambdas.preload(form, loader);
        @Nullable Object[] captured = new @Nullable Object[form.captured()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = kryo.readClassAndObject(input);
        }
        return Lambdas.restore(form.with(capturing, captured), capturing);
    }
}
