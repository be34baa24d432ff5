package dev.kinglet.equality;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of fields. */
final class Fields {

    /** What constants are made of that are no compile-time constants. */
    private static final Set<Class<?>> VALUES = Set.of(Pattern.class, Locale.class, Charset.class);

    private Fields() {}

    /** The field that code of {@code seenFrom} means, or null where there is none. */
    static @Nullable Field find(String owner, String name, Class<?> seenFrom) {
        for (Class<?> each = Methods.load(owner, seenFrom); each != null; each = each.getSuperclass()) {
            Field declared = declared(each, name);
            if (declared != null) {
                return declared;
            }
            for (Class<?> parent : each.getInterfaces()) {
                Field inherited = declared(parent, name);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    private static @Nullable Field declared(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    /** Whether a static field holds the same in each process as far as its class tells: a constant, or an object without state. */
    static boolean isTheSameEverywhere(Field field) {
        if (field.isEnumConstant() || field.isSynthetic()) { // the tables of switches, and whether assertions are on
            return true;
        }
        boolean isFinal = Modifier.isFinal(field.getModifiers());
        return isFinal
                && ("MODULE$".equals(field.getName()) // an object of Scala's
                        || VALUES.contains(field.getType())
                        || hasNoState(field.getType()));
    }

    private static boolean hasNoState(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.isInterface() || StableClasses.isOfTheJdk(type)) {
            return false;
        }
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return false;
                }
            }
        }
        return Modifier.isFinal(type.getModifiers());
    }
}
