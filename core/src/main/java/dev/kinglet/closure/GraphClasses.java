package dev.kinglet.closure;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/** Classes by name, in the codec's class loader, telling of each that a graph names. */
final class GraphClasses extends DefaultClassResolver {

    private final Sightings sightings;
    private final ClassLoader loader;

    GraphClasses(Sightings sightings, ClassLoader loader) {
        this.sightings = sightings;
        this.loader = loader;
    }

    /** Lets objects of {@code type} travel as those of another class. */
    void alias(Class<?> type, Registration registration) {
        classToRegistration.put(type, registration);
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    protected void writeName(Output output, Class type, Registration registration) {
        sightings.see(registration.getType());
        super.writeName(output, registration.getType(), registration);
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    protected @Nullable Class getTypeByName(String className) {
        Class<?> known = super.getTypeByName(className);
        return known == null ? Lambdas.load(className, loader) : known;
    }
}
