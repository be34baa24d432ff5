package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes a lambda that is not Serializable as the {@link LambdaSite} that made it, and what it captures. */
final class PlainLambdaSerializer extends Serializer<Object> {

    private final Sightings sightings;
    private final ClassLoader loader;
    private final Supplier<@Nullable Object> root;

    /**
     * @param sightings is told of the classes that lambdas come from
     * @param root gives the graph that is being written
     */
    PlainLambdaSerializer(Sightings sightings, ClassLoader loader, Supplier<@Nullable Object> root) {
        this.sightings = sightings;
        this.loader = loader;
        this.root = root;
    }

    @Override
    public void write(Kryo kryo, Output output, Object lambda) {
        int known = KnownLambdas.number(lambda);
        output.writeVarInt(known + 1, true);
        if (known >= 0) {
            return;
        }
        LambdaSite site = PlainLambdas.site(lambda, Objects.requireNonNullElse(root.get(), lambda));
        sightings.see(site.form(), PlainLambdas.capturingClass(lambda.getClass()));
        site.write(output);
        for (Field field : PlainLambdas.fields(lambda.getClass())) {
            kryo.writeClassAndObject(output, PlainLambdas.value(field, lambda));
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        int known = input.readVarInt(true) - 1;
        if (known >= 0) {
            return KnownLambdas.at(known);
        }
        LambdaSite site = LambdaSite.read(input);
        Class<?> capturing = Lambdas.preload(site.form(), loader);
        @Nullable Object[] captured = new @Nullable Object[site.form().captured()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = kryo.readClassAndObject(input);
        }
        return PlainLambdas.link(site, capturing, captured);
    }
}
