package dev.kinglet.closure;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Variables of JShell sessions, which are static fields; by class and field: {@code REPL.$JShell$3.count}. */
final class SnippetVariable {

    private SnippetVariable() {}

    /**
     * The values that the variables have now.
     *
     * @throws NotTransportableException if one cannot travel, naming the variable as the user knows it
     */
    static @Nullable Object[] values(String[] names, Sightings sightings, KryoValueCodec codec, String parameter) {
        ClassLoader loader = sightings.snippetLoader();
        @Nullable Object[] values = new @Nullable Object[names.length];
        for (int i = 0; i < names.length; i++) {
            try {
                values[i] = field(names[i], loader).get(null);
            } catch (ReflectiveOperationException e) {
                throw new NotTransportableException(
                        "the JShell variable " + simple(names[i]) + ", which " + parameter + " reads, cannot be read: "
                                + e,
                        e);
            }
            codec.encode(values[i], "the JShell variable " + simple(names[i]) + ", which " + parameter + " reads,");
        }
        return values;
    }

    /** Gives the variables values. */
    static void set(String[] names, @Nullable Object[] values, ClassLoader loader) {
        for (int i = 0; i < names.length; i++) {
            try {
                field(names[i], loader).set(null, values[i]);
            } catch (ReflectiveOperationException e) {
                throw new UndecodableException("the JShell variable " + names[i] + " cannot be set: " + e, null, e);
            }
        }
    }

    private static Field field(String name, ClassLoader loader) throws NoSuchFieldException {
        Field field =
                Lambdas.load(name.substring(0, name.lastIndexOf('.')), loader).getDeclaredField(simple(name));
        field.setAccessible(true);
        return field;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
