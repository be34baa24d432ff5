package dev.kinglet.closure;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A place of a JShell session that has a value, by the names of its class and field: a variable, {@code REPL.$JShell$3.count}, a static field
 * of a class that was declared there, {@code REPL.$JShell$4$Config.limit}, or a field of an enum's constant, {@code REPL.$JShell$5$Unit#KM.factor}.
 */
record SnippetVariable(String name) {

    static SnippetVariable of(String internalOwner, String field) {
        return new SnippetVariable(internalOwner.replace('/', '.') + "." + field);
    }

    static SnippetVariable ofConstant(String internalOwner, String constant, String field) {
        return new SnippetVariable(internalOwner.replace('/', '.') + "#" + constant + "." + field);
    }

    /**
     * The value that it has now.
     *
     * @throws LinkageError if its class is not initialised yet, and cannot be
     */
    @Nullable
    Object get(ClassLoader loader) throws ReflectiveOperationException {
        return field(loader).get(holder(loader));
    }

    boolean isFinal(ClassLoader loader) throws ReflectiveOperationException {
        return Modifier.isFinal(field(loader).getModifiers());
    }

    /** Gives it a value. */
    void set(@Nullable Object value, ClassLoader loader) {
        try {
            field(loader).set(holder(loader), value);
        } catch (ReflectiveOperationException e) {
            throw new UndecodableException(inWords() + " cannot be set: " + e, null, e);
        }
    }

    private @Nullable Object holder(ClassLoader loader) throws ReflectiveOperationException {
        int constant = name.indexOf('#');
        if (constant < 0) {
            return null;
        }
        Field field =
                Lambdas.load(owner(), loader).getDeclaredField(name.substring(constant + 1, name.lastIndexOf('.')));
        field.setAccessible(true);
        return field.get(null);
    }

    private Field field(ClassLoader loader) throws ReflectiveOperationException {
        Object holder = holder(loader);
        Class<?> type = holder == null ? Lambdas.load(owner(), loader) : holder.getClass();
        while (true) {
            try {
                Field field = type.getDeclaredField(simpleName());
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                // A constant with a body has a class of its own.
                if (holder == null || type.getSuperclass() == null) {
                    throw e;
                }
                type = type.getSuperclass();
            }
        }
    }

    /** Whether a snippet declares it, not a class. */
    boolean isOfTheSession() {
        return SessionClasses.isWrapper(owner().replace('.', '/'));
    }

    String owner() {
        int constant = name.indexOf('#');
        return name.substring(0, constant < 0 ? name.lastIndexOf('.') : constant);
    }

    private String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** As the user knows it. */
    String inWords() {
        String owner = owner();
        if (isOfTheSession()) {
            return "the JShell variable " + simpleName();
        }
        String declared = owner.replaceFirst("^REPL\\.\\$JShell\\$[^$]+\\$", "").replace('$', '.');
        int constant = name.indexOf('#');
        String of = constant < 0
                ? declared
                : declared + name.substring(constant, name.lastIndexOf('.')).replace('#', '.');
        return "the " + (constant < 0 ? "static " : "") + "field " + of + "." + simpleName();
    }
}
