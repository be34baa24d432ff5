package dev.kinglet.execute;

import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A function ready to be applied.
 *
 * @param codec knows the classes of the function's job
 * @param loader the class loader of the job
 */
record LoadedFunction(
        RemoteFunction<@Nullable Object, @Nullable Object> function, ValueCodec codec, ClassLoader loader) {}
