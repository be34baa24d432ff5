package dev.kinglet.execute.global;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a getter and a setter.
 *
 * @param set throws where there is no way back
 */
record Value<V extends @Nullable Object>(Supplier<V> get, Consumer<V> set) implements Global<V> {

    @Override
    public V now() {
        return get.get();
    }

    @Override
    public boolean is(V state) {
        return Objects.equals(get.get(), state);
    }

    @Override
    public boolean set(V state) {
        try {
            set.accept(state);
            return true;
        } catch (RuntimeException | Error e) { // some of these can be set once only, and say so by an Error
            return false;
        }
    }

    /**
     * Something that can be set once in the life of a JVM.
     *
     * @param clear sets null, which the JDK takes as long as nothing was set, and refuses after that
     */
    static Value<Boolean> once(Clearing clear) {
        return new Value<>(
                () -> {
                    try {
                        clear.run();
                        return false;
                    } catch (Exception | Error e) {
                        return true;
                    }
                },
                state -> {
                    throw new UnsupportedOperationException("it can be set once");
                });
    }

    /** Sets null. */
    interface Clearing {
        void run() throws Exception;
    }
}
