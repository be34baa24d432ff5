package dev.kinglet.closure;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Classes by name, in the codec's class loader, telling of each that a graph names. */
final class GraphClasses extends DefaultClassResolver {

    private final Consumer<Class<?>> seen;
    private final ClassLoader loader;

    GraphClasses(Consumer<Class<?>> seen, ClassLoader loader) {
        this.seen = seen;
        this.loader = loader;
    }

    /** Lets objects of {@code type} travel as those of another class. */
    void alias(Class<?> type, Registration registration) {
        classToRegistration.put(type, registration);
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    protected void writeName(Output output, Class type, Registration registration) {
        seen.accept(registration.getType());
        super.writeName(output, registration.getType(), registration);
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    protected @Nullable Class getTypeByName(String className) {
        Class<?> known = super.getTypeByName(className);
        return known == null ? Lambdas.load(className, loader) : known;
    }
}
